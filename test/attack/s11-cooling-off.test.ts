import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { start } from '../support/signed-team.ts'

describe('S11 a grant of an hour ago does not approve yet', () => {
  const signed = createSignedRequest()
  const first = signed.decide('first', 'approve')
  const gate = (decision: Uint8Array, now: number) =>
    problemOf(() => verifyApproval(signed.material([first, decision], { now })))

  it('S11 ignores it while the grant is fresh', () => {
    const early = signed.decide('fresh', 'approve', { at: start + hour })
    expect(gate(early, start + 2 * hour)).toBe('approval.needs-approval')
    // Nor does it ripen: it was not the approver's to give when it was given.
    expect(gate(early, start + 24 * hour)).toBe('approval.needs-approval')
  })

  it('S11 counts it once the grant has cooled off, by the decision’s time and by ours', () => {
    const later = signed.decide('fresh', 'approve', { at: start + 23.5 * hour })
    expect(gate(later, start + 23.6 * hour)).toBeNull()
    // A clock set forward on the approver's side does not help while ours says otherwise.
    expect(gate(later, start + 2 * hour)).toBe('approval.needs-approval')
  })
})
