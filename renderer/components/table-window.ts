/**
 * Which rows of a long table are drawn, and where. Browsers clip elements taller than some
 * 16,000,000 px, so from a million rows on the scroll bar is scaled instead of the content cut.
 */
export interface TableWindow {
  /** Height of the scrolled area. */
  readonly heightPx: number
  readonly first: number
  /** Exclusive. */
  readonly last: number
  /** Where the first drawn row stands in the scrolled area. */
  readonly offsetPx: number
}

const heightPxMax = 8_000_000
const overscan = 8

export interface TableView {
  readonly rowCount: number
  readonly rowPx: number
  readonly scrollTopPx: number
  readonly viewportPx: number
}

export function windowOf(view: TableView): TableWindow {
  const whole = view.rowCount * view.rowPx
  const heightPx = Math.min(whole, heightPxMax)
  const top = view.scrollTopPx * scaleOf(view)
  const first = Math.max(0, Math.floor(top / view.rowPx) - overscan)
  const visible = Math.ceil(view.viewportPx / view.rowPx)
  const last = Math.min(view.rowCount, first + visible + 2 * overscan)
  return { heightPx, first, last, offsetPx: view.scrollTopPx - (top - first * view.rowPx) }
}

/** The scroll position at which a row is in sight; null when it is already. */
export function scrollTopFor(row: number, view: TableView): number | null {
  const scale = scaleOf(view)
  const top = view.scrollTopPx * scale
  const start = row * view.rowPx
  if (start < top) {
    return start / scale
  }
  const end = start + view.rowPx
  return end > top + view.viewportPx ? (end - view.viewportPx) / scale : null
}

/** Pixels of content per pixel of the scroll bar: 1 until the content is too tall. */
function scaleOf(view: TableView): number {
  const whole = view.rowCount * view.rowPx
  const room = Math.min(whole, heightPxMax) - view.viewportPx
  return whole <= heightPxMax || room <= 0 ? 1 : (whole - view.viewportPx) / room
}
