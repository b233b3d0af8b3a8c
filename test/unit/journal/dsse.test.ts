import { describe, expect, test } from 'vitest'
import { encodePae, openEnvelope, signEnvelope } from '../../../main/journal/dsse.ts'
import { signingKeyFromSeed } from '../../../main/vault/vault.ts'
import { forgeEnvelope } from '../../support/envelope.ts'
import { problemOf } from '../../support/problem.ts'

const key = signingKeyFromSeed(Buffer.alloc(32, 1))
const other = signingKeyFromSeed(Buffer.alloc(32, 2))
const payload = Buffer.from('{"a":1}')
const envelope = signEnvelope('record', payload, [key])
const open = (bytes: Uint8Array) => problemOf(() => openEnvelope('record', bytes, 'r'))

describe('the DSSE envelope', () => {
  test('has the pre-authentication encoding of the DSSE specification', () => {
    // https://github.com/secure-systems-lab/dsse/blob/master/protocol.md, test vectors
    expect(encodePae('http://example.com/HelloWorld', Buffer.from('hello world'))).toEqual(
      Buffer.from('DSSEv1 29 http://example.com/HelloWorld 11 hello world'),
    )
  })

  test('is this text, byte for byte', () => {
    expect(Buffer.from(envelope).toString()).toBe(
      '{"payloadType":"application/vnd.sekisho.record.v1+json","payload":"eyJhIjoxfQ==",' +
        '"signatures":[{"keyid":"8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c",' +
        '"sig":"2ayLIuWQh4c0kryWkghxR3p4lpmiX+6Buffdl/o0nA5gsg3QTeul94KwecHU4mpVxhuxQp30tgfelnTsCXifBg=="}]}',
    )
  })

  test('opens to the payload and the keys that signed it', () => {
    const both = openEnvelope('record', signEnvelope('record', payload, [key, other]), 'r')
    expect(Buffer.from(both.payload)).toEqual(payload)
    expect([...both.signedBy]).toEqual([key.publicKey, other.publicKey])
  })

  test('is refused with any one byte changed', () => {
    for (let at = 0; at < envelope.length; at += 1)
      for (const bit of [1, 0x20, 0x80]) {
        const altered = Buffer.from(envelope)
        altered[at] = (altered[at] ?? 0) ^ bit
        expect(open(altered), `byte ${at}`).toMatch(/^journal\.(record-mal|signature-in)/)
      }
  })

  test('is refused in any other spelling, so that one record has one name', () => {
    const outer = JSON.parse(Buffer.from(envelope).toString())
    const spellings = [
      JSON.stringify(outer, null, 1),
      `${JSON.stringify(outer)} `,
      JSON.stringify({ payload: outer.payload, ...outer }),
      JSON.stringify({ ...outer, payload: outer.payload.replace('fQ==', 'fR==') }),
      // The last digit of the signature’s base64, with another of its meaningless bits.
      JSON.stringify(outer).replace('fBg==', 'fBh=='),
      JSON.stringify({ ...outer, signatures: [...outer.signatures, ...outer.signatures] }),
      JSON.stringify({ ...outer, extra: 1 }),
      JSON.stringify({ ...outer, signatures: [] }),
    ]
    for (const spelling of spellings)
      expect(open(Buffer.from(spelling))).toBe('journal.record-malformed')
  })

  test('one bad signature among good ones refuses the whole', () => {
    const outer = JSON.parse(Buffer.from(signEnvelope('record', payload, [key, other])).toString())
    outer.signatures[1].sig = outer.signatures[0].sig
    expect(open(Buffer.from(JSON.stringify(outer)))).toBe('journal.signature-invalid')
  })

  test('S20 the same bytes under another type are refused', () => {
    const type = 'application/vnd.sekisho.policy.v1+json'
    const policy = forgeEnvelope(type, payload, [key])
    expect(open(policy)).toBe('journal.signature-invalid')
    const outer = JSON.parse(policy.toString())
    outer.payloadType = 'application/vnd.sekisho.record.v1+json'
    expect(open(Buffer.from(JSON.stringify(outer)))).toBe('journal.signature-invalid')
  })

  test('a payload above its bound is neither signed nor opened', () => {
    const large = Buffer.alloc(64 * 1024 + 1, 'a')
    expect(problemOf(() => signEnvelope('record', large, [key]))).toBe('journal.record-malformed')
    expect(problemOf(() => signEnvelope('directory', large, [key]))).toBeNull()
  })
})
