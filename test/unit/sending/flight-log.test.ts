import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canMove,
  type Move,
  MoveConflict,
  moves,
  type Reason,
  reasons,
} from '../../../main/sending/delivery-state.ts'
import { type FlightLog, loadRows, openFlightLog } from '../../../main/sending/flight-log.ts'
import { openFlightView } from '../../../main/sending/flight-view.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const at = 1_790_000_000_000
const reasonOf = Object.fromEntries(
  Object.entries(reasons).map(([reason, move]) => [move, reason]),
) as Record<Move, Reason>

function makeLog(count = 5) {
  const log = { file: join(makeTempFolder(), 'flight.db'), key: systemRandom.bytes(32) }
  loadRows(
    log,
    Array.from({ length: count }, (_, n) => JSON.stringify([n, `u${n}@example.jp`, {}])),
  )
  return { log, open: () => openFlightLog({ ...log, now: at }) }
}

function move(log: FlightLog, name: Move, index: number, dueAt: number | null = null): void {
  const isDeferred = moves[name].to === 'deferred'
  log.move(name, index, {
    reason: reasonOf[name],
    code: null,
    reply: null,
    dueAt: isDeferred ? (dueAt ?? at) : null,
    at,
  })
}

const sum = (log: FlightLog) => [...log.states().values()].reduce((a, b) => a + b, 0)

describe('flight log', () => {
  it('has `at dot` on disk when `durable` resolves, for any other reader', async () => {
    const { log, open } = makeLog()
    const flight = await open()
    for (const name of ['lease', 'begin', 'dot'] as const) move(flight, name, 2)
    await flight.durable()
    const view = openFlightView(log)
    expect(view.deliveries({ state: 'at-dot', offset: 0, limit: 10 }).rows).toMatchObject([
      { index: 2, address: 'u2@example.jp', state: 'at-dot', attempts: 1 },
    ])
    view.close()
    await flight.close()
  })

  it('says who did not get it by why, and when how many came to their end', async () => {
    const { log, open } = makeLog(6)
    const flight = await open()
    const end = (index: number, name: 'accept' | 'refuse', code: string, atMs: number) => {
      for (const each of ['lease', 'begin', 'dot'] as const) move(flight, each, index)
      const reason = name === 'accept' ? 'accepted' : 'mailbox-unknown'
      flight.move(name, index, { reason, code, reply: `${code} x`, dueAt: null, at: atMs })
    }
    end(0, 'accept', '250', at)
    end(1, 'refuse', '550 5.1.1', at + 500)
    end(2, 'refuse', '550 5.1.1', at + 65_000)
    end(3, 'refuse', '552 5.2.2', at + 130_000)
    await flight.close()
    const view = openFlightView(log)
    const about = { state: 'failed', reason: 'mailbox-unknown' }
    expect(await view.reasons()).toEqual([
      { ...about, code: '550 5.1.1', count: 2, reply: '550 5.1.1 x' },
      { ...about, code: '552 5.2.2', count: 1, reply: '552 5.2.2 x' },
    ])
    const group = { code: '550 5.1.1', reason: 'mailbox-unknown' }
    const page = view.deliveries({ state: 'failed', group, offset: 0, limit: 10 })
    expect([page.total, page.rows.map(({ index }) => index)]).toEqual([2, [1, 2]])
    const { startAt, stretchSeconds, stretches } = await view.timeline()
    expect(startAt).toBe(new Date(at).toISOString())
    expect(stretches.reduce((sum, each) => sum + each.sent + each.failed, 0)).toBe(4)
    expect(stretches.map(({ index }) => index)).toEqual(
      [0, 65, 130].map((second) => Math.floor(second / stretchSeconds)),
    )
    view.close()
  })

  it('recovers: before the dot is new again, at the dot is in doubt, outcomes stay', async () => {
    const { open } = makeLog()
    const flight = await open()
    const walk = (index: number, ...names: Move[]) => {
      for (const name of names) move(flight, name, index)
    }
    walk(0, 'lease')
    walk(1, 'lease', 'begin')
    walk(2, 'lease', 'begin', 'dot')
    walk(3, 'lease', 'begin', 'dot', 'accept')
    walk(4, 'lease', 'begin', 'defer')
    await flight.close()
    const again = await open()
    expect([0, 1, 2, 3, 4].map(again.stateOf)).toEqual([
      'new',
      'new',
      'in-doubt',
      'sent',
      'deferred',
    ])
    expect(again.nextDueAt()).toBe(at)
    expect(again.findNew(10)).toEqual([0, 1])
    await again.close()
  })

  it('refuses a move from elsewhere, in memory and on disk', async () => {
    const { log, open } = makeLog()
    const flight = await open()
    expect(() => move(flight, 'dot', 0)).toThrow(MoveConflict)
    expect(() => move(flight, 'lease', 99)).toThrow(MoveConflict)
    const other = await openFlightLog({ ...log, now: at })
    move(flight, 'lease', 0)
    await flight.flush()
    move(other, 'lease', 0)
    await expect(other.flush()).rejects.toMatchObject({ name: 'MoveConflict' })
    expect(() => move(other, 'lease', 1)).toThrow()
    await expect(other.close()).rejects.toMatchObject({ name: 'MoveConflict' })
    expect(sum(flight)).toBe(5)
    await flight.close()
  })

  it('finds new rows in order, and those that came back', async () => {
    const { open } = makeLog(10)
    const flight = await open()
    expect(flight.findNew(3)).toEqual([0, 1, 2])
    for (const index of [0, 1, 2, 3]) move(flight, 'lease', index)
    expect(flight.findNew(3)).toEqual([4, 5, 6])
    move(flight, 'release', 1)
    expect(flight.findNew(3)).toEqual([1, 4, 5])
    await flight.close()
  })

  it('finds due rows, the longest due first', async () => {
    const { open } = makeLog()
    const flight = await open()
    for (const [index, dueAt] of [
      [0, at + 50],
      [1, at + 10],
      [2, at + 99],
    ] as const) {
      move(flight, 'lease', index)
      move(flight, 'begin', index)
      move(flight, 'defer', index, dueAt)
    }
    expect(flight.findDue(at + 60, 10)).toEqual([1, 0])
    expect(flight.nextDueAt()).toBe(at + 10)
    move(flight, 'lease', 1)
    expect(flight.findDue(at + 60, 10)).toEqual([0])
    await flight.close()
  })

  it('agrees with itself after any walk, however it is cut into commits and openings', {
    timeout: 60_000,
  }, async () => {
    const names = Object.keys(moves) as Move[]
    const step = fc.tuple(
      fc.nat(4),
      fc.constantFrom(...names),
      fc.constantFrom('go', 'flush', 'reopen'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { open } = makeLog()
        let flight = await open()
        for (const [index, name, then] of steps) {
          if (canMove(name, flight.stateOf(index))) move(flight, name, index)
          else expect(() => move(flight, name, index)).toThrow(MoveConflict)
          if (then !== 'go') await flight.flush()
          if (then === 'reopen') {
            await flight.close()
            flight = await open()
            expect(['leased', 'sending', 'at-dot']).not.toContain(flight.stateOf(index))
          }
          expect(sum(flight)).toBe(5)
        }
        await flight.flush()
        const counted = new Map<string, number>()
        for (const index of [0, 1, 2, 3, 4]) {
          const state = flight.stateOf(index)
          counted.set(state, (counted.get(state) ?? 0) + 1)
        }
        for (const [state, count] of flight.states()) expect(counted.get(state) ?? 0).toBe(count)
        await flight.close()
      }),
      { numRuns: process.env.SLOW ? 500 : 8 },
    )
  })
})
