import { expect, test } from 'vitest'
import { assertClockNotBehind, peerFloor, raiseFloor } from '../../../main/identity/time-floor.ts'
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

test('the floor of the peers needs two of them, and takes the one who is behind', () => {
  const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`
  const records = [
    { workstation: 'w-far-ahead', at: at(23) },
    { workstation: 'w-far-ahead', at: at(22) },
    { workstation: 'w-own', at: at(12) },
    { workstation: 'w-other', at: at(9) },
    { workstation: 'w-third', at: at(8) },
  ]
  expect(peerFloor(records, 'w-own')).toBe(Date.parse(at(9)) - 600_000)
  expect(peerFloor(records.slice(0, 3), 'w-own')).toBeNull()
  expect(peerFloor([], 'w-own')).toBeNull()
})
