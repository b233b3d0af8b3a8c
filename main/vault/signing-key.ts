import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Random } from '../ports.ts'
import { joinSecret } from './secret-bytes.ts'

/** An Ed25519 key pair (RFC 8032). The private half stays inside. */
export interface SigningKey {
  /** 32 bytes in lower-case hexadecimal. */
  readonly publicKey: string
  /** The 64-byte signature over exactly these bytes; deterministic. */
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/** The fixed DER around a raw key (RFC 8410): node:crypto reads keys only with it. */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
export const seedBytes = 32

export function makeSigningKey(random: Random): SigningKey {
  return signingKeyFromSeed(random.bytes(seedBytes))
}

/** The same 32-byte seed always yields the same key. Throws on another length. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  if (seed.length !== seedBytes) throw new RangeError('an Ed25519 seed has 32 bytes')
  const der = joinSecret(privatePrefix, seed)
  const key = createPrivateKey({ key: Buffer.from(der.buffer), format: 'der', type: 'pkcs8' })
  der.fill(0)
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: spki.subarray(publicPrefix.length).toString('hex'),
    sign: (bytes) => sign(null, bytes, key),
  }
}

/** False for a wrong signature, and for a key or signature that is none at all. Never throws. */
export function verifySignature(
  publicKey: string,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (!/^[0-9a-f]{64}$/.test(publicKey) || signature.length !== 64) return false
  return verify(null, bytes, publicKeyOf(publicKey), signature)
}

/** Making a key object of a key costs a fifth of a verification, and an office has few keys. */
const knownKeys = new Map<string, KeyObject>()
const knownKeysMax = 4096

function publicKeyOf(publicKey: string): KeyObject {
  const known = knownKeys.get(publicKey)
  if (known) return known
  const der = Buffer.concat([publicPrefix, Buffer.from(publicKey, 'hex')])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  if (knownKeys.size >= knownKeysMax) knownKeys.clear()
  knownKeys.set(publicKey, key)
  return key
}
