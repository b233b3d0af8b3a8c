import { expect, it } from 'vitest'
import { gapMsMax, watchRun } from '../../../main/sending/run-watch.ts'

it('tells of a sleep or a jump of the clock once, either way, and of nothing else', async () => {
  for (const [jump, told] of [
    [gapMsMax + 1, 1],
    [-gapMsMax - 1, 1],
    [0, 0],
  ] as const) {
    let woke = 0
    let looks = 0
    let now = 1_790_000_000_000
    const watch = watchRun({
      sync: async () => {},
      verify: () => void looks++,
      now: () => now,
      onWoke: () => void woke++,
      onStop: () => {},
      onFallen: () => {},
    })
    now += jump
    await expect.poll(() => looks, { timeout: 20_000, interval: 50 }).toBeGreaterThanOrEqual(1)
    watch.end()
    expect(woke).toBe(told)
  }
})
