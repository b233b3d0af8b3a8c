import type { Clock } from '../ports.ts'
import { createBucket, type TokenBucket, takeToken } from './rate-limit.ts'

/** The route's messages per hour, counted at the moment an attempt begins. */
export interface Throttle {
  /** ms until the next message may begin; 0: now. */
  readonly waitMs: () => number
  /** Counts one; false when there was none left. */
  readonly spend: () => boolean
}

export function createThrottle(o: {
  readonly clock: Clock
  readonly perHourMax: number | null
  readonly begunLastHour: number
}): Throttle {
  const { clock, perHourMax } = o
  if (perHourMax === null) return { waitMs: () => 0, spend: () => true }
  let bucket: TokenBucket = createBucket(perHourMax, clock.now(), o.begunLastHour)
  return {
    waitMs: () => takeToken(bucket, clock.now()).waitMs,
    spend() {
      const taken = takeToken(bucket, clock.now())
      bucket = taken.bucket
      return taken.waitMs === 0
    },
  }
}
