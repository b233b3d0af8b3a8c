import type { Clock } from '../ports.ts'

/** A window that opens a page asks a dozen things; one that asks hundreds in a second is none of ours. */
const burst = 400
const perSecond = 100

/**
 * FAULTS E08: a token bucket. Returns the function that says whether one more call may come in now.
 * A clock that is set back gives nothing, and takes nothing away.
 */
export function createCallRate({ now }: Clock): () => boolean {
  let tokens = burst
  let filledAt = now()
  return () => {
    const at = now()
    tokens = Math.min(burst, tokens + (Math.max(0, at - filledAt) / 1000) * perSecond)
    filledAt = at
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
