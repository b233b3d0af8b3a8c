import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { at, people, start } from '../support/signed-team.ts'

describe('S10 grants hold when deciding and when executing', () => {
  it.each([
    ['is revoked', { status: 'revoked' as const }],
    ['has left', { status: 'left' as const }],
    ['is no longer an approver', { roles: ['author' as const] }],
    ['was granted anew within the cooling-off', { since: at(start + hour) }],
  ])('S10 recounts when an approver %s', (_, change) => {
    const signed = createSignedRequest()
    const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
    const gate = () => problemOf(() => verifyApproval(signed.material(records)))
    expect(gate()).toBeNull()
    signed.team.publishDirectory(
      people.map((each) => (each.id === 'second' ? { ...each, ...change } : each)),
    )
    expect(gate()).toBe('approval.needs-approval')
  })

  it('S10 recounts when an approver is gone from the directory', () => {
    const signed = createSignedRequest()
    const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
    signed.team.publishDirectory(people.filter((each) => each.id !== 'second'))
    expect(problemOf(() => verifyApproval(signed.material(records)))).toBe(
      'approval.needs-approval',
    )
  })
})
