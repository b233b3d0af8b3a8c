/**
 * Entry of the worker thread that writes the address book. It has the file's key and nothing else:
 * not the vault, not its key. One job, then it ends; ended early, SQLite undoes what it had begun.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import { openWritable } from '../sqlite/sqlite.ts'
import type { BookJob, BookSaying } from './book-job.ts'
import { runImport } from './import.ts'
import { sweepBook } from './sweep.ts'

const cacheKibibytes = 128 * 1024

function run(job: BookJob): void {
  const db = openWritable(job.book)
  try {
    db.exec(`PRAGMA cache_size = -${cacheKibibytes}`)
    // One big transaction: what it wrote goes into the file once, at its end.
    db.exec('PRAGMA wal_autocheckpoint = 0')
    sweepBook(db, job.lists)
    const report = job.import && runImport(db, job.import, (step) => say({ kind: 'step', step }))
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    say({ kind: 'done', report })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    say({ kind: 'problem', problem: error.problem })
  } finally {
    db.close()
  }
}

function say(saying: BookSaying): void {
  parentPort?.postMessage(saying)
}

function isStartData(data: unknown): data is { readonly bookJob: BookJob } {
  return typeof data === 'object' && data !== null && 'bookJob' in data
}

if (isStartData(workerData)) run(workerData.bookJob)
