import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Delimiter, Encoding, FileInspection } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import { looksLikeHeader, toColumns } from './column.ts'
import type { CsvRow } from './csv-reader.ts'
import { createCsvReader } from './csv-reader.ts'
import { createDecoder, detectEncoding } from './encoding.ts'
import { isProblem, planRows, titledCount, toRow } from './row.ts'

export const fileSizeBytesMax = 2 * 1024 ** 3
export const columnCountMax = 500
const sampleBytes = 64 * 1024
const asciiScanBytesMax = 64 * 1024 * 1024
const sampleRowCount = 20
const oddRowCountMax = 5

export interface InspectOptions {
  readonly file: string
  readonly language: 'ja' | 'en'
  /** What the person has set by hand; the rest is detected. */
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly hasHeader?: boolean | undefined
}

/** What we understand of a file before anything is written, from its beginning. */
export async function inspectCsvFile(options: InspectOptions): Promise<FileInspection> {
  const { sizeBytes, head, telling } = await readHead(options.file)
  const isWhole = head.length === sizeBytes
  const guess = detectEncoding(telling, isWhole)
  const encoding = options.encoding ?? guess.encoding
  const text = createDecoder(encoding)(head, isWhole)
  const delimiter = options.delimiter ?? detectDelimiter(text)
  const all = readRows(text, delimiter, isWhole)
  const columnCount = usualColumnCount(all)
  if (columnCount > columnCountMax)
    return fail('lists.too-many-columns', { count: columnCount, countMax: columnCountMax })
  const hasHeader = options.hasHeader ?? looksLikeHeader(all.slice(0, 100).map((row) => row.cells))
  const rows = hasHeader ? all.slice(1) : all
  const header = hasHeader ? (all[0]?.cells ?? null) : null
  const sample = rows.slice(0, 1000)
  const count = columnCountOf(header, columnCount, sample)
  const columns = toColumns(
    header,
    sample.map((row) => row.cells),
    { count, language: options.language },
  )
  return {
    encoding,
    encodingCertain: options.encoding !== undefined || guess.certain,
    delimiter,
    hasHeader,
    columns,
    rows: oddFirst(sample, columns, count),
    rowCountEstimate: isWhole
      ? rows.length
      : Math.max(rows.length, Math.round((rows.length * sizeBytes) / head.length)),
  }
}

/** Size of a file that can be imported. Fails with `lists.file-…` when it cannot. */
export async function sizeOfFile(file: string): Promise<number> {
  const handle = await openFile(file)
  try {
    const name = basename(file)
    const stat = await handle.stat()
    if (!stat.isFile()) return fail('lists.file-unreadable', { file: name })
    if (stat.size === 0) return fail('lists.file-empty', { file: name })
    if (stat.size > fileSizeBytesMax)
      return fail('lists.file-too-large', { file: name, sizeBytesMax: fileSizeBytesMax })
    return stat.size
  } finally {
    await handle.close()
  }
}

interface Head {
  readonly sizeBytes: number
  readonly head: Uint8Array
  /** By which to tell the encoding: the head, or the first piece that is not all ASCII. */
  readonly telling: Uint8Array
}

async function readHead(file: string): Promise<Head> {
  const sizeBytes = await sizeOfFile(file)
  const handle = await openFile(file)
  try {
    const piece = async (from: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(sampleBytes),
        0,
        sampleBytes,
        from,
      )
      return buffer.subarray(0, bytesRead)
    }
    const head = await piece(0)
    refuseWorkbook(head, basename(file))
    let telling = head
    let from = head.length
    while (isAscii(telling) && from < Math.min(sizeBytes, asciiScanBytesMax)) {
      telling = fromFirstLine(await piece(from))
      from += sampleBytes
    }
    return { sizeBytes, head, telling: isAscii(telling) ? head : telling }
  } finally {
    await handle.close()
  }
}

async function openFile(file: string) {
  try {
    return await open(file, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return fail('lists.file-not-found', { file: basename(file) })
    if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'EISDIR')
      return fail('lists.file-unreadable', { file: basename(file) })
    throw error
  }
}

function refuseWorkbook(head: Uint8Array, file: string): void {
  const isZip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
  const isCompound = head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0
  if (isZip || isCompound) fail('lists.file-is-workbook', { file })
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

/** Without the rest of a line, in which a character may be cut. */
function fromFirstLine(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(bytes.indexOf(0x0a) + 1)
}

function readRows(text: string, delimiter: Delimiter, isWhole: boolean): readonly CsvRow[] {
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

function usualColumnCount(rows: readonly CsvRow[]): number {
  const counts = new Map<number, number>()
  for (const row of rows.slice(0, 1000))
    counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1
}

/** Columns with a title, and those without one in which something stands all the same. */
function columnCountOf(
  header: readonly string[] | null,
  usual: number,
  sample: readonly CsvRow[],
): number {
  if (header === null) return usual
  const filled = sample
    .filter((row) => row.cells.length <= header.length)
    .map((row) => titledCount(row.cells))
  return Math.min(Math.max(1, titledCount(header), ...filled), columnCountMax)
}

/** Twenty rows to look at: first a few that would not be taken, then the first ones. */
function oddFirst(rows: readonly CsvRow[], columns: FileInspection['columns'], count: number) {
  const plan = planRows(columns, count)
  const odd = plan === null ? [] : rows.filter((row) => isProblem(toRow(row, plan)))
  const first = odd.slice(0, oddRowCountMax)
  const shown = [...first, ...rows.filter((row) => !first.includes(row))]
  return shown
    .slice(0, sampleRowCount)
    .map(({ cells }) => cells.slice(0, columnCountMax).map((cell) => cell.slice(0, 200)))
}
