import { expect, test } from 'vitest'
import { assertClockNotBehind, raiseFloor } from '../../../main/identity/time-floor.ts'
import { problemOf } from '../../support/problem.ts'

const hour = 3_600_000

test('the floor only rises', () => {
  expect(raiseFloor(null, 5)).toBe(5)
  expect(raiseFloor(10, 5)).toBe(10)
  expect(raiseFloor(10, 15)).toBe(15)
})

test('five minutes behind are forgiven, more are refused', () => {
  const floor = 1_800_000_000_000
  expect(problemOf(() => assertClockNotBehind(null, 0))).toBeNull()
  expect(problemOf(() => assertClockNotBehind(floor, floor - 300_000))).toBeNull()
  expect(problemOf(() => assertClockNotBehind(floor, floor - 300_001))).toBe(
    'identity.clock-behind',
  )
  expect(problemOf(() => assertClockNotBehind(floor, floor - hour))).toBe('identity.clock-behind')
})
