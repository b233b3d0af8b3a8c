import type { Outcome } from '../outcome.ts'

/**
 * What one receiver says ends no run: there is no relay that speaks for all of them. A sender that it
 * does not take is its own policy; content that it does not take is counted by the breaker.
 */
export function toReceiverOutcome(outcome: Outcome): Outcome {
  if (outcome.halt === null) return outcome
  return outcome.move === 'release'
    ? { ...outcome, move: 'refuse', reason: 'policy-refused', halt: null }
    : { ...outcome, halt: null }
}

/** Whom a message goes to, as DNS is asked. */
export function domainOf(recipient: string): string {
  return recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase()
}
