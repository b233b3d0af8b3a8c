import * as v from 'valibot'
import { Column, ImportRow, RowFlag, type RowOutcome } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'
import { toProof } from './consent.ts'
import { toFields } from './contact.ts'
import { outcomeAt, outcomeNumber, readBlocks } from './import-block.ts'

export interface ImportRowQuery {
  readonly import: string
  readonly outcome?: RowOutcome | 'flagged' | undefined
  readonly offset: number
  readonly limit: number
}

interface Note {
  readonly import_number: number
  readonly ordinal: number
  readonly line: number
  readonly outcome: RowOutcome
  readonly problem: string | null
  readonly flags: string
  readonly cells: string | null
  readonly contact_id: number | null
}

/** The schema of the address book: attached to the vault, or in the worker on its own. */
export type BookSchema = 'book' | 'main'

export interface StoredImport {
  readonly number: number
  readonly columns: readonly Column[]
}

const ImportRecord = v.object({
  number: v.number(),
  columns: v.pipe(v.string(), v.parseJson(), v.array(Column)),
})
const Cells = v.pipe(v.string(), v.parseJson(), v.array(v.string()))
const Flags = v.pipe(v.string(), v.parseJson(), v.array(RowFlag))
const StoredProblem = v.pipe(v.string(), v.parseJson(), ImportRow.entries.problem)

/** One page of what became of the rows of an import, in the order of the file. */
export function importRows(
  db: ReadableDb,
  query: ImportRowQuery,
): { total: number; rows: ImportRow[] } {
  if (attachAddressBook(db) === null) return fail('lists.no-such-import', {})
  const found = importOf(db, query.import, 'book')
  const { outcome } = query
  if (outcome === undefined) {
    const total = sumOf(db, 'row_count', found.number)
    return { total, rows: rowsFrom(db, found, query, 'book') }
  }
  if (outcome === 'added' || outcome === 'updated' || outcome === 'unchanged') {
    const total = sumOf(db, outcome, found.number)
    return { total, rows: takenRows(db, found, { ...query, outcome }) }
  }
  const where = outcome === 'flagged' ? `flags <> '[]'` : 'outcome = ?'
  const params = outcome === 'flagged' ? [] : [outcome]
  const total =
    db
      .prepare<{ n: number }>(
        `SELECT count(*) AS n FROM book.import_note WHERE import_number = ? AND ${where}`,
      )
      .get(found.number, ...params)?.n ?? 0
  const notes = db
    .prepare<Note>(
      `SELECT * FROM book.import_note WHERE import_number = ? AND ${where}
       ORDER BY ordinal LIMIT ? OFFSET ?`,
    )
    .all(found.number, ...params, query.limit, query.offset)
  return { total, rows: notes.map((row) => toRow(db, row, found.columns, 'book')) }
}

export function importOf(db: ReadableDb, id: string, schema: BookSchema): StoredImport {
  const row = db.prepare(`SELECT number, columns FROM ${schema}.import WHERE id = ?`).get(id)
  return row === undefined ? fail('lists.no-such-import', {}) : v.parse(ImportRecord, row)
}

/** The first rows that were not taken or deserve a look, in the order of the file. */
export function problemRows(db: ReadableDb, importNumber: number, limit: number): ImportRow[] {
  const columns = v.parse(
    ImportRecord.entries.columns,
    db.prepare<{ columns: string }>('SELECT columns FROM import WHERE number = ?').get(importNumber)
      ?.columns,
  )
  return db
    .prepare<Note>('SELECT * FROM import_note WHERE import_number = ? ORDER BY ordinal LIMIT ?')
    .all(importNumber, limit)
    .map((row) => toRow(db, row, columns, 'main'))
}

/** Rows of all outcomes from an ordinal on. */
export function rowsFrom(
  db: ReadableDb,
  { number, columns }: StoredImport,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  schema: BookSchema,
): ImportRow[] {
  const notes = new Map(
    db
      .prepare<Note>(
        `SELECT * FROM ${schema}.import_note
         WHERE import_number = ? AND ordinal >= ? AND ordinal < ?`,
      )
      .all(number, offset, offset + limit)
      .map((row) => [row.ordinal, row]),
  )
  const rows: ImportRow[] = []
  for (const block of readBlocks(db, { importNumber: number, ordinal: offset }, schema)) {
    for (const [at, line] of block.lines.entries()) {
      const ordinal = block.firstOrdinal + at
      if (ordinal < offset) continue
      if (rows.length === limit) return rows
      const outcome = outcomeAt(block.outcomes[at] ?? 0)
      const contact_id = block.contacts[at] ?? 0
      const plain = plainRow({ import_number: number, ordinal, line, outcome, contact_id })
      rows.push(toRow(db, notes.get(ordinal) ?? plain, columns, schema))
    }
    if (rows.length === limit) return rows
  }
  return rows
}

