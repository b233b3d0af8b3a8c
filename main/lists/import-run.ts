import type { ImportReport, RowOutcome } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type Erasures, openErasures } from './contact-erasure.ts'
import type { EditorTrail } from './editor.ts'
import { openEditorTrail } from './editor.ts'
import { nameOf } from './file-rows.ts'
import type { ImportJob } from './import.ts'
import { planRows } from './row.ts'

/** Everything that one import needs while it runs. */
export interface ImportRun {
  readonly job: ImportJob
  readonly book: WritableDb
  readonly importNumber: number
  readonly listNumber: number
  readonly counts: Record<RowOutcome, number>
  readonly reasons: Map<string, number>
  readonly filled: Set<string>
  /** Names of all fields that the file speaks of, empty or not. */
  readonly fieldNames: readonly string[]
  readonly editors: EditorTrail
  /** One transaction into a book that has no contact yet: whatever comes is new. */
  readonly isBulk: boolean
  /** Null where no address was ever deleted. */
  readonly erasures: Erasures | null
  flagged: number
  consents: number
  rowCount: number
  firstInvalidLine: number
  /** Of what was committed in parts. */
  flushedRows: number
  flushedAdded: number
}

/** What a resumable import has to remember of itself. JSON in the column `report` meanwhile. */
interface Progress {
  /** When it began. */
  readonly at: string
  readonly rowCount: number
  readonly counts: Record<RowOutcome, number>
  readonly flagged: number
  readonly consents: number
  readonly firstInvalidLine: number
  readonly reasons: readonly (readonly [string, number])[]
  readonly filled: readonly string[]
}

const nothingYet: Omit<Progress, 'at'> = {
  rowCount: 0,
  counts: {
    added: 0,
    updated: 0,
    unchanged: 0,
    duplicate: 0,
    invalid: 0,
    suppressed: 0,
    'no-consent': 0,
    erased: 0,
  },
  flagged: 0,
  consents: 0,
  firstInvalidLine: 0,
  reasons: [],
  filled: [],
}

/** Begins an import, or goes on with one that was interrupted, by its id. */
export function beginRun(book: WritableDb, job: ImportJob, erasureKey: Uint8Array): ImportRun {
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
  const { columns, source } = job.reading
  // What stood in memory alone cannot be read again.
  const isResumable = job.mode === 'resumable' && source.kind === 'path'
  book
    .prepare(
      `INSERT INTO import (id, list_number, columns, member, report, state, job)
       VALUES (?, ?, ?, ?, ?, 'running', ?) ON CONFLICT (id) DO NOTHING`,
    )
    .run(
      job.import,
      listNumber,
      JSON.stringify(columns),
      job.member,
      JSON.stringify({ ...nothingYet, at }),
      isResumable ? JSON.stringify(job) : null,
    )
  const stored = book
    .prepare<{ number: number; report: string }>('SELECT number, report FROM import WHERE id = ?')
    .get(job.import)
  if (stored === undefined) return fail('lists.no-such-import', {})
  // What was interrupted long ago has not counted everything that is counted now.
  const progress: Progress = { ...nothingYet, ...JSON.parse(stored.report) }
  const count = Math.max(...columns.map(({ index }) => index)) + 1
  return {
    job,
    book,
    importNumber: stored.number,
    listNumber,
    counts: { ...nothingYet.counts, ...progress.counts },
    reasons: new Map(progress.reasons),
    filled: new Set(progress.filled),
    fieldNames: planRows(columns, count)?.fields.map(({ name }) => name) ?? [],
    editors: openEditorTrail(book, { listNumber, member: job.member }),
    isBulk: job.mode !== 'resumable' && isEmpty(book),
    erasures: openErasures(book, erasureKey),
    flagged: progress.flagged,
    consents: progress.consents,
    rowCount: progress.rowCount,
    firstInvalidLine: progress.firstInvalidLine,
    flushedRows: progress.rowCount,
    flushedAdded: progress.counts.added,
  }
}

/** Makes what was done so far count, and remembers how far it is. */
export function flushRun(run: ImportRun): void {
  const { book, counts } = run
  writeList(run, new Date(run.job.startedAtMs).toISOString())
  const { rowCount, flagged, consents, firstInvalidLine } = run
  const progress: Progress = {
    at: new Date(run.job.startedAtMs).toISOString(),
    rowCount,
    counts,
    flagged,
    consents,
    firstInvalidLine,
    reasons: [...run.reasons],
    filled: [...run.filled],
  }
  book
    .prepare('UPDATE import SET report = ? WHERE number = ?')
    .run(JSON.stringify(progress), run.importNumber)
  run.flushedRows = rowCount
  run.flushedAdded = counts.added
}

function writeList(run: ImportRun, at: string): void {
  const { book, counts, listNumber } = run
  book
    .prepare(
      'UPDATE book_list SET contact_count = contact_count + ?, updated_at = ? WHERE number = ?',
    )
    .run(counts.added - run.flushedAdded, at, listNumber)
  const addField = book.prepare(
    `INSERT INTO list_field (list_number, name, position)
     VALUES (?, ?, (SELECT count(*) FROM list_field WHERE list_number = ?))
     ON CONFLICT DO NOTHING`,
  )
  for (const name of run.fieldNames)
    if (run.filled.has(name)) addField.run(listNumber, name, listNumber)
  run.editors.write()
}

export function finishRun(run: ImportRun, tookMs: number): ImportReport {
  const { job, book, counts } = run
  const finishedAt = new Date(job.startedAtMs + tookMs).toISOString()
  writeList(run, finishedAt)
  const report: ImportReport = {
    import: job.import,
    list: job.list,
    fileName: nameOf(job.reading.source),
    rowCount: run.rowCount,
    counts,
    flagged: run.flagged,
    consents: run.consents,
    reasons: [...run.reasons]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    startedAt: new Date(job.startedAtMs).toISOString(),
    finishedAt,
  }
  book
    .prepare(
      `UPDATE import SET report = ?, state = 'finished', job = NULL,
         change_seq = (SELECT coalesce(max(seq), 0) FROM contact_touch)
       WHERE number = ?`,
    )
    .run(JSON.stringify(report), run.importNumber)
  return report
}

function isEmpty(book: WritableDb): boolean {
  return book.prepare('SELECT 1 FROM contact LIMIT 1').get() === undefined
}
