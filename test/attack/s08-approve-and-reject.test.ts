import { describe, expect, it } from 'vitest'
import { foldRequestState } from '../../main/approval/request-state.ts'
import { standingOf } from '../../main/approval/standing.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { verifyTrust } from '../../main/journal/directory.ts'
import { verifyRecord } from '../../main/journal/signature.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, detail, hour } from '../support/signed-request.ts'
import { start } from '../support/signed-team.ts'

describe('S08 an approval and a rejection in the same second', () => {
  it('S08 blocks, whichever arrives first', () => {
    const signed = createSignedRequest()
    const records = [
      signed.decide('first', 'approve'),
      signed.decide('second', 'approve'),
      signed.decide('third', 'reject'),
    ]
    const trust = verifyTrust(signed.team.chains())
    const request = verifyRecord(signed.request, trust)
    if (request.kind !== 'request') throw new Error('no request')
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const arrived = order.map((at) => records[at]!)
      expect(problemOf(() => verifyApproval(signed.material(arrived)))).toBe('approval.rejected')
      const now = start + 2 * hour
      const verified = arrived.map((bytes) => verifyRecord(bytes, trust))
      const { dossier, count, terms, shares } = standingOf(request, {
        trust,
        records: verified,
        detail,
        now,
        machine: {},
      })
      expect(foldRequestState(dossier, count, { now, terms, shares })).toBe('rejected')
    }
  })

  it('S08 blocks when one approver says both', () => {
    const signed = createSignedRequest()
    const both = [signed.decide('first', 'reject'), signed.decide('first', 'approve')]
    const records = [...both, signed.decide('second', 'approve'), signed.decide('third', 'approve')]
    expect(problemOf(() => verifyApproval(signed.material(records)))).toBe('approval.rejected')
  })
})
