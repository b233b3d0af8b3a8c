import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'
import { recordHash } from '../support/signed-team.ts'

const signed = createSignedRequest()
const approvals = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
const activation = signed.team.sign(
  'activation',
  { request: signed.hash, manifest: signed.body.manifest, run: 1 },
  { member: 'author', workstation: 'ws-a' },
)
const outcome = { sent: 30, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
const finished = signed.team.sign(
  'finished',
  { request: signed.hash, phase: 'finished', reason: null, outcome },
  { member: null, workstation: 'ws-a' },
)

describe('S06 an approval is good for one run', () => {
  it('S06 refuses the finished request again', () => {
    const records = [...approvals, activation, finished]
    for (const run of [null, recordHash(activation)])
      expect(problemOf(() => verifyApproval(signed.material(records, { activation: run })))).toBe(
        'approval.already-run',
      )
  })

  it('S06 gives a copy of the request under a new number none of the approvals', () => {
    const request = signed.team.sign('request', signed.body, {
      member: 'author',
      workstation: 'ws-a',
    })
    const records = [...approvals, activation, finished]
    expect(problemOf(() => verifyApproval(signed.material(records, { request })))).toBe(
      'approval.needs-approval',
    )
  })

  it('S06 refuses a copy that somebody else signs', () => {
    const request = signed.team.sign('request', signed.body, {
      member: 'editor',
      workstation: 'ws-a',
    })
    expect(problemOf(() => verifyApproval(signed.material(approvals, { request })))).toBe(
      'approval.manifest-altered',
    )
  })
})
