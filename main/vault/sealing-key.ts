import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import type { Random } from '../ports.ts'
import { joinSecret } from './secret-bytes.ts'

/** An X25519 key pair (RFC 7748): what is sealed to its public half, only its holder opens. */
export interface SealingKey {
  /** 32 bytes in lower-case hexadecimal. */
  readonly publicKey: string
  /**
   * The raw shared secret with another public key: an ingredient of envelope.ts, never a key by
   * itself. Null when the other key is not one, or contributes nothing (all-zero result).
   */
  readonly agree: (otherPublicKey: Uint8Array) => Uint8Array | null
}

/** The fixed DER around a raw key (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
export const sealingSecretBytes = 32

export function makeSealingKey(random: Random): SealingKey {
  return sealingKeyFromSecret(random.bytes(sealingSecretBytes))
}

/** The same 32-byte secret always yields the same key. Throws on another length. */
export function sealingKeyFromSecret(secret: Uint8Array): SealingKey {
  if (secret.length !== sealingSecretBytes) throw new RangeError('an X25519 secret has 32 bytes')
  const der = joinSecret(privatePrefix, secret)
  const privateKey = createPrivateKey({
    key: Buffer.from(der.buffer),
    format: 'der',
    type: 'pkcs8',
  })
  der.fill(0)
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    publicKey: spki.subarray(publicPrefix.length).toString('hex'),
    agree(otherPublicKey) {
      if (otherPublicKey.length !== 32 || isLowOrder(otherPublicKey)) return null
      const publicKey = createPublicKey({
        key: Buffer.concat([publicPrefix, otherPublicKey]),
        format: 'der',
        type: 'spki',
      })
      return diffieHellman({ privateKey, publicKey })
    },
  }
}

/**
 * The points of small order and their non-canonical twins (RFC 7748 section 6.1; the list is the
 * one libsodium refuses). With them the shared secret is zero whatever our key is, and node:crypto
 * throws; the test here keeps that an answer instead of an exception.
 */
const lowOrder: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

function isLowOrder(publicKey: Uint8Array): boolean {
  const canonical = Buffer.from(publicKey)
  // The top bit is ignored by X25519, so it hides nothing here either.
  canonical[31] = (canonical[31] ?? 0) & 0x7f
  return lowOrder.has(canonical.toString('hex'))
}