type Unnoted = Pick<Note, 'import_number' | 'ordinal' | 'line' | 'outcome' | 'contact_id'>

/** A row of which there was nothing to say. */
function plainRow(row: Unnoted): Note {
  return { ...row, problem: null, flags: '[]', cells: null }
}

function takenRows(
  db: ReadableDb,
  { number, columns }: StoredImport,
  query: { readonly outcome: RowOutcome; readonly offset: number; readonly limit: number },
): ImportRow[] {
  const { outcome, limit } = query
  const wanted = outcomeNumber(outcome)
  const counts = db
    .prepare<{ first_ordinal: number; n: number }>(
      `SELECT first_ordinal, ${outcome} AS n FROM book.import_block
       WHERE import_number = ? ORDER BY first_ordinal`,
    )
    .all(number)
  let before = 0
  let start = counts[0]?.first_ordinal ?? 0
  for (const { first_ordinal, n } of counts) {
    start = first_ordinal
    if (before + n > query.offset) break
    before += n
  }
  let toSkip = query.offset - before
  const rows: ImportRow[] = []
  for (const block of readBlocks(db, { importNumber: number, ordinal: start }, 'book'))
    for (const [at, line] of block.lines.entries()) {
      if (block.outcomes[at] !== wanted) continue
      toSkip -= 1
      if (toSkip >= 0) continue
      if (rows.length === limit) return rows
      const ordinal = block.firstOrdinal + at
      const contact_id = block.contacts[at] ?? 0
      const plain = plainRow({ import_number: number, ordinal, line, outcome, contact_id })
      rows.push(toRow(db, plain, columns, 'book'))
    }
  return rows
}

function sumOf(
  db: ReadableDb,
  column: 'row_count' | 'added' | 'updated' | 'unchanged',
  importNumber: number,
): number {
  return (
    db
      .prepare<{ n: number | null }>(
        `SELECT sum(${column}) AS n FROM book.import_block WHERE import_number = ?`,
      )
      .get(importNumber)?.n ?? 0
  )
}

/** Of a taken row the cells are what the contact has now; columns left out are empty. */
function toRow(
  db: ReadableDb,
  row: Note,
  columns: readonly Column[],
  schema: BookSchema,
): ImportRow {
  const { line, outcome } = row
  const problem = row.problem === null ? null : v.parse(StoredProblem, row.problem)
  const flags = v.parse(Flags, row.flags)
  if (row.cells !== null) return { line, outcome, problem, flags, cells: v.parse(Cells, row.cells) }
  const contact = db
    .prepare<{ address: string; fields: string }>(
      `SELECT address, fields FROM ${schema}.contact WHERE id = ?`,
    )
    .get(row.contact_id)
  const fields = new Map(Object.entries(toFields(contact?.fields ?? '{}')))
  const consent = columns.some(
    ({ meaning }) => meaning === 'consent-wording' || meaning === 'consent-proof',
  )
    ? consentFrom(db, row, schema)
    : null
  const cells = columns.map(({ meaning, name }) => {
    if (meaning === 'address') return contact?.address ?? ''
    if (meaning === 'consent-wording') return consent?.wording ?? ''
    if (meaning === 'consent-proof') return consent === null ? '' : toProof(consent.proof).text
    return (meaning === 'field' ? fields.get(name) : fields.get(meaning)) ?? ''
  })
  return { line, outcome, problem, flags, cells }
}

/** What this import recorded of the row's consent; null when it was known, or is gone. */
function consentFrom(
  db: ReadableDb,
  { import_number, contact_id }: Pick<Note, 'import_number' | 'contact_id'>,
  schema: BookSchema,
): { readonly wording: string; readonly proof: string } | null {
  return (
    db
      .prepare<{ wording: string; proof: string }>(
        `SELECT wording, proof FROM ${schema}.contact_consent
         WHERE contact_id = ? AND import_number = ?`,
      )
      .get(contact_id, import_number) ?? null
  )
}
