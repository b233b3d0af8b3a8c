import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  idleMsMax,
  isOver,
  lockAtMs,
  noteActivity,
  sessionMaxima,
  sessionMsMax,
  startLimits,
} from '../../../main/identity/session.ts'

const start = 1_800_000_000_000
const minute = 60_000
const hour = 60 * minute
const maxima = sessionMaxima({ idleMinutesMax: 10, sessionHoursMax: 12 })

test('ten idle minutes end it, to the millisecond', () => {
  const limits = startLimits(start)
  expect(isOver(limits, maxima, start + 10 * minute - 1)).toBe(false)
  expect(isOver(limits, maxima, start + 10 * minute)).toBe(true)
})

test('activity puts the end off, but not past twelve hours', () => {
  let limits = startLimits(start)
  for (let now = start; now < start + 12 * hour; now += 5 * minute)
    limits = noteActivity(limits, now)
  expect(lockAtMs(limits, maxima)).toBe(start + 12 * hour)
  expect(isOver(limits, maxima, start + 12 * hour)).toBe(true)
})

test('a clock from before the login ends it', () => {
  expect(isOver(startLimits(start), maxima, start - hour)).toBe(true)
  expect(noteActivity(startLimits(start), start - 5)).toEqual(startLimits(start))
})

test('a policy may be stricter than what is built in, never laxer', () => {
  expect(sessionMaxima({ idleMinutesMax: 3, sessionHoursMax: 1 })).toEqual({
    idleMs: 3 * minute,
    sessionMs: hour,
  })
  const rules = fc.record({
    idleMinutesMax: fc.integer({ min: 1, max: 1440 }),
    sessionHoursMax: fc.integer({ min: 1, max: 168 }),
  })
  fc.assert(
    fc.property(rules, (signed) => {
      const { idleMs, sessionMs } = sessionMaxima(signed)
      expect(idleMs).toBeLessThanOrEqual(Math.min(signed.idleMinutesMax * minute, idleMsMax))
      expect(sessionMs).toBeLessThanOrEqual(Math.min(signed.sessionHoursMax * hour, sessionMsMax))
    }),
  )
})
