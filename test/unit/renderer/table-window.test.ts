import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrollTopFor, windowOf } from '../../../renderer/components/table-window.ts'

const rowPx = 32

describe('table window', () => {
  it('draws every row in sight and few others, at any length', () => {
    const view = fc.record({
      rowCount: fc.integer({ min: 1, max: 3_000_000 }),
      viewportPx: fc.integer({ min: 64, max: 2000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(view, ({ rowCount, viewportPx, share }) => {
        const at = (scrollTopPx: number) => windowOf({ rowCount, rowPx, scrollTopPx, viewportPx })
        const room = Math.max(0, at(0).heightPx - viewportPx)
        const scrollTopPx = share * room
        const shown = at(scrollTopPx)
        expect(shown.heightPx).toBeLessThanOrEqual(8_000_000)
        expect(shown.last - shown.first).toBeLessThanOrEqual(Math.ceil(viewportPx / rowPx) + 16)
        // The drawn rows cover the viewport from top to bottom.
        expect(shown.offsetPx).toBeLessThanOrEqual(scrollTopPx + 0.01)
        const bottom = shown.offsetPx + (shown.last - shown.first) * rowPx
        const wanted = Math.min(scrollTopPx + viewportPx, shown.heightPx)
        expect(bottom).toBeGreaterThanOrEqual(wanted - 0.01)
      }),
    )
  })

  it('reaches the last of a million rows', () => {
    const rowCount = 1_000_000
    const { heightPx } = windowOf({ rowCount, rowPx, scrollTopPx: 0, viewportPx: 600 })
    const end = windowOf({ rowCount, rowPx, scrollTopPx: heightPx - 600, viewportPx: 600 })
    expect(end.last).toBe(rowCount)
  })

  it('scrolls to a row only when it is out of sight', () => {
    const view = { rowCount: 1000, rowPx, scrollTopPx: 3200, viewportPx: 320 }
    expect(scrollTopFor(105, view)).toBeNull()
    expect(scrollTopFor(99, view)).toBe(99 * rowPx)
    expect(scrollTopFor(110, view)).toBe(111 * rowPx - 320)
  })
})
