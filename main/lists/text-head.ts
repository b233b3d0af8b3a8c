import type { Delimiter, Encoding, FileFormat } from '../../preload/contract/import.ts'
import { openChosen } from './chosen-file.ts'
import { createCsvReader } from './csv-reader.ts'
import { createDecoder, detectEncoding, isPlainAscii } from './encoding.ts'
import type { FileSource } from './file-rows.ts'
import type { FileRow } from './row.ts'
import { usualColumnCount } from './row.ts'

/** The beginning of a file, read as it seems to want to be read. */
export interface FileHead {
  readonly format: FileFormat
  readonly encodingCertain: boolean
  readonly sheets: readonly string[]
  /** With the header. */
  readonly rows: readonly FileRow[]
  /** Of the whole file, with the header. */
  readonly rowCountEstimate: number
}

/** What a person says of a text. */
export interface TextWishes {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
}

const sampleBytes = 64 * 1024
const asciiScanBytesMax = 64 * 1024 * 1024

interface HeadBytes {
  readonly sizeBytes: number
  readonly head: Uint8Array
  /** By which to tell the encoding: the head, or the first piece that is not all ASCII. */
  readonly telling: Uint8Array
}

export async function textHead(source: FileSource, byHand: TextWishes): Promise<FileHead> {
  const { sizeBytes, head, telling } = await readHead(source)
  const isWhole = head.length === sizeBytes
  const guess = detectEncoding(telling, isWhole)
  const encoding = byHand.encoding ?? guess.encoding
  const text = createDecoder(encoding)(head, isWhole)
  const delimiter = byHand.delimiter ?? detectDelimiter(text)
  const rows = readRows(text, delimiter, isWhole)
  return {
    format: { kind: 'text', encoding, delimiter },
    encodingCertain: byHand.encoding !== undefined || guess.certain,
    sheets: [],
    rows,
    rowCountEstimate: isWhole
      ? rows.length
      : Math.max(rows.length, Math.round((rows.length * sizeBytes) / head.length)),
  }
}

async function readHead(source: FileSource): Promise<HeadBytes> {
  if (source.kind === 'bytes')
    return headOf(source.bytes.length, async (from) =>
      source.bytes.subarray(from, from + sampleBytes),
    )
  const handle = await openChosen(source.path)
  try {
    const { size } = await handle.stat()
    return await headOf(size, async (from) => {
      const buffer = Buffer.alloc(sampleBytes)
      const { bytesRead } = await handle.read(buffer, 0, sampleBytes, from)
      return buffer.subarray(0, bytesRead)
    })
  } finally {
    await handle.close()
  }
}

async function headOf(
  sizeBytes: number,
  piece: (from: number) => Promise<Uint8Array>,
): Promise<HeadBytes> {
  const head = await piece(0)
  let telling = head
  let from = head.length
  while (isPlainAscii(telling) && from < Math.min(sizeBytes, asciiScanBytesMax)) {
    telling = fromFirstLine(await piece(from))
    from += sampleBytes
  }
  return { sizeBytes, head, telling: isPlainAscii(telling) ? head : telling }
}

/** Without the rest of a line, in which a character may be cut. */
function fromFirstLine(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(bytes.indexOf(0x0a) + 1)
}

function readRows(text: string, delimiter: Delimiter, isWhole: boolean): readonly FileRow[] {
  const reader = createCsvReader(delimiter)
  const rows = reader.feed(text)
  // Of a cut file the last row may be cut, too; of a file of one huge row there is nothing else.
  return isWhole || rows.length === 0 ? [...rows, ...reader.end()] : rows
}

/** The delimiter that cuts most rows into one and the same number of cells, more than one. */
function detectDelimiter(text: string): Delimiter {
  const head = text.slice(0, 64 * 1024)
  const scored = ([',', '\t', ';', '|'] as const).map((delimiter) => {
    const rows = readRows(head, delimiter, head.length === text.length).slice(0, 100)
    const count = usualColumnCount(rows)
    const share = rows.filter((row) => row.cells.length === count && row.fault === null).length
    return { delimiter, points: count < 2 ? 0 : share / Math.max(1, rows.length) + count / 10_000 }
  })
  return scored.reduce((best, each) => (each.points > best.points ? each : best)).delimiter
}
