/**
 * A token bucket over a route's messages per hour; pure. In no hour, wherever it begins, do more
 * than the limit leave: capacity and refill together make up the limit.
 */
export interface TokenBucket {
  readonly perHourMax: number
  /** Tokens at `at`; a whole one is one message. */
  readonly tokens: number
  readonly at: number
}

const hour = 3_600_000

/** One hundredth of the limit may go at once; the rest flows. */
function capacityOf(perHourMax: number): number {
  return Math.max(1, Math.floor(perHourMax / 100))
}

function refillOf(perHourMax: number): number {
  const capacity = capacityOf(perHourMax)
  return capacity === 1 ? perHourMax : perHourMax - capacity
}

/** `sentLastHour`: what this route has sent in the hour before; a restart does not forget it. */
export function createBucket(perHourMax: number, now: number, sentLastHour: number): TokenBucket {
  const left = Math.max(0, perHourMax - sentLastHour)
  return { perHourMax, tokens: Math.min(capacityOf(perHourMax), left), at: now }
}

function refilled(bucket: TokenBucket, now: number): TokenBucket {
  const { perHourMax } = bucket
  // A clock that was set back gives nothing, and takes nothing.
  const gained = (Math.max(0, now - bucket.at) * refillOf(perHourMax)) / hour
  return { perHourMax, tokens: Math.min(capacityOf(perHourMax), bucket.tokens + gained), at: now }
}

/** The bucket after one message, or how long until there is one. */
export function takeToken(
  bucket: TokenBucket,
  now: number,
): { readonly bucket: TokenBucket; readonly waitMs: number } {
  const full = refilled(bucket, now)
  if (full.tokens >= 1) return { bucket: { ...full, tokens: full.tokens - 1 }, waitMs: 0 }
  const waitMs = Math.ceil(((1 - full.tokens) * hour) / refillOf(full.perHourMax))
  return { bucket: full, waitMs }
}

export function spareTokens(bucket: TokenBucket, now: number): number {
  return refilled(bucket, now).tokens
}

/** ms until there are so many tokens, were there room for all of them. */
export function waitForTokensMs(bucket: TokenBucket, now: number, count: number): number {
  const missing = count - spareTokens(bucket, now)
  return missing <= 0 ? 0 : Math.ceil((missing * hour) / refillOf(bucket.perHourMax))
}
