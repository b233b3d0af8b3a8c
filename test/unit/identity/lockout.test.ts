import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  admissionAt,
  afterSuccess,
  afterUnlock,
  attemptsLeft,
  countAttempt,
  delayMsAfter,
  failuresInAllMax,
  failuresMax,
  noFailures,
  settleClock,
} from '../../../main/identity/lockout.ts'

test('the delays: none at first, then doubling, never over a quarter of an hour', () => {
  expect(Array.from({ length: 10 }, (_, failures) => delayMsAfter(failures) / 1000)).toEqual([
    0, 0, 0, 1, 2, 4, 8, 16, 32, 64,
  ])
  expect(delayMsAfter(99)).toBe(900_000)
})

test('whatever the clock does: at most ten attempts, and no wait longer than its delay', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 200 }), (jumps) => {
      let state = noFailures
      let nowMs = 1_800_000_000_000
      let attempts = 0
      for (const jump of jumps) {
        nowMs += jump
        state = settleClock(state, nowMs)
        const admission = admissionAt(state, nowMs)
        if (admission.kind === 'wait')
          expect(admission.untilMs - nowMs).toBeLessThanOrEqual(delayMsAfter(state.failures))
        if (admission.kind !== 'open') continue
        attempts += 1
        state = countAttempt(state, nowMs)
      }
      expect(attempts).toBeLessThanOrEqual(failuresMax)
      expect(attemptsLeft(state)).toBe(failuresMax - attempts)
    }),
  )
})

test('a clock set back does not shorten a wait', () => {
  let state = noFailures
  for (let count = 0; count < 9; count += 1) state = countAttempt(state, 1_000_000)
  const back = settleClock(state, 400_000)
  expect(admissionAt(back, 400_000)).toEqual({ kind: 'wait', untilMs: 464_000 })
  expect(admissionAt(back, 464_000)).toEqual({ kind: 'open' })
})

test('however often it is unlocked: a hundred failures without a success, and no more', () => {
  let state = noFailures
  let nowMs = 1_800_000_000_000
  let attempts = 0
  for (let round = 0; round < 30; round += 1) {
    const admission = admissionAt(state, nowMs)
    if (admission.kind === 'locked') state = afterUnlock(state, `${round}`.padStart(64, '0'))
    nowMs += 900_001
    while (admissionAt(state, nowMs).kind === 'open') {
      state = countAttempt(state, nowMs)
      attempts += 1
      nowMs += 900_001
    }
  }
  expect(attempts).toBe(failuresInAllMax)
  expect(admissionAt(state, nowMs)).toEqual({ kind: 'locked-for-good' })
  expect(admissionAt(afterSuccess(state), nowMs)).toEqual({ kind: 'open' })
  expect(afterSuccess(state).usedUnlocks).toEqual(state.usedUnlocks)
})
