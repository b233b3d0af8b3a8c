import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openFlightLog } from '../../../main/sending/flight-log.ts'
import { openFlightView } from '../../../main/sending/flight-view.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { makeKeys, runEngine } from '../../support/engine-run.ts'
import { startPeer } from '../../support/smtp-peer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import {
  afterPowerCut,
  readActs,
  type TimedAct,
  tracerCommand,
  tracerMissing,
  writeFilesTo,
} from '../../support/traced-disk.ts'

const missing = tracerMissing()
if (missing) console.warn(`SKIPPED, R02: ${missing}`)

const cuts = process.env.SLOW ? 200 : 4
const count = process.env.SLOW ? 3_000 : 150
const connectionsMax = 4
const keys = makeKeys()

/** What the log of a disk says that lost its power at this act. */
async function logAfter(acts: readonly TimedAct[], o: Parameters<typeof afterPowerCut>[1]) {
  const folder = makeTempFolder()
  writeFilesTo(folder, afterPowerCut(acts, o))
  const log = { file: join(folder, 'flight.db'), key: keys.log }
  await (await openFlightLog({ ...log, now: Date.now() })).close()
  const view = openFlightView(log)
  const { rows } = view.deliveries({ state: null, offset: 0, limit: count })
  view.close()
  return { folder, rows }
}

/**
 * synchronous=NORMAL: a log in WAL mode is synced when a checkpoint begins and never for a commit
 * (https://sqlite.org/pragma.html#pragma_synchronous).
 */
const isSyncOfNormal = (act: TimedAct, next: TimedAct | undefined) =>
  act.file !== 'flight.db-wal' || next?.file === 'flight.db'

it.skipIf(missing !== null)(
  `R02: power cut at ${cuts} instants: what the relay has taken is on record, and NORMAL would lose it`,
  { timeout: process.env.SLOW ? 1_800_000 : 300_000 },
  async () => {
    const peer = await startPeer()
    onTestFinished(() => peer.close())
    const { host, port, caPem } = peer
    const relay = { host, port, ca: caPem, password: 'secret', connectionsMax }
    const release = approveRelease({ count, relay })
    const folder = makeTempFolder()
    const trace = join(makeTempFolder(), 'trace')
    const through = tracerCommand(trace)
    const run = runEngine({ release, folder, keys, through })
    expect(await run.done).toMatchObject({ phase: 'finished', counts: { sent: count } })
    // The rollback journal of the first moments is gone before the first row comes.
    const acts = readActs(trace, folder).filter(({ file }) => file !== 'flight.db-journal')
    const accepted = peer.accepted.map(({ recipient, at }) => ({ recipient, at }))
    expect(accepted).toHaveLength(count)

    const firstAt = accepted[0]?.at ?? 0
    const instants = acts.flatMap(({ time }, at) => (time > firstAt ? [at + 1] : []))
    let lostWithNormal = 0
    for (let nth = 0; nth < cuts; nth += 1) {
      const cutAt = instants[Math.floor(((nth + 1) / (cuts + 1)) * instants.length)] ?? acts.length
      const time = acts[cutAt - 1]?.time ?? 0
      // The relay's clock has whole milliseconds.
      const taken = accepted.filter(({ at }) => at + 1 < time).map(({ recipient }) => recipient)
      const o = { cutAt, survives: () => nth % 3 > 0 && Math.random() < 0.5 }
      const { rows, folder: left } = await logAfter(acts, o)
      const onRecord = (state: string) =>
        rows.filter((row) => row.state === state).map(({ address }) => address)
      const known = new Set([...onRecord('sent'), ...onRecord('in-doubt')])
      expect(rows).toHaveLength(count)
      expect(taken.filter((address) => !known.has(address))).toEqual([])
      expect(onRecord('in-doubt').length).toBeLessThanOrEqual(connectionsMax)
      if (nth % 20 === 1) {
        const before = peer.accepted.length
        const done = await runEngine({ release, folder: left, keys }).done
        expect(done).toMatchObject({ phase: 'finished', counts: { waiting: 0 } })
        const again = peer.accepted.slice(before).map(({ recipient }) => recipient)
        expect(again.filter((address) => known.has(address))).toEqual([])
        expect(new Set([...known, ...again]).size).toBe(count)
        expect(again).toHaveLength(count - known.size)
      }
      if (nth % 3 !== 0) continue
      const normal = await logAfter(acts, { ...o, survives: () => false, isSync: isSyncOfNormal })
      const kept = new Set(
        normal.rows.flatMap(({ state, address }) => (state === 'new' ? [] : [address])),
      )
      lostWithNormal += taken.filter((address) => !kept.has(address)).length
    }
    console.log(`R02: ${cuts} cuts, ${lostWithNormal} of them unknown with NORMAL`)
    expect(lostWithNormal).toBeGreaterThan(0)
  },
)
