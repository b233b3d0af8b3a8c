import type { EndedAlarm, JournalAlarm } from '../../preload/contract/journal.ts'
import type { Problem, ProblemCode } from '../../preload/problem.ts'
import type { Clock } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'

/**
 * Where an alarm comes from. Each scope is looked at as a whole, so that what is no longer found
 * there has ended. `self` never ends: a workstation that was set back cannot vouch for itself.
 */
type AlarmScope =
  | 'documents'
  | 'chains'
  | 'files'
  | 'store'
  | 'rights'
  | 'newer'
  | 'named-ahead'
  | 'export'
  | 'dated-back'
  | 'self'

/** False for what is wrong with a copy for others: the store and the records are as they should be. */
export function isOfRecords({ code }: Pick<JournalAlarm, 'code'>): boolean {
  return code !== 'journal.export-failed' && code !== 'journal.export-untrusted'
}

export interface AlarmBook {
  /** What this scope shows now; the rest of its alarms end. */
  readonly settle: (scope: AlarmScope, found: readonly Problem[]) => void
  /** One more in this scope. */
  readonly raise: (scope: AlarmScope, problem: Problem) => void
  readonly active: () => readonly JournalAlarm[]
  readonly activeIn: (scope: AlarmScope) => readonly JournalAlarm[]
  /** The active ones as what they are, to end an act with. */
  readonly problems: () => readonly Problem[]
  /** Newest first. */
  readonly ended: (limit: number) => readonly EndedAlarm[]
}

interface Row {
  readonly scope: string
  readonly code: string
  readonly params: string
  readonly since_at: string
}

/** Alarms outlive a restart, and an ended one stays in the table with the time of its end. */
export function openAlarmBook(db: WritableDb, clock: Clock): AlarmBook {
  const now = () => new Date(clock.now()).toISOString()
  const activeRows = () =>
    db
      .prepare<Row>(
        'SELECT scope, code, params, since_at FROM journal_alarm WHERE ended_at IS NULL ORDER BY id',
      )
      .all()
  const insert = (scope: AlarmScope, { code, params }: Problem) =>
    db
      .prepare(
        `INSERT INTO journal_alarm (scope, code, params, since_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (scope, code, params) WHERE ended_at IS NULL DO NOTHING`,
      )
      .run(scope, code, JSON.stringify(params), now())
  const toAlarm = (row: Pick<Row, 'code' | 'params' | 'since_at'>): JournalAlarm => ({
    code: row.code,
    params: JSON.parse(row.params),
    at: row.since_at,
  })
  return {
    settle(scope, found) {
      const kept = new Set(found.map(keyOf))
      const gone = activeRows().filter(
        (row) => row.scope === scope && !kept.has(`${row.code} ${row.params}`),
      )
      if (gone.length === 0 && found.length === 0) return
      db.transaction(() => {
        for (const row of gone)
          db.prepare(
            `UPDATE journal_alarm SET ended_at = ?
             WHERE scope = ? AND code = ? AND params = ? AND ended_at IS NULL`,
          ).run(now(), scope, row.code, row.params)
        for (const problem of found) insert(scope, problem)
      })
    },
    raise: (scope, problem) => void insert(scope, problem),
    active: () => activeRows().map(toAlarm),
    // Written by insert() from a Problem.
    problems: () => activeRows().map((row) => ({ ...toAlarm(row), code: row.code as ProblemCode })),
    ended: (limit) =>
      db
        .prepare<Row & { ended_at: string }>(
          `SELECT code, params, since_at, ended_at FROM journal_alarm
           WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT ?`,
        )
        .all(limit)
        .map((row) => ({ ...toAlarm(row), endedAt: row.ended_at })),
    activeIn: (scope) =>
      activeRows()
        .filter((row) => row.scope === scope)
        .map(toAlarm),
  }
}

function keyOf({ code, params }: Problem): string {
  return `${code} ${JSON.stringify(params)}`
}
