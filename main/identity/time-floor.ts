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

/** A peer's clock may be so much ahead of the true time. */
const peerToleranceMs = 10 * 60_000

/**
 * What two other workstations have signed for: the second newest of their newest times, less ten
 * minutes, so that no single PC with a wrong clock moves anybody. Null with fewer than two peers.
 */
export function peerFloor(
  newestFirst: readonly { readonly workstation: string; readonly at: string }[],
  own: string,
): TimeFloor {
  const peers = new Set<string>()
  for (const { workstation, at } of newestFirst) {
    if (workstation === own) continue
    peers.add(workstation)
    if (peers.size === 2) return Date.parse(at) - peerToleranceMs
  }
  return null
}
