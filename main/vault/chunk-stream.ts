import { decryptAead, encryptAead, tagBytes } from './aead.ts'

/**
 * The STREAM construction as age uses it: 64 KiB chunks, the nonce an 11-byte counter and a byte
 * that is 1 on the last chunk. Reordering, dropping, repeating or cutting off chunks does not open.
 * Only the empty plaintext has an empty last chunk.
 */
export const chunkBytes = 64 * 1024

export function sealChunks(key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const count = Math.max(1, Math.ceil(plaintext.length / chunkBytes))
  const parts: Uint8Array[] = []
  for (let index = 0; index < count; index += 1) {
    const chunk = plaintext.subarray(index * chunkBytes, (index + 1) * chunkBytes)
    parts.push(encryptAead(key, chunkNonce(index, index === count - 1), chunk))
  }
  return Buffer.concat(parts)
}

/** Null unless every chunk is there, in order, unaltered. */
export function openChunks(key: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const sealedChunkBytes = chunkBytes + tagBytes
  const count = Math.max(1, Math.ceil(sealed.length / sealedChunkBytes))
  const parts: Uint8Array[] = []
  for (let index = 0; index < count; index += 1) {
    const chunk = sealed.subarray(index * sealedChunkBytes, (index + 1) * sealedChunkBytes)
    if (index > 0 && chunk.length === tagBytes) return null
    const part = decryptAead(key, chunkNonce(index, index === count - 1), chunk)
    if (!part) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

export function chunkNonce(index: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12)
  // 2^48 chunks are 16 EiB: the upper five bytes of the counter stay zero.
  nonce.writeUIntBE(index, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
