import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { signYielding, yieldAfter } from '../../../main/lists/yielding.ts'

it('work pauses as long as it took, only while something is more urgent', async () => {
  let isUrgent = true
  const { memory, end } = signYielding(() => isUrgent)
  const startedAt = performance.now()
  expect(yieldAfter(memory, 30)).toBe(true)
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29)
  isUrgent = false
  while (yieldAfter(memory, 1)) await wait(20)
  expect(yieldAfter(memory, 60_000)).toBe(false)
  isUrgent = true
  while (!yieldAfter(memory, 1)) await wait(20)
  end()
})
