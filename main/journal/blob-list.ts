import { fail } from '../../preload/problem.ts'
import type { BlobRef } from './record.ts'

/**
 * A blob that names others, for more of them than one record can hold: "SKL1", then 32 bytes of hash
 * and 4 of size (big endian) for each. It is in the open, so that whoever carries, keeps or destroys
 * what a request consists of can do so without its key; it says no more than the store's listing does.
 */
const magic = Buffer.from('SKL1')
const entryBytes = 36
/** What one list may name: 64 GiB in pieces of a megabyte. */
const entriesMax = 65_536

export function toBlobList(refs: readonly BlobRef[]): Uint8Array {
  if (refs.length > entriesMax) throw new RangeError('too many blobs for one list')
  const bytes = Buffer.alloc(magic.length + refs.length * entryBytes)
  bytes.set(magic)
  refs.forEach(({ hash, sizeBytes }, at) => {
    const start = magic.length + at * entryBytes
    bytes.set(Buffer.from(hash, 'hex'), start)
    bytes.writeUInt32BE(sizeBytes, start + 32)
  })
  return bytes
}

/** Fails with `journal.blob-altered`. ref: what the list itself was called by. */
export function parseBlobList(list: Uint8Array, { hash }: BlobRef): readonly BlobRef[] {
  const bytes = Buffer.from(list.buffer, list.byteOffset, list.byteLength)
  const count = (bytes.length - magic.length) / entryBytes
  const isList = bytes.subarray(0, magic.length).equals(magic)
  if (!isList || !Number.isInteger(count) || count > entriesMax)
    fail('journal.blob-altered', { hash })
  return Array.from({ length: count }, (_, at) => {
    const start = magic.length + at * entryBytes
    return {
      hash: bytes.toString('hex', start, start + 32),
      sizeBytes: bytes.readUInt32BE(start + 32),
    }
  })
}
