/** Entry of the thread that counts what became of a release: over a million rows that takes a second. */
import type { ReasonGroup, Timeline } from '../../preload/contract/releases.ts'
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

export type OutcomeQuestion = 'domains' | 'reasons' | 'timeline'
export type OutcomeAnswer =
  | { readonly about: 'domains'; readonly rows: DomainOutcome[] }
  | { readonly about: 'reasons'; readonly rows: ReasonGroup[] }
  | { readonly about: 'timeline'; readonly timeline: Timeline }

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

const groupsMax = 100

function countReasons(db: ReadableDb): ReasonGroup[] {
  return db
    .prepare<ReasonGroup>(
      `SELECT state, code, reason, count(*) AS count, min(reply) AS reply FROM delivery
       WHERE state IN ('failed', 'deferred', 'in-doubt', 'suppressed')
       GROUP BY state, code, reason ORDER BY count DESC, state, code, reason LIMIT ${groupsMax}`,
    )
    .all()
}

/** As many stretches as a chart shows, each of a length that people count in. */
const stretchesMax = 60
const lengths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200]

function countTimes(db: ReadableDb): Timeline {
  const decided = "state IN ('sent', 'failed', 'deferred', 'in-doubt') AND at IS NOT NULL"
  const span = db
    .prepare<{ first: number | null; last: number | null }>(
      `SELECT min(at) AS first, max(at) AS last FROM delivery WHERE ${decided}`,
    )
    .get()
  const first = span?.first ?? null
  if (first === null) return { startAt: null, stretchSeconds: 1, stretches: [] }
  const seconds = ((span?.last ?? first) - first) / 1000
  const stretchSeconds =
    lengths.find((length) => seconds / length < stretchesMax) ?? Math.ceil(seconds / stretchesMax)
  const stretches = db
    .prepare<Timeline['stretches'][number]>(
      `SELECT CAST((at - ?) / ? AS INTEGER) AS "index", sum(state = 'sent') AS sent, sum(state = 'failed') AS failed,
         sum(state = 'deferred') AS deferred, sum(state = 'in-doubt') AS other
       FROM delivery WHERE ${decided} GROUP BY 1 ORDER BY 1`,
    )
    .all(first, stretchSeconds * 1000)
  return { startAt: new Date(first).toISOString(), stretchSeconds, stretches }
}

function answer(db: ReadableDb, question: OutcomeQuestion): OutcomeAnswer {
  switch (question) {
    case 'domains':
      return { about: question, rows: countDomains(db) }
    case 'reasons':
      return { about: question, rows: countReasons(db) }
    case 'timeline':
      return { about: question, timeline: countTimes(db) }
  }
}

serveThread<{ file: string; key: Uint8Array }, OutcomeQuestion, OutcomeAnswer>(
  'outcome-thread',
  (log) => {
    const db = openReadable(log)
    return { answer: (question) => answer(db, question), close: () => db.close() }
  },
)
