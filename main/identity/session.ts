import type { PolicyRules } from '../journal/journal.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Whatever the policy says: an hour without a sign of life (NIST SP 800-63B-4, AAL2). */
export const idleMsMax = hourMs
/** Whatever the policy says: a day after the login, however busy (NIST SP 800-63B-4, AAL2). */
export const sessionMsMax = 24 * hourMs

/** The two instants that one login's end is counted from. */
export interface SessionLimits {
  readonly startedAtMs: number
  readonly activeAtMs: number
}

/** How long a login lasts, in milliseconds. */
export interface SessionMaxima {
  /** Without a sign of life. */
  readonly idleMs: number
  /** However busy: then the password is asked for again. */
  readonly sessionMs: number
}

/** The stricter of the signed policy and what is built in; `own`: minutes that the person wants to be locked after. */
export function sessionMaxima(
  { idleMinutesMax, sessionHoursMax }: Pick<PolicyRules, 'idleMinutesMax' | 'sessionHoursMax'>,
  own: number | null = null,
): SessionMaxima {
  return {
    idleMs: Math.min(idleMinutesMax * minuteMs, idleMsMax, (own ?? Infinity) * minuteMs),
    sessionMs: Math.min(sessionHoursMax * hourMs, sessionMsMax),
  }
}

export function startLimits(nowMs: number): SessionLimits {
  return { startedAtMs: nowMs, activeAtMs: nowMs }
}

export function noteActivity(limits: SessionLimits, nowMs: number): SessionLimits {
  return { ...limits, activeAtMs: Math.max(limits.activeAtMs, nowMs) }
}

export function lockAtMs(limits: SessionLimits, { idleMs, sessionMs }: SessionMaxima): number {
  return Math.min(limits.activeAtMs + idleMs, limits.startedAtMs + sessionMs)
}

/** A clock from before the login ends it too: nobody can tell then how long it has lasted. */
export function isOver(limits: SessionLimits, maxima: SessionMaxima, nowMs: number): boolean {
  return nowMs >= lockAtMs(limits, maxima) || nowMs < limits.startedAtMs - minuteMs
}
