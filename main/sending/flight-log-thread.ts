/**
 * Entry of the thread that writes the flight log: it waits for the disk, so that no socket has to.
 * One question is one transaction with one sync.
 */
import { migrate } from '../sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../sqlite/sqlite.ts'
import { applyTransition, recoverDeliveries, unpackTransitions } from './delivery-state.ts'
import { type FlightLogSnapshot, readSnapshot } from './flight-log-snapshot.ts'
import { deleteRows, insertRows } from './frozen-rows.ts'
import { flightLog0010 } from './schema/0010-flight-log.ts'
import { serveThread } from './thread.ts'

export interface LogStart {
  readonly file: string
  readonly key: Uint8Array
  /** ms since the epoch, for the moves that recovery makes. */
  readonly now: number
  /** Whose rows have to be told apart, in lower case; at most 255. */
  readonly domains?: readonly string[]
}

export type LogQuestion =
  /** As packTransitions writes them. */
  | { readonly kind: 'commit'; readonly packed: string }
  /** Where everything stands; before the first commit only. */
  | { readonly kind: 'snapshot' }
  /** Frozen rows as NDJSON, the next page of them; `first` begins anew. */
  | { readonly kind: 'rows'; readonly firstIndex: number; readonly page: Uint8Array }

export type LogAnswer = FlightLogSnapshot | null

/** SQLite goes back to the log's beginning after a thousand pages; so many there are from the start. */
const walBytes = 5 << 20

function openLog({ file, key, now }: LogStart): WritableDb {
  const db = openWritable({ file, key })
  migrate(db, 'flight-log', [flightLog0010])
  db.transaction(() => recoverDeliveries(db, now))
  growWal(db)
  return db
}

/**
 * A sync of a file that keeps its length costs a third of one that grows, and dots wait for it: so
 * the write-ahead log gets its length before the first of them.
 */
function growWal(db: WritableDb): void {
  db.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)')
  db.transaction(() => db.prepare('INSERT INTO filler VALUES (zeroblob(?))').run(walBytes))
  db.exec('DROP TABLE filler')
  db.exec('PRAGMA wal_checkpoint(RESTART)')
}

function answer(db: WritableDb, question: LogQuestion, start: LogStart): LogAnswer {
  switch (question.kind) {
    case 'commit':
      db.transaction(() => {
        for (const each of unpackTransitions(question.packed)) applyTransition(db, each)
      })
      return null
    case 'snapshot':
      return readSnapshot(db, start)
    case 'rows':
      db.transaction(() => {
        if (question.firstIndex === 0) deleteRows(db)
        insertRows(db, question.firstIndex, toLines(question.page))
      })
      return null
    default:
      return question satisfies never
  }
}

function toLines(page: Uint8Array): string[] {
  const lines = Buffer.from(page.buffer, page.byteOffset, page.byteLength).toString().split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

serveThread<LogStart, LogQuestion, LogAnswer>('flight-log-thread', (start) => {
  const db = openLog(start)
  return { answer: (question) => answer(db, question, start), close: () => db.close() }
})
