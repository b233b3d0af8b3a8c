import type { Problem } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { DispatchEnd } from './dispatch.ts'

/** One run of this workstation, as the vault remembers it. */
export interface ReleaseRow {
  readonly request: string
  /** Hash of our activation record; null while it is being written. */
  readonly activation: string | null
  readonly logKey: Uint8Array
  readonly runKey: Uint8Array
  /** Engines that were claimed for it, and the key of a claim that is under way. */
  readonly starts: number
  readonly startKey: Uint8Array | null
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly phase: DispatchEnd | null
  readonly problem: Problem | null
}

type Stored = Omit<ReleaseRow, 'problem'> & { readonly problem: string | null }

const columns =
  'request, activation, logKey, runKey, starts, startKey, startedAt, finishedAt, phase, problem'

export function findRelease(db: WritableDb, request: string): ReleaseRow | null {
  const row = db.prepare<Stored>(`SELECT ${columns} FROM release WHERE request = ?`).get(request)
  return row ? toRow(row) : null
}

/** Keys are made once for a release and stay, whatever becomes of the attempt to start it. */
export function keepRelease(
  db: WritableDb,
  request: string,
  o: { readonly random: Random; readonly now: number },
): ReleaseRow {
  const logKey = Buffer.from(o.random.bytes(32))
  const runKey = Buffer.from(o.random.bytes(32))
  db.prepare(
    `INSERT INTO release (request, logKey, runKey, startedAt) VALUES (?, ?, ?, ?)
     ON CONFLICT (request) DO NOTHING`,
  ).run(request, logKey, runKey, o.now)
  const row = findRelease(db, request)
  if (!row) throw new Error('a release that was just kept is not there')
  return row
}

export function noteActivation(db: WritableDb, request: string, activation: string): void {
  db.prepare('UPDATE release SET activation = ? WHERE request = ?').run(activation, request)
}

/** Before an engine is claimed. */
export function keepStartKey(db: WritableDb, request: string, key: Uint8Array): void {
  db.prepare('UPDATE release SET startKey = ? WHERE request = ?').run(Buffer.from(key), request)
}

/** The claim is ours. */
export function noteEngineStart(db: WritableDb, request: string, starts: number): void {
  db.prepare('UPDATE release SET starts = ?, startKey = NULL WHERE request = ?').run(
    starts,
    request,
  )
}

export function noteFinish(
  db: WritableDb,
  request: string,
  o: { readonly phase: DispatchEnd; readonly problem: Problem | null; readonly at: number },
): void {
  db.prepare('UPDATE release SET phase = ?, problem = ?, finishedAt = ? WHERE request = ?').run(
    o.phase,
    o.problem === null ? null : JSON.stringify(o.problem),
    o.at,
    request,
  )
}

/** Why it waits for a person; null: it does not any more. */
export function noteHeld(db: WritableDb, request: string, problem: Problem | null): void {
  db.prepare('UPDATE release SET problem = ? WHERE request = ? AND phase IS NULL').run(
    problem === null ? null : JSON.stringify(problem),
    request,
  )
}

function toRow(stored: Stored): ReleaseRow {
  // Written by noteFinish and noteHeld into our own encrypted file.
  const problem = stored.problem === null ? null : (JSON.parse(stored.problem) as Problem)
  return { ...stored, problem }
}

/** Begun on record, and neither finished nor stopped nor halted. */
export function findUnfinished(db: WritableDb): ReleaseRow[] {
  return db
    .prepare<Stored>(
      `SELECT ${columns} FROM release WHERE activation IS NOT NULL AND phase IS NULL
       ORDER BY startedAt`,
    )
    .all()
    .map(toRow)
}

/** Every run that has begun here, on record. */
export function begunReleases(db: ReadableDb): ReleaseRow[] {
  return db
    .prepare<Stored>(`SELECT ${columns} FROM release WHERE activation IS NOT NULL`)
    .all()
    .map(toRow)
}

/** The flight logs that belong to this vault, for its backup, by their names in the data folder. */
export function flightLogFiles(db: ReadableDb): { name: string; key: Uint8Array }[] {
  return db
    .prepare<{ name: string; key: Buffer }>(
      "SELECT 'releases/' || request || '.db' AS name, logKey AS key FROM release",
    )
    .all()
}
