import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needsPassword, passwordCountsUntil } from '../../../main/identity/step-up.ts'
import { passwordActs } from '../../../preload/contract/channel.ts'

const minute = 60_000
const someActs = fc.subarray([...passwordActs])

test('the policy alone says for which acts; one’s own account never needs it twice', () => {
  fc.assert(
    fc.property(someActs, fc.integer({ min: 0, max: 15 }), (passwordFor, passwordGraceMinutes) => {
      const rules = { passwordFor, passwordGraceMinutes }
      const o = { rules, proof: { atMs: 0, isUsed: true }, nowMs: 16 * minute }
      for (const act of passwordActs) expect(needsPassword(act, o)).toBe(passwordFor.includes(act))
      expect(needsPassword('own', o)).toBe(false)
    }),
  )
})

test('an entry counts once, for two minutes; further acts only within the grace', () => {
  const at = (nowMs: number, isUsed: boolean, passwordGraceMinutes: number) =>
    needsPassword('approve', {
      rules: { passwordFor: ['approve'], passwordGraceMinutes },
      proof: { atMs: 0, isUsed },
      nowMs,
    })
  expect(at(2 * minute - 1, false, 0)).toBe(false)
  expect(at(2 * minute, false, 0)).toBe(true)
  expect(at(0, true, 0)).toBe(true)
  expect(at(5 * minute - 1, true, 5)).toBe(false)
  expect(at(5 * minute, true, 5)).toBe(true)
  expect(at(5 * minute - 1, false, 5)).toBe(false)
  // A clock that goes back makes no entry newer.
  expect(at(-1, false, 15)).toBe(true)
  const rules = { passwordFor: [], passwordGraceMinutes: 1 }
  expect(passwordCountsUntil({ atMs: 0, isUsed: true }, rules)).toBe(minute)
})
