import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import type {
  Column,
  Delimiter,
  Encoding,
  ImportReport,
  RowOutcome,
} from '../../preload/contract/lists.ts'
import type { Problem } from '../../preload/problem.ts'
import { fail, toProblem } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { CsvRow } from './csv-reader.ts'
import { createCsvReader } from './csv-reader.ts'
import type { EditorTrail } from './editor.ts'
import { openEditorTrail } from './editor.ts'
import { createDecoder } from './encoding.ts'
import type { RowPlan, TakenRow } from './row.ts'
import { isProblem, planRows, titledCount, toRow } from './row.ts'

export interface ImportJob {
  readonly import: string
  readonly list: string
  /** Who imports. */
  readonly member: string
  readonly file: string
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly hasHeader: boolean
  readonly columns: readonly Column[]
  /** Normalised addresses that must not be mailed. */
  readonly suppressed: ReadonlySet<string>
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number
}

export interface ImportStep {
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rowCount: number
}

const pieceBytes = 256 * 1024
const stepEveryMs = 50
const cellKeptLengthMax = 1000
const cellKeptCountMax = 500

/** Everything that one import needs while it runs. */
interface Run {
  readonly job: ImportJob
  readonly book: WritableDb
  readonly importNumber: number
  readonly listNumber: number
  readonly counts: Record<RowOutcome, number>
  readonly reasons: Map<string, number>
  readonly filled: Set<string>
  readonly editors: EditorTrail
  plan: RowPlan | null
  rowCount: number
}

/**
 * Imports a file into a list: one transaction, so that after a crash, a kill or a failure the
 * address book is as it was before. Every row of the file is accounted for, taken or not.
 * Blocks its thread: it belongs into the worker.
 */
export function runImport(
  book: WritableDb,
  job: ImportJob,
  onStep: (step: ImportStep) => void,
): ImportReport {
  return book.transaction(() => {
    const run = beginRun(book, job)
    const began = performance.now()
    let steppedAt = began
    for (const { rows, bytesRead, bytesTotal } of readPieces(job)) {
      for (const row of rows) {
        takeRow(run, row)
        if (run.rowCount % 100 !== 0 || performance.now() - steppedAt < stepEveryMs) continue
        steppedAt = performance.now()
        onStep({ bytesRead, bytesTotal, rowCount: run.rowCount })
      }
      if (bytesRead === bytesTotal) onStep({ bytesRead, bytesTotal, rowCount: run.rowCount })
    }
    // A file without a single row besides its titles has nothing to import.
    if (run.rowCount === 0) fail('lists.file-empty', { file: basename(job.file) })
    return finishRun(run, Math.round(performance.now() - began))
  })
}

interface Piece {
  readonly rows: readonly CsvRow[]
  readonly bytesRead: number
  readonly bytesTotal: number
}

function* readPieces(job: ImportJob): Generator<Piece, undefined> {
  const file = openSync(job.file, 'r')
  try {
    const sizeBytes = fstatSync(file).size
    const decode = createDecoder(job.encoding)
    const reader = createCsvReader(job.delimiter)
    const buffer = Buffer.alloc(pieceBytes)
    let bytesRead = 0
    for (let isFirst = true; ; isFirst = false) {
      const count = readSync(file, buffer, 0, pieceBytes, null)
      bytesRead += count
      // Somebody may be writing to it still.
      const bytesTotal = Math.max(sizeBytes, bytesRead)
      const text = decode(buffer.subarray(0, count), count === 0)
      if (isFirst) assertDecodable(text, job.encoding)
      yield { rows: reader.feed(text), bytesRead, bytesTotal }
      if (count > 0) continue
      yield { rows: reader.end(), bytesRead, bytesTotal }
      return
    }
  } finally {
    closeSync(file)
  }
}

/**
 * A few characters that cannot be read are those rows' problem. When most lines that are not ASCII
 * have one, the file is in another encoding than it was said to be, and nothing of it is taken.
 */
