import * as v from 'valibot'
import { Column, ImportRow, type RowOutcome } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'
import { toFields } from './contact.ts'

export interface ImportRowQuery {
  readonly import: string
  readonly outcome?: RowOutcome | undefined
  readonly offset: number
  readonly limit: number
}

interface StoredRow {
  readonly line: number
  readonly outcome: RowOutcome
  readonly problem: string | null
  readonly cells: string | null
  readonly address: string | null
  readonly fields: string | null
}

const StoredImport = v.object({
  number: v.number(),
  columns: v.pipe(v.string(), v.parseJson(), v.array(Column)),
  row_count: v.number(),
})

/** One page of what became of the rows of an import, in the order of the file. */
export function importRows(
  db: ReadableDb,
  query: ImportRowQuery,
): { total: number; rows: ImportRow[] } {
  const found =
    attachAddressBook(db) &&
    db
      .prepare(
        `SELECT number, columns, json_extract(report, '$.rowCount') AS row_count
         FROM book.import WHERE id = ?`,
      )
      .get(query.import)
  if (!found) return fail('lists.no-such-import', {})
  const { number, columns, row_count } = v.parse(StoredImport, found)
  const total = query.outcome === undefined ? row_count : countOf(db, number, query.outcome)
  return { total, rows: page(db, number, query).map((row) => toRow(row, columns)) }
}

function page(db: ReadableDb, number: number, query: ImportRowQuery): StoredRow[] {
  const select = `SELECT r.line, r.outcome, r.problem, r.cells, c.address, c.fields
    FROM book.import_row r LEFT JOIN book.contact c ON c.id = r.contact_id
    WHERE r.import_number = ?`
  if (query.outcome === undefined)
    // Ordinals have no gaps: any page is one step down the primary key.
    return db
      .prepare<StoredRow>(`${select} AND r.ordinal >= ? ORDER BY r.ordinal LIMIT ?`)
      .all(number, query.offset, query.limit)
  return db
    .prepare<StoredRow>(`${select} AND r.outcome = ? ORDER BY r.ordinal LIMIT ? OFFSET ?`)
    .all(number, query.outcome, query.limit, query.offset)
}

function countOf(db: ReadableDb, number: number, outcome: RowOutcome): number {
  return (
    db
      .prepare<{ n: number }>(
        'SELECT json_extract(report, ?) AS n FROM book.import WHERE number = ?',
      )
      .get(`$.counts.${outcome}`, number)?.n ?? 0
  )
}

/** Of a taken row the cells are what the contact has now; columns left out are empty. */
function toRow(row: StoredRow, columns: readonly Column[]): ImportRow {
  const { line, outcome } = row
  const problem =
    row.problem === null ? null : v.parse(ImportRow.entries.problem, JSON.parse(row.problem))
  if (row.cells !== null)
    return { line, outcome, problem, cells: v.parse(v.array(v.string()), JSON.parse(row.cells)) }
  const fields = new Map(Object.entries(toFields(row.fields ?? '{}')))
  const cells = columns.map(({ meaning, name }) => {
    if (meaning === 'address') return row.address ?? ''
    return (meaning === 'field' ? fields.get(name) : fields.get(meaning)) ?? ''
  })
  return { line, outcome, problem, cells }
}
