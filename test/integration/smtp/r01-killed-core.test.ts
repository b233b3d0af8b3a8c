import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openFlightView } from '../../../main/sending/flight-view.ts'
import { approveRelease } from '../../support/approved-release.ts'
import type { CoreOrder, CoreSaying } from '../../support/core-process.ts'
import { makeKeys } from '../../support/engine-run.ts'
import { planDeath } from '../../support/random-death.ts'
import { type SmtpPeer, startPeer } from '../../support/smtp-peer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const kills = process.env.SLOW ? 200 : 4
const count = process.env.SLOW ? 20_000 : 800
const connectionsMax = 4
const entry = join(import.meta.dirname, '../../support/core-process.ts')

/** Kills the core, not its engine, at a random instant; true when it had finished. */
async function runAndKillCore(order: CoreOrder, peer: SmtpPeer | null): Promise<boolean> {
  const core = fork(entry, [], { serialization: 'advanced' })
  const death = peer === null ? null : planDeath(peer, () => core.kill('SIGKILL'))
  let isFinished = false
  core.on('message', (saying: CoreSaying) => {
    if (saying === 'finished') isFinished = true
    else if (saying === 'gate') death?.gate()
  })
  core.send(order)
  await once(core, 'exit')
  death?.cancel()
  return isFinished
}

it(`R01: kill -9 of the core at ${kills} random instants: its engine ends, nothing lost, nothing twice`, {
  timeout: process.env.SLOW ? 7_200_000 : 300_000,
}, async () => {
  const peer = await startPeer()
  const { host, port, caPem } = peer
  const relay = { host, port, ca: caPem, password: 'secret', connectionsMax }
  const release = approveRelease({ count, relay })
  const { content, secrets } = release
  const folder = makeTempFolder()
  const keys = makeKeys()
  const order = { material: release.material(), content, secrets, folder, keys }
  let killed = 0
  while (killed < kills && !(await runAndKillCore(order, peer))) killed += 1
  // A run that is cut off by nobody ends; what an orphan had begun by then is in doubt or back.
  while (!(await runAndKillCore(order, null)));

  const view = openFlightView({ file: join(folder, 'flight.db'), key: keys.log })
  const { rows } = view.deliveries({ state: null, offset: 0, limit: count })
  view.close()
  await peer.close()
  const accepted = peer.accepted.map(({ recipient }) => recipient)
  const received = new Set(accepted)
  const inDoubt = rows.filter(({ state }) => state === 'in-doubt')
  const sent = rows.filter(({ state }) => state === 'sent')
  expect(accepted).toHaveLength(received.size)
  expect(sent.filter(({ address }) => !received.has(address))).toEqual([])
  expect(sent.length + inDoubt.length).toBe(count)
  expect(inDoubt.length).toBeLessThanOrEqual(killed * connectionsMax)
  console.log(`R01: ${killed} kills of the core, ${inDoubt.length} in doubt`)
  expect(killed).toBeGreaterThan(0)
})
