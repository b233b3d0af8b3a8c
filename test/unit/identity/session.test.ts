import { expect, test } from 'vitest'
import {
  idleMsMax,
  isOver,
  lockAtMs,
  noteActivity,
  sessionMsMax,
  startLimits,
} from '../../../main/identity/session.ts'

const start = 1_800_000_000_000

test('ten idle minutes end it, to the millisecond', () => {
  const limits = startLimits(start)
  expect(isOver(limits, start + idleMsMax - 1)).toBe(false)
  expect(isOver(limits, start + idleMsMax)).toBe(true)
})

test('activity puts the end off, but not past twelve hours', () => {
  let limits = startLimits(start)
  for (let now = start; now < start + sessionMsMax; now += idleMsMax / 2)
    limits = noteActivity(limits, now)
  expect(lockAtMs(limits)).toBe(start + sessionMsMax)
  expect(isOver(limits, start + sessionMsMax)).toBe(true)
})

test('a clock from before the login ends it', () => {
  expect(isOver(startLimits(start), start - 3_600_000)).toBe(true)
  expect(noteActivity(startLimits(start), start - 5)).toEqual(startLimits(start))
})
