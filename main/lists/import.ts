import type { ImportMode, ImportReport, ImportRow } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { keepMapping } from './column-mapping.ts'
import { nameOf } from './file-rows.ts'
import { problemRows } from './import-report.ts'
import type { ImportRun } from './import-run.ts'
import { beginRun, finishRun, flushRun } from './import-run.ts'
import { takeBatch } from './import-writer.ts'
import type { ReadingJob } from './reading-job.ts'
import { readInThread } from './reading-job.ts'

export interface ImportJob {
  readonly import: string
  readonly list: string
  /** Who imports. */
  readonly member: string
  readonly reading: Omit<ReadingJob, 'skipRows'>
  readonly mode: ImportMode
  /** Of the file, to know it again after an interruption. */
  readonly fingerprint: string
  /** Counts everything as the import would, and writes nothing. */
  readonly isTrial: boolean
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number
}

export interface ImportStep {
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rowCount: number
  /** It goes slowly, since something else is more urgent. */
  readonly isYielding: boolean
}

export interface ImportSurroundings {
  /** Of the address book. */
  readonly erasureKey: Uint8Array
  readonly onStep: (step: ImportStep) => void
  /** Called after each batch with how long it took; may block. True when it did. */
  readonly pause: (workedMs: number) => boolean
}

/** rows: of a trial, a few that were not taken or deserve a look. */
export interface ImportResult {
  readonly report: ImportReport
  readonly rows: readonly ImportRow[]
}

const stepEveryMs = 50
const commitEveryRows = 20_000
const trialRowCountMax = 200

/**
 * Imports a file into a list. Unless it is resumable it is one transaction, so that after a crash, a
 * kill or a failure the address book is as it was before; a resumable one is whole after each of its
 * commits, and says where it is. Every row of the file is accounted for, taken or not. Blocks its
 * thread again and again: it belongs into the worker.
 */
export async function runImport(
  book: WritableDb,
  job: ImportJob,
  { erasureKey, ...surroundings }: ImportSurroundings,
): Promise<ImportResult> {
  // By hand, because the batches come from another thread and a transaction cannot wait for them.
  book.exec('BEGIN IMMEDIATE')
  try {
    const result = await importWithin(beginRun(book, job, erasureKey), surroundings)
    book.exec(job.isTrial ? 'ROLLBACK' : 'COMMIT')
    return result
  } catch (error) {
    book.exec('ROLLBACK')
    throw error
  }
}

async function importWithin(
  run: ImportRun,
  { onStep, pause }: Omit<ImportSurroundings, 'erasureKey'>,
): Promise<ImportResult> {
  const { book, job, isBulk } = run
  // Built over all addresses at the end, sorted, instead of grown at a thousand places at once.
  if (isBulk) book.exec('DROP INDEX contact_address_key')
  const began = performance.now()
  let steppedAt = began
  for await (const batch of readInThread({ ...job.reading, skipRows: run.rowCount })) {
    const startedAt = performance.now()
    takeBatch(run, batch)
    const isYielding = pause(performance.now() - startedAt)
    const { bytesRead, bytesTotal } = batch
    if (performance.now() - steppedAt >= stepEveryMs || bytesRead === bytesTotal) {
      steppedAt = performance.now()
      onStep({ bytesRead, bytesTotal, rowCount: run.rowCount, isYielding })
    }
    if (
      job.mode === 'resumable' &&
      !job.isTrial &&
      run.rowCount - run.flushedRows >= commitEveryRows
    )
      commitPart(run)
  }
  // A file without a single row besides its titles has nothing to import.
  if (run.rowCount === 0) fail('lists.file-empty', { file: nameOf(job.reading.source) })
  if (job.mode === 'strict' && !job.isTrial && run.counts.invalid > 0)
    fail('lists.import-not-whole', { count: run.counts.invalid, line: run.firstInvalidLine })
  if (isBulk) book.exec('CREATE UNIQUE INDEX contact_address_key ON contact (address_key)')
  if (!job.isTrial) keepMapping(book, job.reading, job.startedAtMs)
  const report = finishRun(run, Math.round(performance.now() - began))
  const rows = job.isTrial ? problemRows(book, run.importNumber, trialRowCountMax) : []
  return { report, rows }
}

function commitPart(run: ImportRun): void {
  flushRun(run)
  run.book.exec('COMMIT')
  run.book.exec('BEGIN IMMEDIATE')
}
