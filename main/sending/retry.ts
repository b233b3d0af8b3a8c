/**
 * When a deferred delivery is tried again; pure. The end of the window is the only end: within it
 * nothing is given up that the relay has not refused for good.
 */
export interface RetryFacts {
  readonly now: number
  /** Attempts begun so far, at least 1. */
  readonly attempts: number
  readonly rest: 'greylist' | 'short'
  /** Uniform in [0, 1). */
  readonly fraction: number
}

const minute = 60_000
export const shortMs = { first: 2_000, max: 5 * minute }
export const greylistMs = { min: 5 * minute, max: 15 * minute }

/** The moment in ms. Greylisting rests 5-15 minutes; a broken connection 2 s, doubling to 5 min. */
export function toRetryAt({ now, attempts, rest, fraction }: RetryFacts): number {
  if (rest === 'greylist')
    return Math.round(now + greylistMs.min + fraction * (greylistMs.max - greylistMs.min))
  return Math.round(now + toBackoffMs(attempts, fraction))
}

/** Doubling with jitter over its upper half, for single deliveries and for the route alike. */
export function toBackoffMs(attempts: number, fraction: number): number {
  const full = Math.min(shortMs.max, shortMs.first * 2 ** Math.min(20, Math.max(0, attempts - 1)))
  return full / 2 + (fraction * full) / 2
}
