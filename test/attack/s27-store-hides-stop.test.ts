import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { at, recordHash, start } from '../support/signed-team.ts'

const signed = createSignedRequest()
const approvals = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
const activation = signed.team.sign(
  'activation',
  { request: signed.hash, manifest: signed.body.manifest, run: 1 },
  { member: 'author', workstation: 'ws-a' },
)
const now = start + 2 * hour
const gate = (o: { offlineMinutes: number | null; run: boolean; at?: number }) =>
  problemOf(() =>
    verifyApproval(
      signed.material(o.run ? [...approvals, activation] : approvals, {
        activation: o.run ? recordHash(activation) : null,
        now: o.at ?? now,
        storeOfflineSinceAt:
          o.offlineMinutes === null ? null : at((o.at ?? now) - o.offlineMinutes * 60_000),
      }),
    ),
  )

describe('S27 a store that hides a stop cannot do it for long', () => {
  it('S27 nothing starts without the store', () => {
    expect(gate({ offlineMinutes: null, run: false })).toBeNull()
    expect(gate({ offlineMinutes: 0, run: false })).toBe('approval.store-out-of-reach')
  })

  it('S27 a run goes on for the grace of the policy, and no longer', () => {
    expect(gate({ offlineMinutes: 14, run: true })).toBeNull()
    expect(gate({ offlineMinutes: 15, run: true })).toBe('approval.store-out-of-reach')
  })

  it('S27 the end of execution is a hard stop, whatever the store says', () => {
    expect(gate({ offlineMinutes: null, run: true, at: start + 48 * hour + 1 })).toBe(
      'approval.execution-expired',
    )
  })
})
