import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'

const signed = createSignedRequest()
const decision = signed.decide('first', 'approve')
const two = [decision, signed.decide('second', 'approve')]
const gate = (records: Uint8Array[], change: Parameters<typeof signed.material>[1] = {}) =>
  problemOf(() => verifyApproval(signed.material(records, change)))

function retyped(bytes: Uint8Array, change: (envelope: Record<string, string>) => void) {
  const envelope = JSON.parse(Buffer.from(bytes).toString('utf8'))
  change(envelope)
  return Buffer.from(JSON.stringify(envelope))
}

describe('S20 a record is what it was signed as', () => {
  it('S20 refuses a decision offered as the request', () => {
    expect(gate(two, { request: decision })).toBe('approval.no-such-request')
  })

  it('S20 refuses a decision whose kind was rewritten to an activation', () => {
    const forged = retyped(decision, (envelope) => {
      const payload = Buffer.from(envelope.payload ?? '', 'base64').toString('utf8')
      envelope.payload = Buffer.from(
        payload.replace('"kind":"decision"', '"kind":"activation"'),
      ).toString('base64')
    })
    expect(gate([...two, forged])).toBe('journal.signature-invalid')
  })

  it('S20 refuses a record offered as a directory or policy, and the reverse', () => {
    const chains = signed.team.chains()
    const asDirectory = retyped(decision, (envelope) => {
      envelope.payloadType = 'application/vnd.sekisho.directory.v1+json'
    })
    expect(gate(two, { directories: [asDirectory] })).toBe('journal.signature-invalid')
    expect(gate(two, { directories: [decision] })).toBe('journal.signature-invalid')
    expect(gate([...two, chains.directories[0]!])).toBe('journal.signature-invalid')
  })
})
