import { describe, expect, it } from 'vitest'
import { encodeManifest } from '../../main/approval/manifest.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { leavesOf, withLeafChanged } from '../support/mutation.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, requestBody } from '../support/signed-request.ts'

const signed = createSignedRequest()
const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
const gate = (change: Parameters<typeof signed.material>[1]) =>
  problemOf(() => verifyApproval(signed.material(records, change)))

describe('S01 every field of the request is signed for', () => {
  it('passes unaltered', () => {
    expect(gate({})).toBeNull()
  })

  it.each(leavesOf(signed.manifest).map((path) => [path.join('.'), path] as const))(
    'S01 refuses the manifest with another %s',
    (_, path) => {
      const altered = withLeafChanged(signed.manifest, path)
      const bytes = Buffer.from(JSON.stringify(altered))
      expect(gate({ manifest: bytes })).toBe('approval.manifest-altered')
    },
  )

  it.each(leavesOf(signed.body).map((path) => [path.join('.'), path] as const))(
    'S01 refuses the request record with another %s, under the old signatures',
    (_, path) => {
      const envelope = JSON.parse(Buffer.from(signed.request).toString('utf8'))
      const payload = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'))
      const altered = { ...payload, body: withLeafChanged(payload.body, path) }
      envelope.payload = Buffer.from(JSON.stringify(altered)).toString('base64')
      expect(gate({ request: Buffer.from(JSON.stringify(envelope)) })).toBe(
        'journal.signature-invalid',
      )
    },
  )

  it('S01 refuses a record that says other than the manifest, even if the requester signs it', () => {
    const fields = [
      'campaign',
      'revision',
      'executor',
      'route',
      'recipientCount',
      'quorum',
      'approveBy',
      'executeBy',
    ] as const
    for (const field of fields) {
      const other = createSignedRequest()
      const body = withLeafChanged(requestBody(other.manifest, other.manifestBytes), [field])
      const request = other.team.sign('request', body, { member: 'author', workstation: 'ws-a' })
      expect(problemOf(() => verifyApproval(other.material([], { request })))).toBe(
        'approval.manifest-altered',
      )
    }
  })

  it('S01 takes no other spelling of the same manifest', () => {
    const spaced = Buffer.from(JSON.stringify(signed.manifest, null, 1))
    const reordered = Buffer.from(
      JSON.stringify(Object.fromEntries(Object.entries(signed.manifest).reverse())),
    )
    const again = Buffer.from(
      Buffer.from(encodeManifest(signed.manifest)).toString('utf8').replace('{', '{"v":1,'),
    )
    for (const manifest of [spaced, reordered, again])
      expect(gate({ manifest })).toBe('approval.manifest-altered')
  })
})
