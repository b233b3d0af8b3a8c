import type { RowOutcome } from '../../preload/contract/import.ts'
import type { Problem } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { outcomeNumber, type TakenOutcome, writeBlock } from './import-block.ts'
import type { ImportRun } from './import-run.ts'
import type { FlaggedRow, RefusedRow, RowBatch } from './row-batch.ts'

/** Puts the rows of a batch into the address book and the list, and writes down what became of them. */
export function takeBatch(run: ImportRun, batch: RowBatch): void {
  const { lines, refused } = batch
  const firstOrdinal = run.rowCount
  const outcomes = new Uint8Array(lines.length)
  const contacts = new Uint32Array(lines.length)
  const addresses = partsOf(batch.addresses)
  const fields = partsOf(batch.fields)
  const flagged = new Map(batch.flagged.map((row) => [row.at, row]))
  const store = openStore(run, addresses)
  let nextRefused = 0
  let taken = 0
  for (let at = 0; at < lines.length; at += 1) {
    const refusal = refused[nextRefused]
    if (refusal?.at === at) {
      nextRefused += 1
      outcomes[at] = outcomeNumber(refusal.outcome)
      note(run, { ordinal: firstOrdinal + at, line: lines[at] ?? 0, ...refusal })
      continue
    }
    const flag = flagged.get(at)
    const stored = store.take(addresses[taken] ?? '', fields[taken] ?? '{}', flag)
    taken += 1
    outcomes[at] = outcomeNumber(stored.outcome)
    contacts[at] = stored.contact
    run.counts[stored.outcome] += 1
    if (flag !== undefined) noteFlags(run, firstOrdinal + at, lines[at] ?? 0, { ...stored, flag })
  }
  store.close()
  for (const name of batch.filled) run.filled.add(name)
  writeBlock(run.book, run.importNumber, { firstOrdinal, lines, contacts, outcomes })
  run.rowCount += lines.length
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

interface Stored {
  readonly outcome: TakenOutcome
  readonly contact: number
}

interface Known {
  readonly id: number
  readonly address_key: string
  readonly fields: string
  readonly is_member: number
}

const rowsPerInsert = 8

/** The address book as one batch sees it: known addresses at once, new ones in one go. */
function openStore(run: ImportRun, addresses: readonly string[]) {
  const { book, listNumber } = run
  const known = knownAmong(run, addresses)
  const first = nextContact(book)
  const waiting: unknown[] = []
  let next = first
  const insert = (rows: number) =>
    book
      .prepare(
        `INSERT INTO contact (id, address_key, address, fields, reach)
         VALUES ${Array.from({ length: rows }, () => '(?,?,?,?,?)').join(',')}`,
      )
      .run(...waiting.splice(0, rows * 5))
  return {
    take(address: string, fields: string, flag: FlaggedRow | undefined): Stored {
      const key = address.toLowerCase()
      const found = known?.get(key)
      if (found !== undefined) return takeKnown(run, found, fields)
      const reach = flag === undefined || flag.reach === 'plain' ? null : flag.reach
      waiting.push(next, key, address, fields, reach)
      if (waiting.length === rowsPerInsert * 5) insert(rowsPerInsert)
      next += 1
      return { outcome: 'added', contact: next - 1 }
    },
    close() {
      while (waiting.length > 0) insert(1)
      if (next > first)
        book
          .prepare(
            `WITH RECURSIVE new (id) AS (VALUES (?) UNION ALL SELECT id + 1 FROM new WHERE id < ?)
             INSERT INTO list_contact (list_number, contact_id) SELECT ?, id FROM new`,
          )
          .run(first, next - 1, listNumber)
    },
  }
}

function nextContact(book: WritableDb): number {
  const row = book
    .prepare<{ seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'contact'`)
    .get()
  return (row?.seq ?? 0) + 1
}

/** Null in a book that had no contact when the import began: whatever comes is new. */
function knownAmong(
  run: ImportRun,
  addresses: readonly string[],
): ReadonlyMap<string, Known> | null {
  if (run.isBulk || addresses.length === 0) return null
  const keys = JSON.stringify(addresses.map((address) => address.toLowerCase()))
  const rows = run.book
    .prepare<Known>(
      `SELECT c.id, c.address_key, c.fields, EXISTS (
         SELECT 1 FROM list_contact m WHERE m.list_number = ? AND m.contact_id = c.id) AS is_member
       FROM json_each(?) k CROSS JOIN contact c ON c.address_key = k.value`,
    )
    .all(run.listNumber, keys)
  return new Map(rows.map((row) => [row.address_key, row]))
}

function takeKnown(run: ImportRun, known: Known, fields: string): Stored {
  const { book, importNumber, listNumber } = run
  const merged = fields === known.fields ? null : mergeFields(known.fields, fields, run.fieldNames)
  if (merged !== null) {
    book
      .prepare('INSERT INTO import_before (import_number, contact_id, fields) VALUES (?, ?, ?)')
      .run(importNumber, known.id, known.fields)
    book.prepare('UPDATE contact SET fields = ? WHERE id = ?').run(merged, known.id)
    run.editors.changed(known.id)
  }
  if (known.is_member === 1)
    return { outcome: merged === null ? 'unchanged' : 'updated', contact: known.id }
  run.editors.joined(known.id)
  book
    .prepare('INSERT INTO list_contact (list_number, contact_id) VALUES (?, ?)')
    .run(listNumber, known.id)
  return { outcome: 'added', contact: known.id }
}

/**
 * What the file says of a field wins, an empty cell too; fields that it does not speak of stay. Null
 * when nothing differs.
 */
function mergeFields(known: string, fields: string, names: readonly string[]): string | null {
  const merged = new Map<string, string>(Object.entries(JSON.parse(known)))
  const told = new Map<string, string>(Object.entries(JSON.parse(fields)))
  const changed = names.filter((name) => (merged.get(name) ?? '') !== (told.get(name) ?? ''))
  if (changed.length === 0) return null
  for (const name of changed) merged.set(name, told.get(name) ?? '')
  const filled = [...merged].filter(([, value]) => value !== '')
  return `{${filled.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`
}

function note(
  run: ImportRun,
  row: RefusedRow & { readonly ordinal: number; readonly line: number },
): void {
  const { outcome, problem, line } = row
  run.counts[outcome] += 1
  run.reasons.set(problem.code, (run.reasons.get(problem.code) ?? 0) + 1)
  if (outcome === 'invalid' && run.firstInvalidLine === 0) run.firstInvalidLine = line
  insertNote(run, { ordinal: row.ordinal, line, outcome, problem, cells: row.cells })
}

function noteFlags(
  run: ImportRun,
  ordinal: number,
  line: number,
  { outcome, contact, flag }: Stored & { readonly flag: FlaggedRow },
): void {
  run.flagged += 1
  insertNote(run, { ordinal, line, outcome, contact, flags: flag.flags })
}

function insertNote(
  run: ImportRun,
  row: {
    readonly ordinal: number
    readonly line: number
    readonly outcome: RowOutcome
    readonly problem?: Problem
    readonly flags?: readonly string[]
    readonly cells?: string
    readonly contact?: number
  },
): void {
  run.book
    .prepare(
      `INSERT INTO import_note
       (import_number, ordinal, line, outcome, problem, flags, cells, contact_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      run.importNumber,
      row.ordinal,
      row.line,
      row.outcome,
      row.problem === undefined ? null : JSON.stringify(row.problem),
      JSON.stringify(row.flags ?? []),
      row.cells ?? null,
      row.contact ?? null,
    )
}