function assertDecodable(text: string, encoding: Encoding): void {
  const lines = text.split(/\r\n|\n|\r/)
  const foreign = lines.filter((line) => /[\u0080-\uffff]/.test(line))
  const bad = foreign.filter((line) => line.includes('\ufffd'))
  if (bad.length > foreign.length / 2)
    fail('lists.encoding-mismatch', { encoding, line: lines.indexOf(bad[0] ?? '') + 1 })
}

function beginRun(book: WritableDb, job: ImportJob): Run {
  const at = new Date(job.startedAtMs).toISOString()
  book
    .prepare(
      `INSERT INTO book_list (list, contact_count, updated_at) VALUES (?, 0, ?)
       ON CONFLICT DO NOTHING`,
    )
    .run(job.list, at)
  const listNumber = book
    .prepare<{ number: number }>('SELECT number FROM book_list WHERE list = ?')
    .get(job.list)?.number
  if (listNumber === undefined) return fail('lists.no-such-list', {})
  const { lastInsertRowid } = book
    .prepare(
      "INSERT INTO import (id, list_number, columns, member, report) VALUES (?, ?, ?, ?, '{}')",
    )
    .run(job.import, listNumber, JSON.stringify(job.columns), job.member)
  return {
    job,
    book,
    importNumber: Number(lastInsertRowid),
    listNumber,
    counts: { added: 0, updated: 0, unchanged: 0, duplicate: 0, invalid: 0, suppressed: 0 },
    reasons: new Map(),
    filled: new Set(),
    editors: openEditorTrail(book, { listNumber, member: job.member }),
    plan: null,
    rowCount: 0,
  }
}

function takeRow(run: Run, row: CsvRow): void {
  if (run.plan === null) {
    const { columns, hasHeader } = run.job
    const last = Math.max(...columns.map((column) => column.index))
    const titled = hasHeader ? titledCount(row.cells) : 0
    const count = Math.max(columns.length, last + 1, titled)
    run.plan = planRows(columns, count) ?? fail('lists.no-address-column', {})
    if (hasHeader) return
  }
  const taken = toRow(row, run.plan)
  if (isProblem(taken)) {
    refuse(run, row, { outcome: 'invalid', problem: taken })
  } else if (run.job.suppressed.has(taken.addressKey)) {
    refuse(run, row, { outcome: 'suppressed', problem: toProblem('lists.row-suppressed', {}) })
  } else {
    const { outcome, contact, problem } = store(run, row.line, taken)
    if (problem !== null) refuse(run, row, { outcome: 'duplicate', problem })
    else accept(run, row.line, { outcome, contact, fields: taken.fields })
  }
}

function accept(
  run: Run,
  line: number,
  { outcome, contact, fields }: Pick<Stored, 'outcome' | 'contact'> & Pick<TakenRow, 'fields'>,
): void {
  for (const [name, value] of fields) if (value !== '') run.filled.add(name)
  report(run, line, { outcome, contact, problem: null, cells: null })
}

interface Stored {
  readonly outcome: 'added' | 'updated' | 'unchanged'
  readonly contact: number
  /** Set when an earlier row of the same file has the address: nothing was stored then. */
  readonly problem: Problem | null
}

