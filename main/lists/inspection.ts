import type {
  Column,
  Delimiter,
  Encoding,
  FileInspection,
  SampleRow,
} from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import { looksLikeHeader, rowsAbove, toColumns } from './column.ts'
import { readFileHead } from './file-head.ts'
import type { FileSource } from './file-rows.ts'
import type { FileRow } from './row.ts'
import { isProblem, planRows, titledCount, toRow, usualColumnCount } from './row.ts'
import type { FileHead } from './text-head.ts'

export const columnCountMax = 500
const sampleRowCount = 20
const oddRowCountMax = 8

export interface InspectOptions {
  readonly source: FileSource
  readonly language: 'ja' | 'en'
  /** What the person has set by hand; the rest is detected. */
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly sheet?: number | undefined
  readonly hasHeader?: boolean | undefined
  readonly columns?: readonly Column[] | undefined
}

/** What we understand of a file before anything is written, from its beginning. */
export async function inspectFile(options: InspectOptions): Promise<FileInspection> {
  const head = withoutRowsAbove(await readFileHead(options.source, options), options)
  const columnCount = usualColumnCount(head.rows)
  if (columnCount > columnCountMax)
    return fail('lists.too-many-columns', { count: columnCount, countMax: columnCountMax })
  const hasHeader =
    options.hasHeader ?? looksLikeHeader(head.rows.slice(0, 100).map((row) => row.cells))
  const rows = hasHeader ? head.rows.slice(1) : head.rows
  const header = hasHeader ? (head.rows[0]?.cells ?? null) : null
  const sample = rows.slice(0, 1000)
  const count = columnCountOf(header, columnCount, sample)
  const found = toColumns(
    header,
    sample.map((row) => row.cells),
    { count, language: options.language },
  )
  const columns = options.columns?.length === found.length ? [...options.columns] : found
  return {
    format: head.format,
    encodingCertain: head.encodingCertain,
    sheets: [...head.sheets],
    hasHeader,
    columns,
    mapping: 'detected',
    rows: oddFirst(sample, columns, count),
    rowCountEstimate: Math.max(0, head.rowCountEstimate - (hasHeader ? 1 : 0)),
  }
}

function withoutRowsAbove(head: FileHead, { hasHeader }: InspectOptions): FileHead {
  const skipRows = hasHeader === false ? 0 : rowsAbove(head.rows.map((row) => row.cells))
  if (skipRows === 0) return head
  return {
    ...head,
    format: { ...head.format, skipRows },
    rows: head.rows.slice(skipRows),
    rowCountEstimate: head.rowCountEstimate - skipRows,
  }
}

/** Columns with a title, and those without one in which something stands all the same. */
function columnCountOf(
  header: readonly string[] | null,
  usual: number,
  sample: readonly FileRow[],
): number {
  if (header === null) return usual
  const filled = sample
    .filter((row) => row.cells.length <= header.length)
    .map((row) => titledCount(row.cells))
  return Math.min(Math.max(1, titledCount(header), ...filled), columnCountMax)
}

/** Twenty rows to look at: first a few that would not be taken or are unusual, then the first. */
function oddFirst(
  rows: readonly FileRow[],
  columns: readonly Column[],
  count: number,
): SampleRow[] {
  const plan = planRows(columns, count)
  const judged = rows.map((row): SampleRow => {
    const taken = plan === null ? null : toRow(row, plan)
    const cells = row.cells.slice(0, columnCountMax).map((cell) => cell.slice(0, 200))
    if (taken === null) return { line: row.line, cells, problem: null, flags: [] }
    return isProblem(taken)
      ? { line: row.line, cells, problem: taken, flags: [] }
      : { line: row.line, cells, problem: null, flags: [...taken.flags] }
  })
  const odd = judged
    .filter((row) => row.problem !== null || row.flags.length > 0)
    .slice(0, oddRowCountMax)
  return [...odd, ...judged.filter((row) => !odd.includes(row))].slice(0, sampleRowCount)
}
