import { describe, expect, it } from 'vitest'
import { encodeManifest } from '../../main/approval/manifest.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, requestBody } from '../support/signed-request.ts'
import { recordHash } from '../support/signed-team.ts'

const signed = createSignedRequest()
const approvals = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
const manifest = encodeManifest({ ...signed.manifest, revision: 2, comment: '宛先を変えました' })
const body = { ...requestBody(signed.manifest, manifest), revision: 2 }
const request = signed.team.sign('request', body, { member: 'author', workstation: 'ws-a' })
const gate = (records: Uint8Array[]) =>
  problemOf(() => verifyApproval(signed.material(records, { request, manifest })))

describe('S05 an approval counts for the revision it was given to', () => {
  it('S05 ignores approvals of revision 1 for revision 2', () => {
    expect(gate(approvals)).toBe('approval.needs-approval')
  })

  it('S05 ignores approvals that name the new request and the old manifest', () => {
    const mixed = ['first', 'second'].map((member) =>
      signed.decide(member, 'approve', { request: recordHash(request) }),
    )
    expect(gate(mixed)).toBe('approval.needs-approval')
    const right = ['first', 'second'].map((member) =>
      signed.decide(member, 'approve', { request: recordHash(request), manifest: body.manifest }),
    )
    expect(gate(right)).toBeNull()
  })

  it('S05 voids revision 1 once there is a revision 2', () => {
    expect(problemOf(() => verifyApproval(signed.material([...approvals, request])))).toBe(
      'approval.superseded',
    )
  })
})
