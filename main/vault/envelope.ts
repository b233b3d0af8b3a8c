import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { decryptOnce, encryptOnce } from './aead.ts'
import { chunkBytes, openChunks, sealChunks } from './chunk-stream.ts'
import type { SealingKey } from './sealing-key.ts'
import { sealingKeyFromSecret } from './sealing-key.ts'

/**
 * A sealed value, after age: a random file key, wrapped once per reader with X25519, a MAC over the
 * header, and the payload in chunks. Two departures: AES-256-GCM where age has ChaCha20-Poly1305,
 * since Electron's BoringSSL has no other through node:crypto, and a context string that goes into
 * every derivation, so that what was sealed for one purpose does not open for another.
 *
 * Layout, lengths in bytes:
 *   magic 4 "SKS1" | reader count 2 | per reader: ephemeral key 32, wrapped file key 48
 *   | header MAC 32 | payload nonce 16 | chunks
 *
 * A blob under a content key: magic 4 "SKB1" | nonce 16 | key commitment 32 | chunks.
 * The commitment stands in for the header MAC: AES-GCM alone lets one ciphertext open under two
 * keys, and two readers must never be shown two texts.
 */
const sealMagic = Buffer.from('SKS1', 'latin1')
const blobMagic = Buffer.from('SKB1', 'latin1')
const stanzaBytes = 32 + 48
const readersMax = 4096
const empty = new Uint8Array(0)

export interface SealOptions {
  /** X25519 public keys in hex, at least one. Repetitions are dropped. */
  readonly readers: readonly string[]
  /** What it is and where it belongs; opening needs the same string. */
  readonly context: string
  readonly plaintext: Uint8Array
  readonly random: Random
}

/** Seals to the readers. Throws RangeError without readers, or when one is no X25519 key. */
export function seal({ readers, context, plaintext, random }: SealOptions): Uint8Array {
  const keys = [...new Set(readers)]
  if (keys.length === 0 || keys.length > readersMax) throw new RangeError('readers: 1 to 4096')
  const fileKey = random.bytes(32)
  const count = Buffer.alloc(2)
  count.writeUInt16BE(keys.length)
  const stanzas = keys.map((reader) => makeStanza(reader, { fileKey, context, random }))
  const header = Buffer.concat([sealMagic, count, ...stanzas])
  const nonce = random.bytes(16)
  const chunks = sealChunks(derive(fileKey, nonce, 'seal/payload', context), plaintext)
  const sealed = Buffer.concat([header, headerMac(fileKey, context, header), nonce, chunks])
  fileKey.fill(0)
  return sealed
}

export interface OpenOptions {
  readonly key: SealingKey
  readonly context: string
  readonly sealed: Uint8Array
}

/**
 * The plaintext, whole and verified. Fails with `journal.envelope-not-for-us` when no stanza opens
 * with this key and context, `journal.blob-altered` when anything else does not fit.
 */
export function openSealed({ key, context, sealed }: OpenOptions): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < 6 || !bytes.subarray(0, 4).equals(sealMagic)) return failAltered(sealed)
  const headerEnd = 6 + bytes.readUInt16BE(4) * stanzaBytes
  if (bytes.length < headerEnd + 48) return failAltered(sealed)
  const fileKey = findFileKey(key, context, bytes.subarray(6, headerEnd))
  if (!fileKey) return fail('journal.envelope-not-for-us', {})
  const mac = headerMac(fileKey, context, bytes.subarray(0, headerEnd))
  if (!timingSafeEqual(mac, bytes.subarray(headerEnd, headerEnd + 32))) return failAltered(sealed)
  const nonce = bytes.subarray(headerEnd + 32, headerEnd + 48)
  const payloadKey = derive(fileKey, nonce, 'seal/payload', context)
  fileKey.fill(0)
  return openChunks(payloadKey, bytes.subarray(headerEnd + 48)) ?? failAltered(sealed)
}

