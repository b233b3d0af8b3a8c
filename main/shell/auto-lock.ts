import { powerMonitor } from 'electron'
import type { Core } from '../core.ts'

const idleSecondsMax = 300
const pollMs = 10_000

/** FAULTS E24: the session ends when the screen locks, the PC sleeps or nobody touches it. */
export function lockWhenAway(core: Core): void {
  const lock = () => void core.call('identity.lock', {})
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
  let wasIdle = false
  setInterval(() => {
    const isIdle = powerMonitor.getSystemIdleTime() >= idleSecondsMax
    if (isIdle && !wasIdle) lock()
    wasIdle = isIdle
  }, pollMs).unref()
}
