import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { FileFormat } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import { createCsvReader } from './csv-reader.ts'
import { createDecoder } from './encoding.ts'
import type { FileRow } from './row.ts'
import { openWorkbook } from './workbook.ts'

export interface Piece {
  readonly rows: readonly FileRow[]
  readonly bytesRead: number
  readonly bytesTotal: number
}

/** A file that a person chose, or what they pasted or dropped, which stands in memory alone. */
export type FileSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }

export function nameOf(source: FileSource): string {
  return source.kind === 'path' ? basename(source.path) : source.name
}

const pieceBytes = 256 * 1024

/** Every row of a file's table with its header, in pieces of bounded size, by the file's format. */
export async function* readFileRows(source: FileSource, format: FileFormat): AsyncGenerator<Piece> {
  const pieces =
    format.kind === 'workbook' ? sheetRows(source, format.sheet) : textRows(source, format)
  let toSkip = format.skipRows ?? 0
  for await (const piece of pieces) {
    yield toSkip === 0 ? piece : { ...piece, rows: piece.rows.slice(toSkip) }
    toSkip -= Math.min(toSkip, piece.rows.length)
  }
}

async function* sheetRows(source: FileSource, sheet: number): AsyncGenerator<Piece> {
  const workbook = await openWorkbook(source)
  try {
    yield* workbook.rows(sheet)
  } finally {
    workbook.close()
  }
}

type TextFormat = Extract<FileFormat, { kind: 'text' }>

async function* textRows(source: FileSource, format: TextFormat): AsyncGenerator<Piece> {
  const decode = createDecoder(format.encoding)
  const reader = createCsvReader(format.delimiter)
  let bytesRead = 0
  let sizeBytes = 0
  for await (const { bytes, total } of piecesOf(source)) {
    const isFirst = bytesRead === 0
    bytesRead += bytes.length
    // Somebody may be writing to it still.
    sizeBytes = Math.max(total, bytesRead)
    const text = decode(bytes, false)
    if (isFirst) assertDecodable(text, format.encoding)
    yield { rows: reader.feed(text), bytesRead, bytesTotal: sizeBytes }
  }
  const rest = [...reader.feed(decode(new Uint8Array(), true)), ...reader.end()]
  yield { rows: rest, bytesRead, bytesTotal: sizeBytes }
}

async function* piecesOf(source: FileSource): AsyncGenerator<{ bytes: Uint8Array; total: number }> {
  if (source.kind === 'bytes') {
    const { bytes } = source
    for (let from = 0; from < bytes.length; from += pieceBytes)
      yield { bytes: bytes.subarray(from, from + pieceBytes), total: bytes.length }
    return
  }
  const handle = await open(source.path, 'r')
  try {
    const { size: total } = await handle.stat()
    const buffers = [Buffer.alloc(pieceBytes), Buffer.alloc(pieceBytes)] as const
    const readPiece = (count: number) =>
      handle.read(buffers[count % 2 === 0 ? 0 : 1], 0, pieceBytes, null)
    let reading = readPiece(0)
    for (let count = 1; ; count += 1) {
      const { buffer, bytesRead } = await reading
      if (bytesRead === 0) return
      // The next piece is read while this one is looked at.
      reading = readPiece(count)
      // Whoever stops looking does not wait for it.
      reading.catch(() => null)
      yield { bytes: buffer.subarray(0, bytesRead), total }
    }
  } finally {
    await handle.close()
  }
}

/**
 * A few characters that cannot be read are those rows' problem. When most lines that are not ASCII
 * have one, the file is in another encoding than it was said to be, and nothing of it is taken.
 */
function assertDecodable(text: string, encoding: string): void {
  const lines = text.split(/\r\n|\n|\r/)
  const foreign = lines.filter((line) => /[\u0080-\uffff]/.test(line))
  const bad = foreign.filter((line) => line.includes('\ufffd'))
  if (bad.length > foreign.length / 2)
    fail('lists.encoding-mismatch', { encoding, line: lines.indexOf(bad[0] ?? '') + 1 })
}
