import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Outcome } from './outcome.ts'

/**
 * Pauses a release when too much of it goes wrong; pure. Looks at the last 500 outcomes: with more
 * than 5 % failed or more than 20 % deferred a person is asked.
 */
export interface Breaker {
  /** Newest last, at most `windowMax`. */
  readonly recent: readonly BreakerOutcome[]
  readonly failed: number
  readonly deferred: number
}

export type BreakerOutcome = 'sent' | 'deferred' | 'failed'

export const windowMax = 500
/** Fewer outcomes say nothing: two bad addresses in a list of twenty are no reason to stop. */
export const outcomesMin = 100
const failedShareMax = 0.05
const deferredShareMax = 0.2

export const closedBreaker: Breaker = { recent: [], failed: 0, deferred: 0 }

export function noteOutcome(breaker: Breaker, outcome: BreakerOutcome): Breaker {
  const { recent } = breaker
  const gone = recent.length < windowMax ? null : recent[0]
  const change = (of: BreakerOutcome) => Number(outcome === of) - Number(gone === of)
  return {
    recent: [...(gone === null ? recent : recent.slice(1)), outcome],
    failed: breaker.failed + change('failed'),
    deferred: breaker.deferred + change('deferred'),
  }
}

/** Why the release must pause, or null. */
export function toBreakerProblem({ recent, failed, deferred }: Breaker): Problem | null {
  const of = recent.length
  if (of < outcomesMin) return null
  if (failed / of > failedShareMax) return toProblem('sending.breaker-open', { failed, of })
  if (deferred / of > deferredShareMax)
    return toProblem('sending.breaker-deferred', { deferred, of })
  return null
}

/** Null: says nothing of the run as a whole. */
export function toBreakerOutcome({ move }: Outcome): BreakerOutcome | null {
  switch (move) {
    case 'accept':
      return 'sent'
    case 'defer':
      return 'deferred'
    case 'refuse':
      return 'failed'
    default:
      return null
  }
}
