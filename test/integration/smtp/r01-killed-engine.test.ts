import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openFlightView } from '../../../main/sending/flight-view.ts'
import { plainTransport } from '../../../preload/contract/transport.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { type EngineRunOptions, makeKeys, runEngine } from '../../support/engine-run.ts'
import { planDeath } from '../../support/random-death.ts'
import { type SmtpPeer, startPeer, usualCapabilities } from '../../support/smtp-peer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const connectionsMax = 4
const cases = [
  {
    ...{ name: 'one end of data at a time', inFlightMax: 1 },
    ...(process.env.SLOW ? { kills: 200, count: 20_000 } : { kills: 10, count: 1200 }),
  },
  {
    ...{ name: 'four at a time', inFlightMax: 4 },
    ...(process.env.SLOW ? { kills: 200, count: 20_000 } : { kills: 3, count: 600 }),
  },
]

/** Runs until the random instant of its death; true when it had finished before. */
async function runAndKill(o: EngineRunOptions, peer: SmtpPeer): Promise<boolean> {
  const run = runEngine({
    ...o,
    onMessage: ({ type }) => void (type === 'need-records' && death.gate()),
  })
  const death = planDeath(peer, run.kill)
  const done = await run.done
  death.cancel()
  return done !== null
}

it.each(cases)(
  'R01: kill -9 at $kills random instants, $name: nothing lost, nothing twice, few in doubt',
  {
    timeout: process.env.SLOW ? 3_600_000 : 300_000,
  },
  async ({ kills, count, inFlightMax }) => {
    const peer = await startPeer({
      capabilities: (isSecure) => [...usualCapabilities(isSecure), 'CHUNKING'],
    })
    const { host, port, caPem } = peer
    const transport = {
      ...plainTransport,
      ...(inFlightMax > 1 ? { chunking: true, inFlightMax } : {}),
    }
    const relay = { host, port, ca: caPem, password: 'secret', connectionsMax, transport }
    const release = approveRelease({ count, relay })
    const folder = makeTempFolder()
    const keys = makeKeys()
    let killed = 0
    while (killed < kills && !(await runAndKill({ release, folder, keys }, peer))) killed += 1
    const done = await runEngine({ release, folder, keys }).done
    expect(done).toMatchObject({
      phase: 'finished',
      counts: { waiting: 0, failed: 0, deferred: 0 },
    })

    const view = openFlightView({ file: join(folder, 'flight.db'), key: keys.log })
    const { rows } = view.deliveries({ state: null, offset: 0, limit: count })
    view.close()
    await peer.close()
    const accepted = peer.accepted.map(({ recipient }) => recipient)
    const once = new Set(accepted)
    const inDoubt = rows.filter(({ state }) => state === 'in-doubt')
    const sent = rows.filter(({ state }) => state === 'sent')
    // Twice: none, not even of those in doubt, since they are held.
    expect(accepted).toHaveLength(once.size)
    // Lost: everything that is on record as sent is there, and everything else is in doubt.
    expect(sent.filter(({ address }) => !once.has(address))).toEqual([])
    expect(sent.length + inDoubt.length).toBe(count)
    expect(once.size).toBeLessThanOrEqual(count)
    expect(inDoubt.length).toBeLessThanOrEqual(killed * connectionsMax * inFlightMax)
    const ids = peer.accepted.map(({ bytes }) => /^Message-ID: (.*)$/m.exec(bytes.toString())?.[1])
    expect(new Set(ids).size).toBe(once.size)
    console.log(`R01: ${killed} kills, ${sent.length} sent, ${inDoubt.length} in doubt`)
    expect(killed).toBeGreaterThan(kills / 4)
  },
)
