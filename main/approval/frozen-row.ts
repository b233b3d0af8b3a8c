/**
 * One recipient of a request, frozen when it was filed. The rows blob is NDJSON: line i is
 * `[i, address, fields]` as JSON.stringify writes it, then LF. The Merkle leaf is over the line
 * without its LF.
 */
export interface FrozenRow {
  /** Counted from 0; its place in the blob, in the tree and in every report. */
  readonly index: number
  readonly address: string
  readonly fields: Readonly<Record<string, string>>
}

export const lineFeed = 0x0a
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The line of a row, without LF. */
export function encodeRow(row: FrozenRow): Uint8Array {
  return Buffer.from(textOf(row))
}

function textOf(row: FrozenRow): string {
  return JSON.stringify([row.index, row.address, row.fields])
}

/**
 * The row in a line, or null when the line is not exactly what encodeRow writes for this index:
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
  if (!Array.isArray(value) || value.length !== 3) return null
  const [found, address, fields]: unknown[] = value
  if (found !== index || typeof address !== 'string' || !isFields(fields)) return null
  const row = { index, address, fields }
  return textOf(row) === text ? row : null
}

function isFields(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string')
  )
}

/** The lines of a rows blob as views into it, without LF. A last line without LF is a line too. */
export function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(lineFeed, start)
    yield bytes.subarray(start, end === -1 ? bytes.length : end)
    start = end === -1 ? bytes.length : end + 1
  }
}

/** Writes a rows blob piece by piece; the pieces of a million rows are joined once, at the end. */
export interface RowWriter {
  /** Returns the line that was written, without LF. */
  readonly add: (row: FrozenRow) => Uint8Array
  readonly bytes: () => Uint8Array
}

export function createRowWriter(): RowWriter {
  const chunks: Buffer[] = []
  let chunk = Buffer.allocUnsafe(1 << 20)
  let used = 0
  return {
    add(row) {
      const line = encodeRow(row)
      if (used + line.length + 1 > chunk.length) {
        chunks.push(chunk.subarray(0, used))
        chunk = Buffer.allocUnsafe(Math.max(1 << 20, line.length + 1))
        used = 0
      }
      chunk.set(line, used)
      chunk[used + line.length] = lineFeed
      used += line.length + 1
      return line
    },
    bytes: () => Buffer.concat([...chunks, chunk.subarray(0, used)]),
  }
}

/** Reads any row of a blob without decoding the others: 4 bytes of memory a row. */
export interface RowReader {
  readonly count: number
  /** Null when there is no such row or it is malformed. */
  readonly rowAt: (index: number) => FrozenRow | null
}

export function createRowReader(bytes: Uint8Array): RowReader {
  const starts: number[] = []
  for (const line of linesOf(bytes)) starts.push(line.byteOffset - bytes.byteOffset)
  const offsets = Uint32Array.from(starts)
  return {
    count: offsets.length,
    rowAt(index) {
      const start = offsets[index]
      if (start === undefined) return null
      const end = bytes.indexOf(lineFeed, start)
      return parseRow(bytes.subarray(start, end === -1 ? bytes.length : end), index)
    },
  }
}
