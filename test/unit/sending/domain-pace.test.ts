import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Move, Reason } from '../../../main/sending/delivery-state.ts'
import { paceByDomain } from '../../../main/sending/domain-pace.ts'
import { type FlightLog, loadRows, openFlightLog } from '../../../main/sending/flight-log.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const hour = 3_600_000
const start = 1_790_000_000_000
const count = 600

const domainAt = (index: number) => (index % 3 === 0 ? 'limited.example' : 'free.example')

function makeRows() {
  const place = { file: join(makeTempFolder(), 'flight.db'), key: systemRandom.bytes(32) }
  const lineOf = (_: unknown, at: number) => JSON.stringify([at, `u@${domainAt(at)}`, {}])
  loadRows(place, Array.from({ length: count }, lineOf))
  const domains = ['limited.example']
  return (now: number) => openFlightLog({ ...place, now, domains })
}

function take(log: FlightLog, indexes: readonly number[], at: number): void {
  const steps: readonly (readonly [Move, Reason])[] = [
    ['lease', 'batch-leased'],
    ['begin', 'attempt-begun'],
    ['dot', 'dot-due'],
    ['accept', 'accepted'],
  ]
  for (const [move, reason] of steps)
    for (const index of indexes)
      log.move(move, index, { reason, code: null, reply: null, dueAt: null, at })
}

it('lets no hour see more of a domain than its limit, and never holds up another', async () => {
  const open = makeRows()
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.nat(20 * 60_000), { minLength: 5, maxLength: 40 }),
      async (perHourMax, pauses) => {
        const under = await open(start)
        let now = start
        const rates = [{ domain: 'limited.example', perHourMax }]
        // What the rows of this one case do stays in memory: the log is never flushed.
        const log = paceByDomain(
          { ...under, ...inMemory(under) },
          { clock: { now: () => now }, rates },
        )
        const begun: number[] = []
        const looks: number[] = []
        for (const pause of pauses) {
          now += pause
          const found = [...log.findDue(now, 500), ...log.findNew(500)]
          take(log, found, now)
          begun.push(...found.filter((at) => at % 3 === 0).map(() => now))
          const free = found.filter((at) => at % 3 !== 0).length
          looks.push(free)
          const next = log.nextDueAt()
          if (begun.length < count / 3) expect(next).toBeGreaterThanOrEqual(now)
        }
        begun.forEach((at, index) => {
          const first = begun.findIndex((each) => at - each < hour)
          expect(index - first + 1).toBeLessThanOrEqual(perHourMax)
        })
        expect(looks[0]).toBe((count * 2) / 3)
        await under.close()
      },
    ),
    { numRuns: 15 },
  )
})

/** States without the disk, so that every case begins from the same rows. */
function inMemory(log: FlightLog): Pick<FlightLog, 'move' | 'stateOf' | 'findNew'> {
  const states = new Map<number, 'leased' | 'sent'>()
  return {
    stateOf: (index) => states.get(index) ?? 'new',
    move: (move, index) => void states.set(index, move === 'lease' ? 'leased' : 'sent'),
    findNew: (limit, mayTake) =>
      log
        .findNew(count)
        .filter((index) => !states.has(index) && mayTake?.(index) !== false)
        .slice(0, limit),
  }
}

it('gives the limit back to a run that is taken up again, less what the last hour has had', async () => {
  const open = makeRows()
  const clock = { now: () => start }
  const rates = [{ domain: 'limited.example', perHourMax: 300 }]
  const first = await open(start)
  const log = paceByDomain(first, { clock, rates })
  const limited = (found: readonly number[]) => found.filter((at) => at % 3 === 0).length
  const found = log.findNew(500)
  expect(limited(found)).toBe(3)
  take(log, found, start)
  await first.close()
  const later = start + 1000
  const again = await open(later)
  expect(again.begunSince(later - hour, 1)).toBe(3)
  const paced = paceByDomain(again, {
    clock: { now: () => later },
    rates: [{ domain: 'limited.example', perHourMax: 3 }],
  })
  expect(limited(paced.findNew(500))).toBe(0)
  await again.close()
})
