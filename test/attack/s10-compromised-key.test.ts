import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'
import { type Person, people } from '../support/signed-team.ts'

const changed = (id: string, change: Partial<Person>) =>
  people.map((each): Person => (each.id === id ? { ...each, ...change } : each))

/** Approved by two; then the administrators revoke one of the keys behind it. */
function afterRevoking(id: string, change: Partial<Person>) {
  const signed = createSignedRequest()
  const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  signed.team.publishDirectory(changed(id, { status: 'revoked', ...change }))
  return problemOf(() => verifyApproval(signed.material(records)))
}

describe('S10 a compromised key', () => {
  it('S10 takes its approvals with it', () => {
    const lastValid = [{ workstation: 'ws-b', seq: 0 }]
    expect(afterRevoking('second', { lastValid })).toBe('approval.needs-approval')
  })

  it('S10 of the requester takes the request with it', () => {
    expect(afterRevoking('author', { lastValid: [] })).toBe('approval.requester-not-active')
  })

  it('S10 cannot be used to take a rejection away: what denies is never void', () => {
    const signed = createSignedRequest()
    const records = [
      signed.decide('third', 'reject'),
      signed.decide('first', 'approve'),
      signed.decide('second', 'approve'),
    ]
    const gate = () => problemOf(() => verifyApproval(signed.material(records)))
    expect(gate()).toBe('approval.rejected')
    signed.team.publishDirectory(changed('third', { status: 'revoked', lastValid: [] }))
    expect(gate()).toBe('approval.rejected')
  })
})

describe('S10 somebody who has left', () => {
  it('S10 cannot block a new request by citing the directory of better days', () => {
    const versions: { n: number; hash: string }[] = []
    const request = createSignedRequest(undefined, undefined, undefined, {
      prepare(team) {
        versions.push(team.directoryVersion())
        team.publishDirectory(changed('third', { status: 'left' }))
      },
    })
    const [before] = versions
    if (before === undefined) throw new Error('no directory')
    const records = [
      request.decide('first', 'approve'),
      request.decide('second', 'approve'),
      request.decide('third', 'reject', { directory: before }),
    ]
    expect(problemOf(() => verifyApproval(request.material(records)))).toBeNull()
  })

  it('S10 leaves the rejection standing that they signed while they were there', () => {
    const signed = createSignedRequest()
    const records = [
      signed.decide('third', 'reject'),
      signed.decide('first', 'approve'),
      signed.decide('second', 'approve'),
    ]
    signed.team.publishDirectory(changed('third', { status: 'left' }))
    expect(problemOf(() => verifyApproval(signed.material(records)))).toBe('approval.rejected')
  })
})