export interface BlobOptions {
  /** 32 bytes. May be used for any number of blobs. */
  readonly contentKey: Uint8Array
  readonly context: string
  readonly plaintext: Uint8Array
  readonly random: Random
}

export function encryptBlob({ contentKey, context, plaintext, random }: BlobOptions): Uint8Array {
  const nonce = random.bytes(16)
  return Buffer.concat([
    blobMagic,
    nonce,
    derive(contentKey, nonce, 'blob/commitment', context),
    sealChunks(derive(contentKey, nonce, 'blob/payload', context), plaintext),
  ])
}

/** How long a plaintext of so many bytes is once encryptBlob has sealed it. */
export function sealedBlobBytes(plaintextBytes: number): number {
  return 52 + plaintextBytes + 16 * Math.max(1, Math.ceil(plaintextBytes / chunkBytes))
}

export interface DecryptBlobOptions {
  readonly contentKey: Uint8Array
  readonly context: string
  readonly sealed: Uint8Array
}

/** The plaintext, whole and verified; `journal.blob-altered` for another key, context or byte. */
export function decryptBlob({ contentKey, context, sealed }: DecryptBlobOptions): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < 52 || !bytes.subarray(0, 4).equals(blobMagic)) return failAltered(sealed)
  const nonce = bytes.subarray(4, 20)
  const commitment = derive(contentKey, nonce, 'blob/commitment', context)
  if (!timingSafeEqual(commitment, bytes.subarray(20, 52))) return failAltered(sealed)
  const payloadKey = derive(contentKey, nonce, 'blob/payload', context)
  return openChunks(payloadKey, bytes.subarray(52)) ?? failAltered(sealed)
}

interface StanzaParts {
  readonly fileKey: Uint8Array
  readonly context: string
  readonly random: Random
}

function makeStanza(reader: string, { fileKey, context, random }: StanzaParts): Uint8Array {
  const readerKey = Buffer.from(reader, 'hex')
  const ephemeral = sealingKeyFromSecret(random.bytes(32))
  const shared = ephemeral.agree(readerKey)
  if (!shared) throw new RangeError('a reader is not an X25519 public key')
  const ephemeralKey = Buffer.from(ephemeral.publicKey, 'hex')
  const wrapKey = derive(shared, Buffer.concat([ephemeralKey, readerKey]), 'seal/stanza', context)
  return Buffer.concat([ephemeralKey, encryptOnce(wrapKey, fileKey)])
}

/** Tries every stanza: they do not say whom they are for, so a store learns no names from them. */
function findFileKey(key: SealingKey, context: string, stanzas: Buffer): Uint8Array | null {
  const readerKey = Buffer.from(key.publicKey, 'hex')
  for (let at = 0; at < stanzas.length; at += stanzaBytes) {
    const ephemeralKey = stanzas.subarray(at, at + 32)
    const shared = key.agree(ephemeralKey)
    if (!shared) continue
    const salt = Buffer.concat([ephemeralKey, readerKey])
    const wrapKey = derive(shared, salt, 'seal/stanza', context)
    const fileKey = decryptOnce(wrapKey, stanzas.subarray(at + 32, at + stanzaBytes))
    if (fileKey) return fileKey
  }
  return null
}

function headerMac(fileKey: Uint8Array, context: string, header: Uint8Array): Uint8Array {
  const macKey = derive(fileKey, empty, 'seal/header', context)
  return createHmac('sha256', macKey).update(header).digest()
}

/** HKDF-SHA-256 (RFC 5869). The zero byte ends the purpose, so no context can imitate another. */
function derive(secret: Uint8Array, salt: Uint8Array, purpose: string, context: string) {
  const info = Buffer.from(`sekisho/v1/${purpose}\0${context}`, 'utf8')
  return new Uint8Array(hkdfSync('sha256', secret, salt, info, 32))
}

function failAltered(sealed: Uint8Array): never {
  return fail('journal.blob-altered', { hash: createHash('sha256').update(sealed).digest('hex') })
}
