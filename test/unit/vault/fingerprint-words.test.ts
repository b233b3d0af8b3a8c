import { createHash } from 'node:crypto'
import { entropyToMnemonic } from '@scure/bip39'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintWords, wordsOf } from '../../../main/vault/vault.ts'

test('known words: all zero, all one, and a digest', () => {
  expect(fingerprintWords('0'.repeat(64), 'en')).toEqual([
    'abandon',
    'abandon',
    'abandon',
    'abandon',
  ])
  expect(fingerprintWords('f'.repeat(64), 'en', 2)).toEqual(['zoo', 'zoo'])
  expect(fingerprintWords('0'.repeat(64), 'ja', 1)).toEqual(['あいこくしん'])
  const digest = createHash('sha256').update('abc').digest('hex')
  expect(fingerprintWords(digest, 'en')).toEqual(['risk', 'scheme', 'quiz', 'bulk'])
})

test('they are the first words of the BIP 39 mnemonic of the same bytes, in composed kana', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const hash = Buffer.from(bytes).toString('hex')
      for (const language of ['ja', 'en'] as const) {
        const mnemonic = entropyToMnemonic(bytes, wordsOf(language)).normalize('NFC')
        const expected = mnemonic.split(/[ \u3000]/).slice(0, 23)
        expect(fingerprintWords(hash, language, 23)).toEqual(expected)
      }
    }),
    { numRuns: 20 },
  )
})

test('anything but a digest is a mistake of the caller', () => {
  for (const bad of ['', 'abc', 'F'.repeat(64)])
    expect(() => fingerprintWords(bad, 'en')).toThrow(RangeError)
})
