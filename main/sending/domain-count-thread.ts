/** Entry of the thread that counts a release domain by domain: over a million rows that takes a second. */
import { openReadable, type ReadableDb } from '../sqlite/sqlite.ts'
import { serveThread } from './thread.ts'

export interface DomainOutcome {
  readonly domain: string
  readonly count: number
  readonly sent: number
  readonly failed: number
  readonly deferred: number
  /** Not decided yet: on its way, or to come. */
  readonly waiting: number
}

/** The largest first. */
function countDomains(db: ReadableDb): DomainOutcome[] {
  return db
    .prepare<DomainOutcome>(
      `SELECT domain, count(*) AS count, sum(state = 'sent') AS sent,
         sum(state = 'failed') AS failed, sum(state = 'deferred') AS deferred,
         sum(state IN ('new', 'leased', 'sending', 'at-dot')) AS waiting
       FROM delivery JOIN frozen USING (idx) GROUP BY domain ORDER BY count DESC, domain`,
    )
    .all()
}

serveThread<{ file: string; key: Uint8Array }, 'count', DomainOutcome[]>(
  'domain-count-thread',
  (log) => {
    const db = openReadable(log)
    return { answer: () => countDomains(db), close: () => db.close() }
  },
)
