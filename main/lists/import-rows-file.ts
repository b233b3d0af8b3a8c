import { closeSync, openSync, writeSync } from 'node:fs'
import type { ImportRow, ImportRowTexts } from '../../preload/contract/import.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { csvLine } from './csv-writer.ts'
import { importOf, rowsFrom } from './import-report.ts'

const pageSize = 2000
const byteOrderMark = '\ufeff'

/**
 * Writes the rows of an import with what became of each and why, in the order of the file, for
 * whoever made the file: its own columns, then line, outcome and reason. UTF-8 with a byte order
 * mark, which spreadsheets read without asking. Gives the number of rows.
 */
export function saveImportRows(
  db: ReadableDb,
  {
    path,
    texts,
    rows: wanted,
    ...query
  }: {
    readonly import: string
    readonly rows: 'not-taken' | 'all'
    readonly path: string
    readonly texts: ImportRowTexts
  },
): number {
  const found = importOf(db, query.import, 'main')
  const file = openSync(path, 'w')
  let count = 0
  try {
    const names = found.columns.map(({ name }) => name)
    writeSync(file, byteOrderMark + csvLine([...names, texts.line, texts.outcome, texts.reason]))
    for (let offset = 0; ; offset += pageSize) {
      const rows = rowsFrom(db, found, { offset, limit: pageSize }, 'main')
      const kept = rows.filter((row) => wanted === 'all' || row.problem !== null)
      count += kept.length
      writeSync(file, kept.map((row) => lineOf(row, names.length, texts)).join(''))
      if (rows.length < pageSize) return count
    }
  } finally {
    closeSync(file)
  }
}

function lineOf(row: ImportRow, columnCount: number, texts: ImportRowTexts): string {
  const cells = Array.from({ length: columnCount }, (_, at) => row.cells[at] ?? '')
  // A row with too many cells keeps them all, behind the reason.
  return csvLine([
    ...cells,
    String(row.line),
    texts.outcomes[row.outcome],
    reasonOf(row, texts),
    ...row.cells.slice(columnCount),
  ])
}

function reasonOf({ problem, flags }: ImportRow, texts: ImportRowTexts): string {
  if (problem === null) return flags.map((flag) => texts.flags[flag]).join(' ')
  const sentence = new Map(Object.entries(texts.reasons)).get(problem.code) ?? problem.code
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(problem.params, name) ? String(problem.params[name]) : whole,
  )
}
