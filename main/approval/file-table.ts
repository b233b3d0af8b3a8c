import { hash } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import type { FrozenFile } from './frozen-row.ts'

/**
 * The different files of a request, in the order in which the rows first name them, and where each
 * lies. They are packed one after the other into pieces, whole files each. Crosses threads as it is.
 */
export interface FileTable {
  /** SHA-256, 32 bytes a file. */
  readonly hashes: Uint8Array
  readonly sizes: Uint32Array
  /** The piece that a file lies in, and from which byte of it on. */
  readonly pieceOf: Uint32Array
  readonly offsets: Uint32Array
  /** How many files each piece holds. */
  readonly pieces: readonly number[]
}

/** Notes the files of rows in their order. */
export interface FileCollector {
  /** The file's place in the table. Fails with `approval.file-altered` when two sizes have one digest. */
  readonly add: (file: FrozenFile) => number
  readonly fileCount: () => number
  readonly sizeBytes: () => number
  /** Their digests, in their order. */
  readonly order: () => readonly string[]
  /** With these pieces, or packed by the rule. */
  readonly table: (pieces?: readonly number[]) => FileTable
}

/** A piece ends with the file that reaches this size: quick to open for one file, few enough to list. */
const pieceBytesMin = 1024 * 1024

export function createFileCollector(): FileCollector {
  const places = new Map<string, number>()
  const sizes: number[] = []
  let total = 0
  return {
    add({ sha256, sizeBytes }) {
      const known = places.get(sha256)
      if (known !== undefined) {
        if (sizes[known] !== sizeBytes) fail('approval.file-altered', { number: known + 1 })
        return known
      }
      const place = sizes.push(sizeBytes) - 1
      places.set(sha256, place)
      total += sizeBytes
      return place
    },
    fileCount: () => sizes.length,
    sizeBytes: () => total,
    order: () => [...places.keys()],
    table: (pieces = packed(sizes)) => toTable([...places.keys()], sizes, pieces),
  }
}

function packed(sizes: readonly number[]): number[] {
  const pieces: number[] = []
  let bytes = 0
  let count = 0
  for (const [at, size] of sizes.entries()) {
    bytes += size
    count += 1
    if (bytes < pieceBytesMin && at < sizes.length - 1) continue
    pieces.push(count)
    bytes = 0
    count = 0
  }
  return pieces
}

function toTable(
  names: readonly string[],
  sizes: readonly number[],
  pieces: readonly number[],
): FileTable {
  const count = sizes.length
  const shared = (bytes: number) => new SharedArrayBuffer(bytes)
  const hashes = new Uint8Array(shared(count * 32))
  names.forEach((name, at) => {
    hashes.set(Buffer.from(name, 'hex'), at * 32)
  })
  const table = {
    ...{ hashes, pieces: [...pieces] },
    sizes: new Uint32Array(shared(count * 4)),
    pieceOf: new Uint32Array(shared(count * 4)),
    offsets: new Uint32Array(shared(count * 4)),
  }
  table.sizes.set(sizes)
  let file = 0
  for (const [piece, held] of pieces.entries()) {
    let offset = 0
    for (let nth = 0; nth < held && file < count; nth += 1) {
      table.pieceOf[file] = piece
      table.offsets[file] = offset
      offset += sizes[file] ?? 0
      file += 1
    }
  }
  return table
}

/** The first file of a piece. */
export function firstFileOf({ pieces }: FileTable, piece: number): number {
  return pieces.slice(0, piece).reduce((sum, count) => sum + count, 0)
}

/** How many bytes the files of a piece have together. */
export function pieceBytes(table: FileTable, piece: number): number {
  const first = firstFileOf(table, piece)
  const last = first + (table.pieces[piece] ?? 0) - 1
  return last < first ? 0 : (table.offsets[last] ?? 0) + (table.sizes[last] ?? 0)
}

/** Passes when these are, byte for byte, the files of the piece. Fails with `approval.file-altered`. */
export function verifyFilePiece(table: FileTable, piece: number, bytes: Uint8Array): void {
  const first = firstFileOf(table, piece)
  if (bytes.length !== pieceBytes(table, piece))
    fail('approval.file-altered', { number: first + 1 })
  for (let file = first; file < first + (table.pieces[piece] ?? 0); file += 1)
    fileIn(table, file, bytes)
}

/** One file in the bytes of its piece, verified by its digest. Fails with `approval.file-altered`. */
export function fileIn(table: FileTable, file: number, bytes: Uint8Array): Uint8Array {
  const offset = table.offsets[file] ?? 0
  const found = bytes.subarray(offset, offset + (table.sizes[file] ?? 0))
  const digest = hash('sha256', found, 'buffer')
  if (Buffer.compare(digest, table.hashes.subarray(file * 32, file * 32 + 32)) !== 0)
    fail('approval.file-altered', { number: file + 1 })
  return found
}

/** The place of the file with this digest; null when there is none. */
export function placeOfFile({ hashes }: FileTable, sha256: string): number | null {
  const wanted = Buffer.from(sha256, 'hex')
  const all = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength)
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1))
    if (at % 32 === 0) return at / 32
  return null
}
