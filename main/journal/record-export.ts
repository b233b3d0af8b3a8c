import { setImmediate as breathe } from 'node:timers/promises'
import * as v from 'valibot'
import { type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { documentTypes, type Trust } from './directory.ts'
import { chainOfType } from './document-sync.ts'
import { ExportTarget } from './export-target.ts'
import type { JournalState } from './journal-state.ts'
import { openShareStore } from './store-share.ts'
import { type SyslogLine, sendSyslog } from './syslog.ts'

const dayMs = 24 * 60 * 60_000
/** After a failure it is tried again so much later. */
const retryMs = 60 * 60_000
const pageCount = 200

export interface ExportStatus {
  readonly target: ExportTarget
  readonly triedAt: string | null
  readonly doneAt: string | null
  /** Why the last attempt failed; null after one that did not. */
  readonly problem: Problem | null
  readonly waitingCount: number
}

interface Row {
  readonly target: string
  readonly through: number
  readonly triedAt: string | null
  readonly doneAt: string | null
  readonly problem: string | null
}

/** Null: nothing is exported from this PC. */
export function exportStatus(db: WritableDb): ExportStatus | null {
  const row = readRow(db)
  if (row === null) return null
  const { target, through, triedAt, doneAt, problem } = row
  return {
    target: v.parse(ExportTarget, JSON.parse(target)),
    triedAt,
    doneAt,
    // Written by noteEnd into our own vault.
    problem: problem === null ? null : (JSON.parse(problem) as Problem),
    waitingCount: waitingCount(db, through),
  }
}

/** Another place gets everything from the beginning; null ends it. */
export function setExportTarget(state: JournalState, target: ExportTarget | null): void {
  const { db } = state.replica
  db.transaction(() => {
    db.exec('DELETE FROM journal_export')
    if (target !== null)
      db.prepare('INSERT INTO journal_export (one, target, through) VALUES (1, ?, 0)').run(
        JSON.stringify(target),
      )
  })
  state.alarms.settle('export', [])
}

/** Whether a day has passed since the last export, or an hour since one that failed. */
export function isExportDue(db: WritableDb, clock: Clock): boolean {
  const row = readRow(db)
  if (row === null) return false
  const now = clock.now()
  // A clock that was ahead when it was done must not put the next one off for ever.
  const isPast = (at: string | null, ms: number) =>
    at === null || now - Date.parse(at) >= ms || Date.parse(at) > now
  return row.problem === null ? isPast(row.doneAt, dayMs) : isPast(row.triedAt, retryMs)
}

/**
 * Copies what has come since the last export. What was sent before a failure may be sent again, and
 * nothing is left out. A failure is kept, shown, and an alarm that stops nothing.
 */
export async function exportRecords(
  state: JournalState,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<void> {
  const { db } = state.replica
  const status = exportStatus(db)
  if (status === null) return
  const { target } = status
  const through = newestId(db)
  const problem = await problemOf(
    target.kind === 'folder'
      ? copyToFolder(state, target.folder, { through, clock, random })
      : sendSyslog(target, linesOf(state, through)),
  )
  const at = new Date(clock.now()).toISOString()
  db.prepare(
    `UPDATE journal_export SET tried_at = ?, problem = ?,
       through = iif(?, ?, through), done_at = iif(?, ?, done_at)`,
  ).run(
    at,
    problem === null ? null : JSON.stringify(problem),
    ...done(problem, through),
    ...done(problem, at),
  )
  state.alarms.settle('export', problem === null ? [] : [problem])
}

const done = <T>(problem: Problem | null, value: T) => [problem === null ? 1 : 0, value] as const

async function problemOf(act: Promise<void>): Promise<Problem | null> {
  try {
    await act
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
}

async function copyToFolder(
  state: JournalState,
  folder: string,
  o: { readonly through: number; readonly clock: Clock; readonly random: Random },
): Promise<void> {
  const store = openShareStore({ folder, clock: o.clock, random: o.random })
  try {
    for (const type of documentTypes)
      for (const { body, bytes } of chainOfType(state.trust, type))
        await store.put({ stream: type, seq: body.n, at: body.at, bytes })
    for await (const { workstation, seq, at, bytes } of entriesUpTo(state.replica.db, o.through))
      await store.put({ stream: `log/${workstation}`, seq, at, bytes })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(toProblem('journal.export-failed', { place: folder }))
  }
}

/** The newest of each chain first, then every record, in the order in which they came here. */
async function* linesOf(state: JournalState, through: number): AsyncIterable<SyslogLine> {
  const { workstation } = state
  for (const type of documentTypes) {
    const newest = newestOf(state.trust, type)
    if (newest === undefined) continue
    const { hash, bytes, body } = newest
    yield { at: body.at, workstation, kind: type, facts: { hash, n: body.n }, envelope: bytes }
  }
  for await (const { at, workstation: from, kind, bytes, ...facts } of entriesUpTo(
    state.replica.db,
    through,
  ))
    yield { at, workstation: from, kind, facts, envelope: bytes }
}

function newestOf(trust: Trust, type: (typeof documentTypes)[number]) {
  return chainOfType(trust, type).at(-1)
}

interface Entry {
  readonly hash: string
  readonly kind: string
  readonly member: string | null
  readonly workstation: string
  readonly seq: number
  readonly at: string
  readonly bytes: Uint8Array
}

async function* entriesUpTo(db: WritableDb, through: number): AsyncIterable<Entry> {
  let after = readRow(db)?.through ?? 0
  for (;;) {
    const page = db
      .prepare<Entry & { readonly id: number }>(
        `SELECT id, hash, kind, member, workstation, seq, at, bytes FROM journal_entry
         WHERE state IN ('verified', 'enrolment', 'newer') AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
      )
      .all(after, through, pageCount)
    for (const { id, ...entry } of page) {
      yield entry
      after = id
    }
    if (page.length < pageCount) return
    await breathe()
  }
}

function readRow(db: WritableDb): Row | null {
  return (
    db
      .prepare<Row>(
        `SELECT target, through, tried_at AS triedAt, done_at AS doneAt, problem
         FROM journal_export`,
      )
      .get() ?? null
  )
}

function newestId(db: WritableDb): number {
  return db.prepare<{ id: number | null }>('SELECT max(id) AS id FROM journal_entry').get()?.id ?? 0
}

function waitingCount(db: WritableDb, through: number): number {
  return (
    db
      .prepare<{ n: number }>(
        `SELECT count(*) AS n FROM journal_entry
         WHERE state IN ('verified', 'enrolment', 'newer') AND id > ?`,
      )
      .get(through)?.n ?? 0
  )
}
