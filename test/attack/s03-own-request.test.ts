import { describe, expect, it } from 'vitest'
import { standingOf } from '../../main/approval/standing.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { verifyTrust } from '../../main/journal/directory.ts'
import { verifyRecord } from '../../main/journal/signature.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, detail, hour, requestBody } from '../support/signed-request.ts'
import { people, start } from '../support/signed-team.ts'

function judge(signed: ReturnType<typeof createSignedRequest>, decision: Uint8Array) {
  const trust = verifyTrust(signed.team.chains())
  const request = verifyRecord(signed.request, trust)
  if (request.kind !== 'request') throw new Error('no request')
  const records = [verifyRecord(decision, trust)]
  return standingOf(request, { trust, records, detail, now: start + 2 * hour, machine: {} }).count
    .judged
}

describe('S03 nobody approves their own work', () => {
  it('S03 ignores the requester', () => {
    const signed = createSignedRequest()
    expect(judge(signed, signed.decide('author', 'approve'))).toMatchObject([
      { problem: { code: 'approval.own-request' } },
    ])
  })

  it('S03 ignores an editor', () => {
    const signed = createSignedRequest()
    expect(judge(signed, signed.decide('editor', 'approve'))).toMatchObject([
      { problem: { code: 'approval.own-edit' } },
    ])
  })

  it.each([
    ['author', 'approval.own-request'],
    ['editor', 'approval.own-edit'],
  ])('S03 ignores %s whose roles changed between request and decision', (id, code) => {
    const signed = createSignedRequest()
    signed.team.publishDirectory(
      people.map((each) => (each.id === id ? { ...each, roles: ['approver'] } : each)),
    )
    expect(judge(signed, signed.decide(id, 'approve'))).toMatchObject([{ problem: { code } }])
  })

  it('S03 S10 ignores an approver who is one no more, whatever they were when they decided', () => {
    const signed = createSignedRequest()
    const decision = signed.decide('first', 'approve')
    expect(judge(signed, decision)).toMatchObject([{ problem: null }])
    signed.team.publishDirectory(
      people.map((each) => (each.id === 'first' ? { ...each, roles: ['author'] } : each)),
    )
    expect(judge(signed, decision)).toMatchObject([
      { problem: { code: 'approval.not-an-approver' } },
    ])
  })

  it('S03 ignores an editor of revision 1 over revision 2', () => {
    const signed = createSignedRequest()
    const second = { ...requestBody(signed.manifest, signed.manifestBytes), revision: 2 }
    const revised = createSignedRequest((manifest) => ({ ...manifest, revision: 2 }))
    expect(second.editors).toContain('editor')
    const records = [revised.decide('first', 'approve'), revised.decide('editor', 'approve')]
    expect(problemOf(() => verifyApproval(revised.material(records)))).toBe(
      'approval.needs-approval',
    )
  })
})
