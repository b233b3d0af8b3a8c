import { createHash } from 'node:crypto'

const headerOffsetAt = 0x3c
/** From "PE\0\0": the optional header begins behind the signature and the COFF header. */
const optionalHeaderAt = 24
const checksumAt = 64
const certificateTableIndex = 4

/**
 * SHA-256 of a file as the system loads it, in lower-case hexadecimal. For a Windows program or library (PE) it is
 * the Authenticode digest: signing the file changes its checksum, the entry of the certificate table and the table
 * itself, and none of these counts (Microsoft, Windows Authenticode Portable Executable Signature Format, "Calculating the
 * PE Image Hash"). Any other file is digested whole.
 */
export function loadedDigest(bytes: Uint8Array): string {
  const layout = layoutOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const hash = createHash('sha256')
  if (layout === null) return hash.update(bytes).digest('hex')
  const { checksum, entry, end } = layout
  return (
    hash
      .update(bytes.subarray(0, checksum))
      .update(bytes.subarray(checksum + 4, entry))
      .update(bytes.subarray(entry + 8, end))
      // A signature begins at a multiple of eight: signing fills up to there.
      .update(new Uint8Array((8 - (end % 8)) % 8))
      .digest('hex')
  )
}

interface Layout {
  readonly checksum: number
  /** The entry of the certificate table in the data directories. */
  readonly entry: number
  /** Where the certificate table begins, else the end of the file. */
  readonly end: number
}

function layoutOf(file: Buffer): Layout | null {
  if (file.length < headerOffsetAt + 4 || file.toString('latin1', 0, 2) !== 'MZ') return null
  const signature = file.readUInt32LE(headerOffsetAt)
  const optional = signature + optionalHeaderAt
  if (optional + 2 > file.length || file.readUInt32LE(signature) !== 0x4550) return null
  const isWide = file.readUInt16LE(optional) === 0x20b
  const entry = optional + (isWide ? 112 : 96) + certificateTableIndex * 8
  if (entry + 8 > file.length) return null
  const table = file.readUInt32LE(entry)
  const size = file.readUInt32LE(entry + 4)
  // Only a table that ends the file is one that signing has put there.
  const isAtEnd = table > entry + 8 && table + size === file.length
  return { checksum: optional + checksumAt, entry, end: isAtEnd ? table : file.length }
}
