import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'
import { at, people, start } from '../support/signed-team.ts'

describe('S10 a workstation that is revoked or somebody else’s by now', () => {
  const approved = () => {
    const signed = createSignedRequest()
    const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
    const gate = () => problemOf(() => verifyApproval(signed.material(records)))
    expect(gate()).toBeNull()
    return { signed, gate }
  }

  it('S10 approves nothing any more', () => {
    const { signed, gate } = approved()
    signed.team.publishDirectory(people, at(start), ['ws-b'])
    expect(gate()).toBe('approval.needs-approval')
  })

  it('S10 approves nothing for a member who has it no longer', () => {
    const { signed, gate } = approved()
    signed.team.publishDirectory(
      people.map((each) => (each.id === 'second' ? { ...each, workstation: 'ws-c' } : each)),
    )
    expect(gate()).toBe('approval.needs-approval')
  })

  it('S10 sends nothing any more', () => {
    const { signed, gate } = approved()
    signed.team.publishDirectory(people, at(start), ['ws-a'])
    expect(gate()).toBe('approval.wrong-workstation')
  })
})
