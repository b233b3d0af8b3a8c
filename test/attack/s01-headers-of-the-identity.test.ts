import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../main/approval/manifest.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, detail } from '../support/signed-request.ts'

const gate = (change: (manifest: Manifest) => Manifest, other = {}) => {
  const signed = createSignedRequest(change)
  const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  return problemOf(() => verifyApproval(signed.material(records, other)))
}

describe('S01 headers that the policy’s sender identity does not give', () => {
  it.each<[string, Partial<Manifest['headers']>]>([
    ['From', { from: { name: '代表取締役', address: 'president@example.jp' } }],
    ['envelope sender', { envelopeSender: 'bounce@attacker.example' }],
    ['Reply-To', { replyTo: 'reply@attacker.example' }],
    ['List-Unsubscribe', { listUnsubscribe: '<mailto:leave@attacker.example>' }],
  ])('S01 refuses another %s although it was approved', (_, headers) => {
    expect(gate((each) => ({ ...each, headers: { ...each.headers, ...headers } }))).toBe(
      'approval.policy-changed',
    )
  })

  it('S01 refuses an identity that the policy does not have', () => {
    expect(gate((each) => ({ ...each, senderIdentity: 's-none' }))).toBe('approval.policy-changed')
    expect(gate((each) => each, { detail: { ...detail, senderIdentities: [] } })).toBe(
      'approval.policy-changed',
    )
  })
})
