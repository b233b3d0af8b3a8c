import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decryptBlob,
  encryptBlob,
  makeSealingKey,
  openSealed,
  seal,
  sealingKeyFromSecret,
} from '../../../main/vault/vault.ts'
import { problemOf } from '../../support/problem.ts'
import { seededRandom, systemRandom } from '../../support/random.ts'

const random = systemRandom
const context = 'test/envelope'
const chunk = 64 * 1024

test('every reader opens what was sealed, nobody else does, no other context does', () => {
  const readers = Array.from({ length: 3 }, () => makeSealingKey(random))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (plaintext) => {
      const sealed = seal({
        readers: readers.map((each) => each.publicKey),
        context,
        plaintext,
        random,
      })
      for (const key of readers)
        expect(Buffer.from(openSealed({ key, context, sealed })).equals(plaintext)).toBe(true)
      const stranger = makeSealingKey(random)
      expect(problemOf(() => openSealed({ key: stranger, context, sealed }))).toBe(
        'journal.envelope-not-for-us',
      )
      expect(problemOf(() => openSealed({ key: readers[0]!, context: 'other', sealed }))).toBe(
        'journal.envelope-not-for-us',
      )
    }),
    { numRuns: 25 },
  )
})

test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 7])(
  'a payload of %i bytes comes back, sealed and under a content key',
  (size) => {
    const plaintext = Buffer.alloc(size, 'ab')
    const key = makeSealingKey(random)
    const sealed = seal({ readers: [key.publicKey], context, plaintext, random })
    expect(Buffer.compare(openSealed({ key, context, sealed }), plaintext)).toBe(0)
    const contentKey = random.bytes(32)
    const blob = encryptBlob({ contentKey, context, plaintext, random })
    expect(Buffer.compare(decryptBlob({ contentKey, context, sealed: blob }), plaintext)).toBe(0)
  },
)

test('each single flipped bit of an envelope and of a blob is noticed', () => {
  const key = makeSealingKey(random)
  const contentKey = random.bytes(32)
  const plaintext = Buffer.from('山田 太郎 様')
  const sealed = seal({ readers: [key.publicKey], context, plaintext, random })
  const blob = encryptBlob({ contentKey, context, plaintext, random })
  const codes = ['journal.blob-altered', 'journal.envelope-not-for-us']
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed)
    altered[at]! ^= 1 << (at & 7)
    // The top bit of a Montgomery u-coordinate is ignored (RFC 7748): it binds through the salt.
    expect(codes).toContain(problemOf(() => openSealed({ key, context, sealed: altered })))
  }
  for (let at = 0; at < blob.length; at += 1) {
    const altered = Buffer.from(blob)
    altered[at]! ^= 1 << (at & 7)
    expect(problemOf(() => decryptBlob({ contentKey, context, sealed: altered }))).toBe(
      'journal.blob-altered',
    )
  }
})

test('cut, extended, reordered and repeated chunks do not open', () => {
  const contentKey = random.bytes(32)
  const plaintext = random.bytes(3 * chunk)
  const blob = Buffer.from(encryptBlob({ contentKey, context, plaintext, random }))
  const [head, body, size] = [blob.subarray(0, 52), blob.subarray(52), chunk + 16]
  const [a, b, c] = [body.subarray(0, size), body.subarray(size, 2 * size), body.subarray(2 * size)]
  const forgeries = [
    [a, b],
    [a],
    [],
    [b, a, c],
    [a, c],
    [a, a, b, c],
    [a, b, c, c],
    [a, b, c, Buffer.of(0)],
    [a, b, c.subarray(0, -1)],
  ]
  for (const parts of forgeries)
    expect(
      problemOf(() =>
        decryptBlob({ contentKey, context, sealed: Buffer.concat([head, ...parts]) }),
      ),
    ).toBe('journal.blob-altered')
  const whole = Buffer.concat([head, a, b, c])
  expect(Buffer.compare(decryptBlob({ contentKey, context, sealed: whole }), plaintext)).toBe(0)
})

test('a blob commits to its key: another key is refused before any decryption', () => {
  const plaintext = Buffer.from('x')
  const blob = encryptBlob({ contentKey: random.bytes(32), context, plaintext, random })
  expect(
    problemOf(() => decryptBlob({ contentKey: random.bytes(32), context, sealed: blob })),
  ).toBe('journal.blob-altered')
})

test('arbitrary bytes never open and never throw anything but a problem', () => {
  const key = makeSealingKey(random)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, withMagic) => {
      const sealed = withMagic ? Buffer.concat([Buffer.from('SKS1'), bytes]) : bytes
      expect(problemOf(() => openSealed({ key, context, sealed }))).toMatch(/^journal\./)
      const blob = withMagic ? Buffer.concat([Buffer.from('SKB1'), bytes]) : bytes
      expect(
        problemOf(() => decryptBlob({ contentKey: Buffer.alloc(32), context, sealed: blob })),
      ).toBe('journal.blob-altered')
    }),
  )
})

test('sealing needs a reader, and only real keys', () => {
  const plaintext = Buffer.from('x')
  expect(() => seal({ readers: [], context, plaintext, random })).toThrow(RangeError)
  expect(() => seal({ readers: ['00'.repeat(32)], context, plaintext, random })).toThrow(RangeError)
  expect(() => seal({ readers: ['beef'], context, plaintext, random })).toThrow(RangeError)
})

test('golden vectors: the format has not moved', () => {
  const golden: Golden = JSON.parse(
    readFileSync(new URL('../../fixtures/vault/envelope.json', import.meta.url), 'utf8'),
  )
  const key = sealingKeyFromSecret(Buffer.from(golden.readerSecret, 'hex'))
  const other = sealingKeyFromSecret(Buffer.from(golden.otherReaderSecret, 'hex'))
  const plaintext = Buffer.from(golden.plaintext, 'utf8')
  const sealed = seal({
    readers: [other.publicKey, key.publicKey],
    context: golden.context,
    plaintext,
    random: seededRandom(golden.randomSeed),
  })
  expect(Buffer.from(sealed).toString('hex')).toBe(golden.sealed)
  const opened = openSealed({ key, context: golden.context, sealed })
  expect(Buffer.from(opened).toString('utf8')).toBe(golden.plaintext)
  const contentKey = Buffer.from(golden.contentKey, 'hex')
  const blob = encryptBlob({
    contentKey,
    context: golden.context,
    plaintext,
    random: seededRandom(golden.randomSeed),
  })
  expect(Buffer.from(blob).toString('hex')).toBe(golden.blob)
})

interface Golden {
  readonly readerSecret: string
  readonly otherReaderSecret: string
  readonly contentKey: string
  readonly context: string
  readonly plaintext: string
  /** Randomness is SHA-256(seed/0), SHA-256(seed/1), ...; each draw starts a new block. */
  readonly randomSeed: string
  readonly sealed: string
  readonly blob: string
}
