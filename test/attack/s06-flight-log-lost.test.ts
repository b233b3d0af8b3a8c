import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { loadRows, openFlightLog } from '../../main/sending/flight-log.ts'
import { findRelease } from '../../main/sending/release-table.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeSilentSender } from '../support/silent-sender.ts'

vi.setConfig({ testTimeout: 120_000 })

test('S06: a run whose flight log is gone or set back sends nothing a second time', async () => {
  const { releases, start, session, pc, requests, begin } = await makeSilentSender(1)
  const [request = ''] = requests
  const takeUp = async () => {
    releases.close()
    start.mockClear()
    const problem = await problemOfAsync(begin(0))
    return { problem, engines: start.mock.calls.length }
  }
  const passGate = (batch: number, sent: number) =>
    session().journal.append({
      kind: 'batch',
      body: {
        ...{ request, batch, firstIndex: 0, count: 25 },
        outcome: { sent, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 },
      },
      signer: null,
    })
  await begin(0)()
  // Cut off before the first gate: nothing can have left, and there need be no log.
  expect(await takeUp()).toEqual({ problem: null, engines: 1 })

  const folder = join(pc.ports.dataFolder, 'releases')
  mkdirSync(folder, { recursive: true })
  const key = findRelease(session().db, request)?.logKey ?? new Uint8Array()
  const log = { file: join(folder, `${request}.db`), key }
  const rows = Array.from({ length: 25 }, (_, at) => JSON.stringify([at, `u${at}@example.jp`, {}]))
  loadRows(log, rows)
  const copy = join(folder, 'copy.db')
  copyFileSync(log.file, copy)
  await passGate(1, 0)
  const flight = await openFlightLog({ ...log, now: 0 })
  const facts = { code: null, reply: null, dueAt: null, at: 0 }
  flight.move('lease', 0, { ...facts, reason: 'batch-leased' })
  flight.move('begin', 0, { ...facts, reason: 'attempt-begun' })
  flight.move('dot', 0, { ...facts, reason: 'dot-due' })
  flight.move('accept', 0, { ...facts, reason: 'accepted' })
  await flight.close()
  await passGate(2, 1)
  expect(await takeUp()).toEqual({ problem: null, engines: 1 })

  copyFileSync(copy, log.file)
  expect(await takeUp()).toEqual({ problem: 'sending.log-lost', engines: 0 })
  rmSync(log.file)
  expect(await takeUp()).toEqual({ problem: 'sending.log-lost', engines: 0 })
  await (await openFlightLog({ ...log, now: 0 })).close()
  expect(await takeUp()).toEqual({ problem: 'sending.log-lost', engines: 0 })
  releases.close()
})
