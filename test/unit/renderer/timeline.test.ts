import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceMax } from '../../../renderer/components/line-chart.tsx'
import { toMoments } from '../../../renderer/features/releases/timeline.ts'

describe('a release over time', () => {
  it('adds up from nothing, and stands still where nothing came', () => {
    const moments = toMoments({
      startAt: '2026-11-24T01:00:00.000Z',
      stretchSeconds: 60,
      stretches: [
        { index: 0, sent: 10, failed: 1, deferred: 0, other: 0 },
        { index: 3, sent: 5, failed: 0, deferred: 2, other: 0 },
      ],
    })
    expect(moments.map(({ sent, failed, deferred }) => [sent, failed, deferred])).toEqual([
      [0, 0, 0],
      [10, 1, 0],
      [10, 1, 0],
      [10, 1, 0],
      [15, 1, 2],
    ])
    expect(moments.at(-1)?.at).toBe('2026-11-24T01:04:00.000Z')
  })

  it('is nothing before anything has come to its end', () => {
    expect(toMoments({ startAt: null, stretchSeconds: 1, stretches: [] })).toEqual([])
  })
})

describe('the top of an axis', () => {
  it('is as high as what it shows, not much higher, and in four whole steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (value) => {
        const top = niceMax(value)
        expect(top).toBeGreaterThanOrEqual(value)
        expect(top).toBeLessThanOrEqual(Math.max(4, value * 2.5))
        expect((top / 4) % 1).toBe(0)
      }),
    )
  })
})
