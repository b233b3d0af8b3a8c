import { EventEmitter } from 'node:events'
import type { PowerMonitor } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockWhenAway } from '../../../main/shell/auto-lock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const calls: string[] = []
  const monitor = Object.assign(new EventEmitter(), {
    getSystemIdleTime: (): number => 0,
    getSystemIdleState: (): string => 'active',
  })
  const core = {
    call: async (name: string) => {
      calls.push(name)
      return { ok: true, value: {} } as const
    },
  }
  lockWhenAway(core, monitor as unknown as PowerMonitor)
  return { calls, monitor }
}

describe('E24 the session ends', () => {
  it.each(['lock-screen', 'suspend', 'shutdown'])('at %s', (event) => {
    const { calls, monitor } = setUp()
    monitor.emit(event)
    expect(calls).toEqual(['identity.lock'])
  })

  it('A08 when a remote session is left: the system calls it locked without an event', () => {
    const { calls, monitor } = setUp()
    monitor.getSystemIdleState = () => 'locked'
    vi.advanceTimersByTime(60_000)
    expect(calls).toEqual(['identity.lock'])
  })

  it('once, after five minutes without a touch, and again after the next five', () => {
    const { calls, monitor } = setUp()
    monitor.getSystemIdleTime = () => 299
    vi.advanceTimersByTime(60_000)
    expect(calls).toEqual([])
    monitor.getSystemIdleTime = () => 300
    vi.advanceTimersByTime(60_000)
    expect(calls).toEqual(['identity.lock'])
    monitor.getSystemIdleTime = () => 0
    vi.advanceTimersByTime(10_000)
    monitor.getSystemIdleTime = () => 400
    vi.advanceTimersByTime(10_000)
    expect(calls).toHaveLength(2)
  })
})
