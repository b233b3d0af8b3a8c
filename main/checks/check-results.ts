import { createHash } from 'node:crypto'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { Judged } from './check-session.ts'

/** What a run of the checks is about, in one digest, and the run itself. */
export interface CheckJob {
  /** Read again after the run: a different answer means that something changed meanwhile. */
  readonly key: () => string
  readonly run: () => Promise<Judged[]>
}

export interface CheckResults {
  /** The results for what stands there now. Runs only when nothing has been run for exactly that. */
  readonly of: (db: ReadableDb, campaign: string, job: CheckJob) => Promise<Judged[]>
}

const runsMax = 3

/**
 * Keeps the last results of each campaign while nothing they depend on changes: the screens ask for
 * them all the time, and a run renders every message. Whoever asks during a run waits for that run.
 */
export function createCheckResults(): CheckResults {
  const known = new WeakMap<ReadableDb, Map<string, Kept>>()
  return {
    async of(db, campaign, job) {
      const campaigns = known.get(db) ?? new Map<string, Kept>()
      known.set(db, campaigns)
      const key = job.key()
      const kept = campaigns.get(campaign)
      if (kept?.key === key) return kept.results
      const fresh = { key, results: runStable(job) }
      campaigns.set(campaign, fresh)
      try {
        return await fresh.results
      } catch (error) {
        if (campaigns.get(campaign) === fresh) campaigns.delete(campaign)
        throw error
      }
    },
  }
}

interface Kept {
  readonly key: string
  readonly results: Promise<Judged[]>
}

/** Runs again when something changed under the run, a few times at most. */
async function runStable(job: CheckJob): Promise<Judged[]> {
  for (let runs = 1; ; runs += 1) {
    const before = job.key()
    const results = await job.run()
    if (runs === runsMax || job.key() === before) return results
  }
}

export function digestOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/**
 * Changes whenever another connection has written to one of the attached databases: contacts come
 * in through a worker of lists, with a connection of its own.
 */
export function dataVersions(db: ReadableDb): readonly number[] {
  return db
    .prepare<{ name: string }>('SELECT name FROM pragma_database_list ORDER BY seq')
    .all()
    .map(({ name }) => {
      const quoted = name.replaceAll('"', '""')
      return db.prepare<{ data_version: number }>(`PRAGMA "${quoted}".data_version`).get()
    })
    .map((row) => row?.data_version ?? 0)
}
