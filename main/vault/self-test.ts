import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import { decryptAead, encryptAead } from './aead.ts'
import { deriveArgon2id } from './argon2.ts'
import { sealingKeyFromSecret } from './sealing-key.ts'
import { signingKeyFromSeed, verifySignature } from './signing-key.ts'

/**
 * Known answers for every primitive that the trust rests on, run at each start: a broken build, a
 * swapped native module or a crypto library that behaves differently shows here, before any key is
 * touched. Fails with `vault.self-test-failed`. Takes a few milliseconds.
 */
export async function runSelfTest(): Promise<void> {
  const results: readonly (readonly [string, boolean])[] = [
    ['SHA-256', isSha256Right()],
    ['HMAC-SHA-256', isHmacRight()],
    ['HKDF-SHA-256', isHkdfRight()],
    ['AES-256-GCM', isAesGcmRight()],
    ['Ed25519', isEd25519Right()],
    ['X25519', isX25519Right()],
    ['Argon2id', await isArgon2idRight()],
  ]
  for (const [primitive, isRight] of results)
    if (!isRight) fail('vault.self-test-failed', { primitive })
}

const hex = (text: string) => Buffer.from(text, 'hex')
const isHex = (found: Uint8Array | null, expected: string) =>
  found !== null && Buffer.from(found).toString('hex') === expected

/** FIPS 180-4, "abc". */
function isSha256Right(): boolean {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  return isHex(createHash('sha256').update('abc').digest(), expected)
}

/** RFC 4231, test case 2. */
function isHmacRight(): boolean {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  const found = createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest()
  return isHex(found, expected)
}

/** RFC 5869, test case 1, its first 32 bytes. */
function isHkdfRight(): boolean {
  const salt = hex('000102030405060708090a0b0c')
  const info = hex('f0f1f2f3f4f5f6f7f8f9')
  const found = hkdfSync('sha256', Buffer.alloc(22, 0x0b), salt, info, 32)
  const expected = '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf'
  return isHex(new Uint8Array(found), expected)
}

/** Test case 14 of the GCM specification, and that a changed tag does not open. */
function isAesGcmRight(): boolean {
  const [key, nonce, plaintext] = [Buffer.alloc(32), Buffer.alloc(12), Buffer.alloc(16)]
  const sealed = encryptAead(key, nonce, plaintext)
  const expected = 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'
  const altered = Buffer.from(sealed)
  altered[31] = (altered[31] ?? 0) ^ 1
  return (
    isHex(sealed, expected) &&
    isHex(decryptAead(key, nonce, sealed), plaintext.toString('hex')) &&
    decryptAead(key, nonce, altered) === null
  )
}

/** RFC 8032 section 7.1, test 2, and that it does not fit another message. */
function isEd25519Right(): boolean {
  const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'
  const key = signingKeyFromSeed(hex(seed))
  const signature = key.sign(hex('72'))
  const expected =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
  return (
    isHex(signature, expected) &&
    verifySignature(key.publicKey, hex('72'), signature) &&
    !verifySignature(key.publicKey, hex('73'), signature)
  )
}

/** RFC 7748 section 6.1. */
function isX25519Right(): boolean {
  const secret = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'
  const other = 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f'
  const expected = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742'
  return isHex(sealingKeyFromSecret(hex(secret)).agree(hex(other)), expected)
}

/** RFC 9106 section 5.3. */
async function isArgon2idRight(): Promise<boolean> {
  const found = await deriveArgon2id({
    password: Buffer.alloc(32, 0x01),
    salt: Buffer.alloc(16, 0x02),
    secret: Buffer.alloc(8, 0x03),
    associatedData: Buffer.alloc(12, 0x04),
    cost: { memoryKiB: 32, passes: 3, lanes: 4 },
  })
  return isHex(found, '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
}
