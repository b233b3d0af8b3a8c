import { expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

const at = (time: string) => ({
  window: { fromMs: Date.parse(`2026-11-24T${time}:00+09:00`), untilMs: null },
})

test.each([
  [{ from: 21, until: 8 }, '07:59', 'warning'],
  [{ from: 21, until: 8 }, '08:00', 'pass'],
  [{ from: 19, until: 24 }, '19:30', 'warning'],
  [{ from: 19, until: 24 }, '07:00', 'pass'],
  [{ from: 12, until: 13 }, '12:59', 'warning'],
  [{ from: 12, until: 13 }, '13:00', 'pass'],
  [{ from: 9, until: 9 }, '09:00', 'pass'],
  [null, '03:00', 'pass'],
] as const)('quiet hours %o, begun at %s: %s', async (quietHours, time, verdict) => {
  const result = await checked('send-time', { quietHours, ...at(time) })
  expect(result.verdict).toBe(verdict)
})
