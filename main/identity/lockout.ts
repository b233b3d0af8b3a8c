/**
 * How often a member may fail on this PC: passwords and codes count together. Pure in (state, now);
 * the caller stores the state that countAttempt returns before it looks at the password, so that
 * pulling the plug in between wins nothing.
 */
export interface LockoutState {
  /** Attempts since the last full success, those under way included. */
  readonly failures: number
  /** When the newest of them began, milliseconds; null without any. */
  readonly failedAtMs: number | null
  /** Attempts since the last full success, across every unlock. */
  readonly failuresInAll: number
  /** Hashes of the unlock records that have been used: each helps once. */
  readonly usedUnlocks: readonly string[]
}

export const noFailures: LockoutState = {
  failures: 0,
  failedAtMs: null,
  failuresInAll: 0,
  usedUnlocks: [],
}
/** At so many, only an administrator's unlock record helps. */
export const failuresMax = 10
/** At so many without a success no unlock helps any more (SP 800-63B-4 section 3.2.2). */
export const failuresInAllMax = 100
const freeFailures = 3
const delaySecondsMax = 900

export type Admission =
  | { readonly kind: 'open' }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'locked' }
  | { readonly kind: 'locked-for-good' }

/** Whether an attempt may begin now. Call settleClock first. */
export function admissionAt(state: LockoutState, nowMs: number): Admission {
  if (state.failuresInAll >= failuresInAllMax) return { kind: 'locked-for-good' }
  if (state.failures >= failuresMax) return { kind: 'locked' }
  const untilMs = (state.failedAtMs ?? 0) + delayMsAfter(state.failures)
  return nowMs < untilMs ? { kind: 'wait', untilMs } : { kind: 'open' }
}

/** 0 after up to two failures, then 1, 2, 4 ... 900 seconds. */
export function delayMsAfter(failures: number): number {
  if (failures < freeFailures) return 0
  return Math.min(2 ** (failures - freeFailures), delaySecondsMax) * 1000
}

/** The attempt that begins now counts as failed until it has succeeded. */
export function countAttempt(state: LockoutState, nowMs: number): LockoutState {
  return {
    ...state,
    failures: state.failures + 1,
    failedAtMs: nowMs,
    failuresInAll: state.failuresInAll + 1,
  }
}

/**
 * A clock that has been set back would otherwise prolong a delay, without limit: the delay then
 * begins anew. Set forward, it can skip delays; the count of ten stands.
 */
export function settleClock(state: LockoutState, nowMs: number): LockoutState {
  const isAhead = state.failedAtMs !== null && nowMs < state.failedAtMs
  return isAhead ? { ...state, failedAtMs: nowMs } : state
}

export function attemptsLeft(state: LockoutState): number {
  return Math.max(0, failuresMax - state.failures)
}

/** An administrator's unlock: ten more attempts, out of the hundred. */
export function afterUnlock(state: LockoutState, unlock: string): LockoutState {
  const usedUnlocks = [...state.usedUnlocks, unlock].slice(-50)
  return { ...state, failures: 0, failedAtMs: null, usedUnlocks }
}

/** Both proofs were right: everything begins anew, but no used unlock becomes good again. */
export function afterSuccess({ usedUnlocks }: LockoutState): LockoutState {
  return { ...noFailures, usedUnlocks }
}
