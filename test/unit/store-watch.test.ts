import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Identity } from '../../main/identity/identity.ts'
import { keepInStep } from '../../main/store-watch.ts'
import { fail } from '../../preload/problem.ts'
import { systemRandom } from '../support/random.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('A08 a lock that comes while the store is asked leaves nothing that keeps the vault open', async () => {
  let isSignedIn = true
  let leases = 0
  const answers: (() => void)[] = []
  const journal = {
    watchStore: null,
    storeStatus: () => ({ offlineSinceAt: null }),
    sync: () => new Promise((resolve) => answers.push(() => resolve({ changed: false }))),
    exportRecords: async () => undefined,
  }
  const identity = {
    caller: () => (isSignedIn ? { member: 'm', roles: [] } : null),
    session: () => (isSignedIn ? { journal } : fail('ipc.locked', {})),
    keepVaultOpen() {
      leases += 1
      return () => {
        leases -= 1
      }
    },
  }
  const watch = keepInStep({
    log: { write: () => undefined },
    random: systemRandom,
    // The three functions that the watch asks, of a workstation that locks when the test says so.
    identity: identity as unknown as Pick<Identity, 'caller' | 'session' | 'keepVaultOpen'>,
    sending: { isRunning: () => false, resume: async () => undefined, lock: () => undefined },
    journalChanged: () => undefined,
    signedIn: async () => undefined,
    stateChanged: () => undefined,
  })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(leases).toBe(1)
  isSignedIn = false
  for (const answer of answers) answer()
  await vi.advanceTimersByTimeAsync(5_000)
  watch.end()
  expect(answers).toHaveLength(1)
  expect(leases).toBe(0)
})
