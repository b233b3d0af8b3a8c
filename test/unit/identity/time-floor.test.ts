import { expect, test } from 'vitest'
import {
  assertClockNotBehind,
  clockJump,
  newestOf,
  newestPeer,
  peerFloor,
  raiseFloor,
} from '../../../main/identity/time-floor.ts'
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

test('a jump is more than a day past what is known, and nothing is known without peers or a login', () => {
  const known = Date.parse('2026-11-24T09:00:00.000Z')
  expect(clockJump(null, known)).toBeNull()
  expect(clockJump(known, known + 24 * hour)).toBeNull()
  expect(clockJump(known, known + 24 * hour + 1)).toEqual({
    knownAt: '2026-11-24T09:00:00.000Z',
    nowAt: '2026-11-25T09:00:00.001Z',
  })
  expect(newestOf([])).toBeNull()
  expect(newestOf([null, 5, 3, null])).toBe(5)
})

test('of the peers the newest is known, whatever this PC has signed', () => {
  const headers = [
    { workstation: 'w-own', at: '2026-11-30T00:00:00.000Z' },
    { workstation: 'w-other', at: '2026-11-23T00:00:00.000Z' },
    { workstation: 'w-third', at: '2026-11-24T00:00:00.000Z' },
  ]
  expect(newestPeer(headers, 'w-own')).toBe(Date.parse('2026-11-24T00:00:00.000Z'))
  expect(newestPeer(headers.slice(0, 1), 'w-own')).toBeNull()
})
