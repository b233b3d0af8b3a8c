const minuteMs = 60_000
/** Without a sign of life for so long, the session ends. */
export const idleMsMax = 10 * minuteMs
/** However busy, after a working day the password is asked for again. */
export const sessionMsMax = 12 * 60 * minuteMs

/** The two limits of one login. Pure in (limits, now). */
export interface SessionLimits {
  readonly startedAtMs: number
  readonly activeAtMs: number
}

export function startLimits(nowMs: number): SessionLimits {
  return { startedAtMs: nowMs, activeAtMs: nowMs }
}

export function noteActivity(limits: SessionLimits, nowMs: number): SessionLimits {
  return { ...limits, activeAtMs: Math.max(limits.activeAtMs, nowMs) }
}

export function lockAtMs(limits: SessionLimits): number {
  return Math.min(limits.activeAtMs + idleMsMax, limits.startedAtMs + sessionMsMax)
}

/** A clock from before the login ends it too: nobody can tell then how long it has lasted. */
export function isOver(limits: SessionLimits, nowMs: number): boolean {
  return nowMs >= lockAtMs(limits) || nowMs < limits.startedAtMs - minuteMs
}
