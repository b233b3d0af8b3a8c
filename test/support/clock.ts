import type { Clock } from '../../main/ports.ts'

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  readonly advance: (ms: number) => void
  /** Puts it anywhere, also back: for tests of clocks that lie. */
  readonly set: (ms: number) => void
}

export function makeClock(startAt = '2026-11-24T01:00:00.000Z'): FakeClock {
  let now = Date.parse(startAt)
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
    set(ms) {
      now = ms
    },
  }
}
