import type { PowerMonitor } from 'electron'
import type { Core } from '../core.ts'

const idleSecondsMax = 300
const pollMs = 10_000

/** FAULTS E24: the session ends when the screen locks, the PC sleeps or nobody touches it. */
export function lockWhenAway(core: Pick<Core, 'call'>, power: PowerMonitor): void {
  const lock = () => void core.call('identity.lock', {})
  power.on('lock-screen', lock)
  power.on('suspend', lock)
  let wasIdle = false
  const poll = () => {
    const isIdle = power.getSystemIdleTime() >= idleSecondsMax
    if (isIdle && !wasIdle) lock()
    wasIdle = isIdle
  }
  setInterval(poll, pollMs).unref()
}
