import * as v from 'valibot'
import { consentWays } from '../../preload/contract/contacts.ts'
import { Column, FileFormat, ImportMode, type ImportView } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'
import type { ImportJob } from './import.ts'
import { bookListOf } from './list.ts'
import { noConsentRules } from './told-consent.ts'

const StoredConsentRules = v.object({
  way: v.nullable(v.picklist(consentWays)),
  givenOn: v.nullable(v.string()),
  wording: v.string(),
  lastDay: v.string(),
})
const StoredJob = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    import: v.string(),
    list: v.string(),
    member: v.string(),
    mode: ImportMode,
    isTrial: v.literal(false),
    fingerprint: v.string(),
    startedAtMs: v.number(),
    reading: v.object({
      source: v.object({ kind: v.literal('path'), path: v.string() }),
      format: FileFormat,
      hasHeader: v.boolean(),
      columns: v.array(Column),
      requireConsent: v.boolean(),
      // Interrupted before consents were recorded.
      consent: v.optional(StoredConsentRules, noConsentRules),
      seed: v.number(),
    }),
  }),
)

interface Row {
  readonly id: string
  readonly state: 'running' | 'finished' | 'undone'
  readonly job: string | null
  readonly rows: number
  readonly added: number
  readonly updated: number
  readonly file_name: string | null
  readonly started_at: string | null
}

/** Everything that was imported into a list, newest first. One that runs now is not among them. */
export function importsOf(db: ReadableDb, list: string): ImportView[] {
  const book = bookListOf(db, list)
  if (book === null) return []
  return db
    .prepare<Row>(
      `SELECT id, state, job, report ->> '$.rowCount' AS rows,
         report ->> '$.counts.added' AS added, report ->> '$.counts.updated' AS updated,
         coalesce(report ->> '$.fileName', job ->> '$.reading.source.path') AS file_name,
         coalesce(report ->> '$.startedAt', report ->> '$.at') AS started_at
       FROM book.import WHERE list_number = ? ORDER BY number DESC LIMIT 200`,
    )
    .all(book.number)
    .map((row) => ({
      import: row.id,
      fileName: (row.file_name ?? '').replace(/^.*[/\\]/, ''),
      state: row.state === 'running' ? 'interrupted' : row.state,
      rowCount: row.rows,
      added: row.added,
      updated: row.updated,
      startedAt: row.started_at ?? new Date(0).toISOString(),
      canResume: row.state === 'running' && row.job !== null,
    }))
}

/** The list that an import went into. Fails with `lists.no-such-import`. */
export function listOfImport(db: ReadableDb, id: string): string {
  const row =
    attachAddressBook(db) &&
    db
      .prepare<{ list: string }>(
        `SELECT b.list FROM book.import i JOIN book.book_list b ON b.number = i.list_number
         WHERE i.id = ?`,
      )
      .get(id)
  return row ? row.list : fail('lists.no-such-import', {})
}

/** How to go on with an interrupted import. Fails with `lists.import-not-resumable`. */
export function resumableJob(
  db: ReadableDb,
  id: string,
): { readonly list: string; readonly job: Omit<ImportJob, 'reading'> & StoredReading } {
  const list = listOfImport(db, id)
  const row = db
    .prepare<{ job: string | null }>(
      `SELECT job FROM book.import WHERE id = ? AND state = 'running'`,
    )
    .get(id)
  if (row === undefined || row.job === null) return fail('lists.import-not-resumable', {})
  return { list, job: v.parse(StoredJob, row.job) }
}

type StoredReading = { readonly reading: Omit<ImportJob['reading'], 'suppressed'> }
