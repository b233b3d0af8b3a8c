import type { PowerMonitor } from 'electron'
import type { Core } from '../core.ts'

const idleMinutesAtMost = 5
const pollMs = 10_000

/**
 * FAULTS E24, A08: the session ends when the screen locks, the PC sleeps, a remote session is left or
 * nobody touches it. A disconnected remote session raises no event of its own here; the system
 * calls it locked, which is asked for every ten seconds.
 */
export function lockWhenAway(
  core: Pick<Core, 'call'>,
  power: PowerMonitor,
  /** What IT has laid down; never more than five. */
  idleMinutesMax: number = idleMinutesAtMost,
): void {
  const idleSecondsMax = Math.min(idleMinutesMax, idleMinutesAtMost) * 60
  const lock = () => void core.call('identity.lock', {})
  power.on('lock-screen', lock)
  power.on('suspend', lock)
  power.on('shutdown', lock)
  let wasAway = false
  const poll = () => {
    const isIdle = power.getSystemIdleTime() >= idleSecondsMax
    const isAway = isIdle || power.getSystemIdleState(idleSecondsMax) === 'locked'
    if (isAway && !wasAway) lock()
    wasAway = isAway
  }
  setInterval(poll, pollMs).unref()
}
