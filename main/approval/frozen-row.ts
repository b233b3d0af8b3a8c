import { attachmentSizeBytesMax, fileNameFault } from '../message/message.ts'

/** The file that only this recipient gets. */
export interface FrozenFile {
  /** As it stands in the mail. */
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  readonly sha256: string
}

/**
 * One recipient of a request, frozen when it was filed. The rows are NDJSON: line i is
 * `[i, address, fields]`, or `[i, address, fields, [name, type, sizeBytes, sha256]]` with a file of their
 * own, as JSON.stringify writes it, then LF. The Merkle leaf is over the line
 * without its LF. They lie in pieces of whole lines, so that nobody has to hold them all.
 */
export interface FrozenRow {
  /** Counted from 0; its place in the rows, in the tree and in every report. */
  readonly index: number
  readonly address: string
  readonly fields: Readonly<Record<string, string>>
  /** Absent: no file of their own. */
  readonly file?: FrozenFile
}

export const lineFeed = 0x0a
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The line of a row as text, without LF. */
export function lineOf({ index, address, fields, file }: FrozenRow): string {
  if (file === undefined) return JSON.stringify([index, address, fields])
  const { name, type, sizeBytes, sha256 } = file
  return JSON.stringify([index, address, fields, [name, type, sizeBytes, sha256]])
}

/**
 * The row in a line, or null when the line is not exactly what lineOf writes for this index:
 * no other spelling of the same row is taken, so a leaf has one reading.
 */
export function parseRow(line: Uint8Array, index: number): FrozenRow | null {
  let text: string
  let value: unknown
  try {
    text = decoder.decode(line)
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return null
    throw error
  }
  if (!Array.isArray(value) || (value.length !== 3 && value.length !== 4)) return null
  const [found, address, fields, own]: unknown[] = value
  if (found !== index || typeof address !== 'string' || !isFields(fields)) return null
  const file = value.length === 3 ? undefined : parseFile(own)
  if (file === null) return null
  const row = { index, address, fields, ...(file === undefined ? {} : { file }) }
  return lineOf(row) === text ? row : null
}

/** Null unless the name has one reading and the rest is what a file can be. */
function parseFile(value: unknown): FrozenFile | null {
  if (!Array.isArray(value) || value.length !== 4) return null
  const [name, type, sizeBytes, sha256]: unknown[] = value
  if (typeof name !== 'string' || fileNameFault(name) !== null) return null
  if (typeof type !== 'string' || !/^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type)) return null
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null
  const isSize = typeof sizeBytes === 'number' && Number.isSafeInteger(sizeBytes)
  if (!isSize || sizeBytes < 1 || sizeBytes > attachmentSizeBytesMax) return null
  return { name, type, sizeBytes, sha256 }
}

function isFields(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string')
  )
}

/** The lines of a piece as views into it, without LF. A last line without LF is a line too. */
export function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(lineFeed, start)
    yield bytes.subarray(start, end === -1 ? bytes.length : end)
    start = end === -1 ? bytes.length : end + 1
  }
}

/** The lines of all pieces, one after the other. */
export function* linesOfPieces(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces) yield* linesOf(piece)
}

/**
 * A piece of the rows ends with the row that reaches this size: one takes a few milliseconds to hash,
 * to store and to fetch. Those of a very large audience are larger, so that the references to all of
 * them fit into one record.
 */
const pieceBytesMin = 512 * 1024
const smallPiecesMax = 256
const laterPieceBytesMin = 4 * pieceBytesMin

export interface RowPiece {
  /** Whole lines, each with its LF. */
  readonly bytes: Uint8Array
  readonly count: number
}

/** Writes rows into pieces. */
export interface RowWriter {
  /** line: as lineOf writes it, without LF. */
  readonly add: (line: Uint8Array) => void
  readonly pieces: () => readonly RowPiece[]
}

export function createRowWriter(): RowWriter {
  const pieces: RowPiece[] = []
  let piece = Buffer.alloc(0)
  let used = 0
  let count = 0
  const end = () => {
    // Its own memory, and no more of it than is used: pieces are handed from thread to thread.
    if (count > 0) pieces.push({ bytes: new Uint8Array(piece.subarray(0, used)), count })
    used = 0
    count = 0
  }
  return {
    add(line) {
      if (used + line.length + 1 > piece.length) {
        const larger = Buffer.alloc(Math.max(64 * 1024, 2 * piece.length, used + line.length + 1))
        larger.set(piece.subarray(0, used))
        piece = larger
      }
      piece.set(line, used)
      piece[used + line.length] = lineFeed
      used += line.length + 1
      count += 1
      const enough = pieces.length < smallPiecesMax ? pieceBytesMin : laterPieceBytesMin
      if (used >= enough) end()
    },
    pieces() {
      end()
      return pieces
    },
  }
}

/** The row of this index in a piece whose first row has the index `first`; null when malformed. */
export function rowInPiece(piece: Uint8Array, first: number, index: number): FrozenRow | null {
  let at = first
  for (const line of linesOf(piece)) {
    if (at === index) return parseRow(line, index)
    at += 1
  }
  return null
}
