import { encode } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeReply } from '../../../main/deliverability/dns-message.ts'

const asked = { id: 7, name: 'a.example.jp', type: 'TXT' } as const
const reply = encode({
  ...{ type: 'response', id: 7, flags: 0 },
  questions: [{ type: 'TXT', name: 'a.example.jp' }],
  answers: [
    { type: 'CNAME', name: 'a.example.jp', data: 'b.example.jp' },
    { type: 'TXT', name: 'b.example.jp', data: ['v=spf1 ', '-all'] },
    { type: 'TXT', name: 'c.example.jp', data: ['slipped in'] },
  ],
})

describe('a reply', () => {
  it('answers with what stands under the name, or where its alias leads, and nothing else', () => {
    expect(decodeReply(reply, asked)?.records).toEqual(['v=spf1 -all'])
  })

  it('of any bytes is read or refused, and never throws', () => {
    const mutated = fc
      .array(fc.tuple(fc.nat(reply.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 })
      .map((changes) => {
        const bytes = Buffer.from(reply)
        for (const [at, value] of changes) bytes[at] = value
        return bytes
      })
    const cut = fc.nat(reply.length).map((length) => reply.subarray(0, length))
    const anything = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(fc.oneof(mutated, cut, anything), (bytes) => {
        const read = decodeReply(bytes, asked)
        for (const record of read?.records ?? []) expect(typeof record).toBe('string')
      }),
      { numRuns: 3000 },
    )
  })
})
