import { fail } from '../../preload/problem.ts'

const toleranceMs = 5 * 60_000

/**
 * The newest time this PC is known to have reached. Only an accepted code raises it: that is when a
 * second clock, the telephone's, agreed. A PC clock that once jumped ahead by itself so does not
 * lock anybody out when it is put right. In milliseconds; null before the first login.
 */
export type TimeFloor = number | null

export function raiseFloor(floor: TimeFloor, nowMs: number): number {
  return Math.max(floor ?? nowMs, nowMs)
}

/** Below the floor old codes would be good again: fails with `identity.clock-behind`. */
export function assertClockNotBehind(floor: TimeFloor, nowMs: number): void {
  if (floor !== null && nowMs < floor - toleranceMs)
    fail('identity.clock-behind', { floorAt: new Date(floor).toISOString() })
}

/** The newest of times that are known, or null when none is. */
export function newestOf(times: readonly TimeFloor[]): TimeFloor {
  const known = times.filter((each) => each !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Instants for a warning: a clock may be right after a week of holidays, so nothing is refused. */
export interface ClockJump {
  readonly knownAt: string
  readonly nowAt: string
}

const dayMs = 24 * 60 * 60_000

/** A clock that is more than a day past everything that is known; null for any other. */
export function clockJump(known: TimeFloor, nowMs: number): ClockJump | null {
  if (known === null || nowMs <= known + dayMs) return null
  return { knownAt: new Date(known).toISOString(), nowAt: new Date(nowMs).toISOString() }
}

/** The newest time that any other workstation has signed for: good for a warning, not for a floor. */
export function newestPeer(headers: readonly PeerTime[], own: string): TimeFloor {
  return newestOf(
    headers.filter((each) => each.workstation !== own).map(({ at }) => Date.parse(at)),
  )
}

interface PeerTime {
  readonly workstation: string
  readonly at: string
}

/** A peer's clock may be so much ahead of the true time. */
const peerToleranceMs = 10 * 60_000

/**
 * What two other workstations have signed for: the second newest of their newest times, less ten
 * minutes, so that no single PC with a wrong clock moves anybody. Null with fewer than two peers.
 */
export function peerFloor(newestFirst: readonly PeerTime[], own: string): TimeFloor {
  const peers = new Set<string>()
  for (const { workstation, at } of newestFirst) {
    if (workstation === own) continue
    peers.add(workstation)
    if (peers.size === 2) return Date.parse(at) - peerToleranceMs
  }
  return null
}
