import type { StepUpAct } from '../../preload/contract/channel.ts'
import type { PolicyRules } from '../journal/journal.ts'

const minuteMs = 60_000
/** A password that was typed for the next act waits so long for its code. */
const confirmedMsMax = 2 * minuteMs

/** When the password was last proved in this session. */
export interface PasswordProof {
  readonly atMs: number
  /** At the login, or for an act that is done: only the policy's grace lets it count again. */
  readonly isUsed: boolean
}

type Rules = Pick<PolicyRules, 'passwordFor' | 'passwordGraceMinutes'>

/**
 * Until when the proof counts, in milliseconds: once for the act that it was given for, and for
 * whatever follows as long as the policy allows.
 */
export function passwordCountsUntil(proof: PasswordProof, rules: Rules): number {
  const graceMs = rules.passwordGraceMinutes * minuteMs
  return proof.atMs + (proof.isUsed ? graceMs : Math.max(graceMs, confirmedMsMax))
}

/** Whether this act waits for the password. A clock that was set back proves nothing. */
export function needsPassword(
  act: StepUpAct,
  o: { readonly proof: PasswordProof; readonly rules: Rules; readonly nowMs: number },
): boolean {
  const { proof, rules, nowMs } = o
  if (!rules.passwordFor.some((each) => each === act)) return false
  return nowMs >= passwordCountsUntil(proof, rules) || nowMs < proof.atMs
}