/** Puts a row's contact into the address book and the list, or finds it there. */
function store(run: Run, line: number, row: TakenRow): Stored {
  const { book, importNumber, listNumber } = run
  const inserted = book
    .prepare(
      'INSERT INTO contact (address_key, address, fields) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(row.addressKey, row.address, toJson(row.fields))
  if (inserted.changes === 1) {
    const contact = Number(inserted.lastInsertRowid)
    join(run, contact, line)
    return { outcome: 'added', contact, problem: null }
  }
  const known = book
    .prepare<{ id: number; fields: string }>('SELECT id, fields FROM contact WHERE address_key = ?')
    .get(row.addressKey)
  if (known === undefined) throw new Error('a contact in conflict is not there')
  const member = book
    .prepare<{ seen_import: number; seen_line: number }>(
      'SELECT seen_import, seen_line FROM list_contact WHERE list_number = ? AND contact_id = ?',
    )
    .get(listNumber, known.id)
  if (member?.seen_import === importNumber) {
    const problem = toProblem('lists.row-duplicate', { line: member.seen_line })
    return { outcome: 'unchanged', contact: known.id, problem }
  }
  const fields = mergeFields(known.fields, row.fields)
  const isChanged = fields !== known.fields
  if (isChanged) {
    book.prepare('UPDATE contact SET fields = ? WHERE id = ?').run(fields, known.id)
    run.editors.changed(known.id)
  }
  if (member === undefined) {
    run.editors.joined(known.id)
    join(run, known.id, line)
  } else
    book
      .prepare(
        `UPDATE list_contact SET seen_import = ?, seen_line = ?
         WHERE list_number = ? AND contact_id = ?`,
      )
      .run(importNumber, line, listNumber, known.id)
  const outcome = member === undefined ? 'added' : isChanged ? 'updated' : 'unchanged'
  return { outcome, contact: known.id, problem: null }
}

function join(run: Run, contact: number, line: number): void {
  run.book
    .prepare(
      `INSERT INTO list_contact (list_number, contact_id, seen_import, seen_line)
       VALUES (?, ?, ?, ?)`,
    )
    .run(run.listNumber, contact, run.importNumber, line)
}

/** What the file says of a field wins, an empty cell too; fields it does not speak of stay. */
function mergeFields(known: string, fields: ReadonlyMap<string, string>): string {
  const merged = new Map<string, string>(Object.entries(JSON.parse(known)))
  for (const [name, value] of fields) merged.set(name, value)
  return toJson(merged)
}

function toJson(fields: ReadonlyMap<string, string>): string {
  // fromEntries defines properties, so that a column called __proto__ is one like any other.
  return JSON.stringify(Object.fromEntries([...fields].filter(([, value]) => value !== '')))
}

function refuse(run: Run, row: CsvRow, why: { outcome: RowOutcome; problem: Problem }): void {
  const cells = row.cells
    .slice(0, cellKeptCountMax)
    .map((cell) =>
      cell.length > cellKeptLengthMax ? `${cell.slice(0, cellKeptLengthMax)}…` : cell,
    )
  run.reasons.set(why.problem.code, (run.reasons.get(why.problem.code) ?? 0) + 1)
  report(run, row.line, { ...why, contact: null, cells: JSON.stringify(cells) })
}

function report(
  run: Run,
  line: number,
  row: {
    outcome: RowOutcome
    contact: number | null
    problem: Problem | null
    cells: string | null
  },
): void {
  run.counts[row.outcome] += 1
  run.book
    .prepare(
      `INSERT INTO import_row
       (import_number, ordinal, line, outcome, contact_id, problem, cells)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      run.importNumber,
      run.rowCount,
      line,
      row.outcome,
      row.contact,
      row.problem && JSON.stringify(row.problem),
      row.cells,
    )
  run.rowCount += 1
}

function finishRun(run: Run, tookMs: number): ImportReport {
  const { job, book, counts, listNumber } = run
  const finishedAt = new Date(job.startedAtMs + tookMs).toISOString()
  book
    .prepare(
      'UPDATE book_list SET contact_count = contact_count + ?, updated_at = ? WHERE number = ?',
    )
    .run(counts.added, finishedAt, listNumber)
  const addField = book.prepare(
    `INSERT INTO list_field (list_number, name, position)
     VALUES (?, ?, (SELECT count(*) FROM list_field WHERE list_number = ?))
     ON CONFLICT DO NOTHING`,
  )
  for (const { name } of run.plan?.fields ?? [])
    if (run.filled.has(name)) addField.run(listNumber, name, listNumber)
  run.editors.write()
  const report: ImportReport = {
    import: job.import,
    list: job.list,
    fileName: basename(job.file),
    rowCount: run.rowCount,
    counts,
    reasons: [...run.reasons]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    startedAt: new Date(job.startedAtMs).toISOString(),
    finishedAt,
  }
  book
    .prepare('UPDATE import SET report = ? WHERE number = ?')
    .run(JSON.stringify(report), run.importNumber)
  return report
}
