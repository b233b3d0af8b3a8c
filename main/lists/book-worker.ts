/**
 * Entry of the worker thread that writes the address book. It has the file's key and nothing else:
 * not the vault, not its key. One job, then it ends; ended early, SQLite undoes what it had begun.
 */
import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { changeKey, openWritable } from '../sqlite/sqlite.ts'
import { type Act, beginAct } from './act.ts'
import type { AddressBook } from './address-book.ts'
import type { BookJob, BookResult, BookSaying, BookTask } from './book-job.ts'
import type { OnStep } from './bulk-edit.ts'
import { runContactTask } from './contact-task.ts'
import { type ImportStep, runImport } from './import.ts'
import { saveImportRows } from './import-rows-file.ts'
import { undoImport } from './import-undo.ts'
import { noteMailings } from './mailing.ts'
import { sweepBook } from './sweep.ts'
import { yieldAfter } from './yielding.ts'

const cacheKibibytes = 32 * 1024
const walBytesMax = 16 * 1024 ** 2

interface StartData {
  readonly bookJob: BookJob
  readonly yielding: SharedArrayBuffer
}

async function run({ bookJob: job, yielding }: StartData): Promise<void> {
  const db = openWritable(job.book)
  try {
    db.exec(`PRAGMA cache_size = -${cacheKibibytes}`)
    // One big transaction: what it wrote goes into the file once, at its end.
    db.exec('PRAGMA wal_autocheckpoint = 0')
    sweepBook(db, job.lists)
    beginAct(db, actOf(job.task))
    const result = await resultOf(db, job, yielding)
    // What was committed counts and is durable. Moving much of it into the file proper takes seconds
    // that nobody has to wait for; this way of moving it leaves alone the version by which checks see
    // that contacts changed. Otherwise the file is in order before the answer.
    const isMuch = walBytes(db) > walBytesMax
    if (!isMuch) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    say({ kind: 'done', result })
    if (isMuch) db.exec('PRAGMA wal_checkpoint(PASSIVE)')
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    say({ kind: 'problem', problem: error.problem })
  } finally {
    db.close()
  }
}

async function resultOf(
  db: WritableDb,
  job: BookJob,
  yielding: SharedArrayBuffer,
): Promise<BookResult> {
  const { task, book } = job
  switch (task.kind) {
    case 'import': {
      const onStep = (step: ImportStep) => say({ kind: 'step', step })
      const pause = (workedMs: number) => yieldAfter(yielding, workedMs)
      const { erasureKey } = book
      const result = await runImport(db, task.job, { erasureKey, onStep, pause })
      return { kind: 'import', result }
    }
    case 'undo-import':
      return { kind: 'undo-import', result: undoImport(db, task.import) }
    case 'save-rows':
      return { kind: 'save-rows', rowCount: saveImportRows(db, task) }
    case 'contacts': {
      const onStep: OnStep = (step) => say({ kind: 'contacts-step', step })
      return { kind: 'contacts', result: runContactTask(db, book.erasureKey, task.work, onStep) }
    }
    case 'note-mailings':
      return { kind: 'note-mailings', after: noteMailings(db, task) }
    case 'renew':
      return renewBook(db, job, task.next)
    case 'sweep':
      return task
  }
}

/** The copy holds no page that was ever free; what was deleted is nowhere in it. */
function renewBook(db: WritableDb, { book }: BookJob, next: AddressBook): BookResult {
  db.prepare('VACUUM INTO ?').run(next.file)
  changeKey({ file: next.file, key: book.key }, next.key)
  openWritable(next).close()
  return { kind: 'renew' }
}

/** Whose act the history calls it; tasks of contacts say so themselves. */
function actOf(task: BookTask): Act {
  if (task.kind !== 'import') return { member: '', at: '', source: '' }
  const { member, startedAtMs } = task.job
  return { member, at: new Date(startedAtMs).toISOString(), source: 'import' }
}

function walBytes(db: WritableDb): number {
  return statSync(`${db.file}-wal`, { throwIfNoEntry: false })?.size ?? 0
}

function say(saying: BookSaying): void {
  parentPort?.postMessage(saying)
}

function isStartData(data: unknown): data is StartData {
  return typeof data === 'object' && data !== null && 'bookJob' in data && 'yielding' in data
}

if (isStartData(workerData)) await run(workerData)
