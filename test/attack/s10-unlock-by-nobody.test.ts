import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { people, start } from '../support/signed-team.ts'

describe('S10 who lifts a suspension', () => {
  it.each(['revoked', 'left'] as const)('S10 is no administrator who is %s', (status) => {
    const signed = createSignedRequest()
    const { team } = signed
    const suspended = [
      signed.decide('first', 'approve'),
      signed.decide('second', 'approve'),
      team.sign('suspend', { member: 'second' }, { member: null, workstation: 'ws-b' }),
    ]
    const unlock = team.sign(
      'unlock',
      { member: 'second' },
      { member: 'admin', workstation: 'ws-a', at: start + hour },
    )
    const gate = (records: readonly Uint8Array[]) =>
      problemOf(() => verifyApproval(signed.material(records)))
    expect(gate(suspended)).toBe('approval.needs-approval')
    expect(gate([...suspended, unlock])).toBeNull()
    team.publishDirectory(people.map((each) => (each.id === 'admin' ? { ...each, status } : each)))
    expect(gate([...suspended, unlock])).toBe('approval.needs-approval')
  })
})
