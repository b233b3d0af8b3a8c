import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSigningKey, signingKeyFromSeed, verifySignature } from '../../../main/vault/vault.ts'
import { systemRandom } from '../../support/random.ts'

/** RFC 8032 section 7.1, tests 1 to 3: seed, public key, message, signature. */
const vectors = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
      '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
] as const

test.each(vectors)('RFC 8032 vector %#', (seed, publicKey, message, signature) => {
  const key = signingKeyFromSeed(Buffer.from(seed, 'hex'))
  const bytes = Buffer.from(message, 'hex')
  expect(key.publicKey).toBe(publicKey)
  expect(Buffer.from(key.sign(bytes)).toString('hex')).toBe(signature)
  expect(verifySignature(publicKey, bytes, Buffer.from(signature, 'hex'))).toBe(true)
})

test('a signature fits its bytes and key, and no flipped bit of either', () => {
  const key = makeSigningKey(systemRandom)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(511), (bytes, bit) => {
      const signature = key.sign(bytes)
      expect(verifySignature(key.publicKey, bytes, signature)).toBe(true)
      const altered = Uint8Array.from(signature)
      altered[bit >> 3]! ^= 1 << (bit & 7)
      expect(verifySignature(key.publicKey, bytes, altered)).toBe(false)
      expect(verifySignature(key.publicKey, Buffer.concat([bytes, Buffer.of(0)]), signature)).toBe(
        false,
      )
      expect(verifySignature(makeSigningKey(systemRandom).publicKey, bytes, signature)).toBe(false)
    }),
    { numRuns: 50 },
  )
})

test('what is no key or no signature is refused without an exception', () => {
  const key = makeSigningKey(systemRandom)
  const signature = key.sign(Buffer.of(1))
  for (const bad of ['', 'zz', key.publicKey.toUpperCase(), key.publicKey.slice(2)])
    expect(verifySignature(bad, Buffer.of(1), signature)).toBe(false)
  expect(verifySignature('f'.repeat(64), Buffer.of(1), signature)).toBe(false)
  expect(verifySignature(key.publicKey, Buffer.of(1), signature.subarray(1))).toBe(false)
  expect(() => signingKeyFromSeed(new Uint8Array(31))).toThrow(RangeError)
})
