import { type Problem, toProblem } from '../../preload/problem.ts'
import type { DirectoryBody } from './document.ts'
import { requestOf } from './fold.ts'
import { bringsRights } from './grant.ts'
import type { JournalState } from './journal-state.ts'
import type { Replica } from './replica.ts'
import type { VerifiedRecord } from './signature.ts'
import { isGranting } from './validity.ts'

/** Clocks of an office differ; more than this is no accident. */
const toleranceMs = 30 * 60_000
/** As many others have to agree before their clocks count against somebody's. */
const witnessesMin = 2
const hourMs = 60 * 60_000

interface Row {
  readonly workstation: string | null
  readonly seq: number
  readonly at: string
  readonly notBefore: string
  readonly seenAt: string
}

/** After an exchange in which the store showed all that it has. */
export function noteMet({ replica, clock }: JournalState): void {
  const now = clock.now()
  const lastMs = metAtMs(replica)
  // Nothing here is that exact, and each note is written through to the disk.
  if (lastMs !== null && now >= lastMs && now - lastMs < 60_000) return
  replica.db
    .prepare(
      `INSERT INTO journal_met (one, at) VALUES (1, ?)
       ON CONFLICT (one) DO UPDATE SET at = excluded.at`,
    )
    .run(new Date(now).toISOString())
}

function metAtMs({ db }: Replica): number | null {
  const row = db.prepare<{ at: string }>('SELECT at FROM journal_met').get()
  return row ? Date.parse(row.at) : null
}

/**
 * A directory that brings rights and was not there when we last met the store, although it says that it
 * was: then its rights have not cooled off as long as they claim.
 */
export function judgeDirectory(
  state: JournalState,
  before: DirectoryBody | null,
  { n, at, ...rest }: DirectoryBody,
): void {
  const metMs = metAtMs(state.replica)
  if (before === null || metMs === null) return
  // Our own clock may have been ahead then.
  const knownMs = Math.min(metMs, state.clock.now())
  if (Date.parse(at) >= knownMs - toleranceMs || !bringsRights(before, { n, at, ...rest })) return
  const notBefore = new Date(knownMs).toISOString()
  keep(state, { workstation: null, seq: n, about: null, at, notBefore })
}

/**
 * A record that lets mail out and is dated before what it names itself: its own predecessor, or the
 * newest records of two other workstations. Once per record, when all of those are here; false before.
 */
export function judgeRecord(state: JournalState, record: VerifiedRecord): boolean {
  if (!isGranting(record)) return true
  const { workstation, seq, prev, at, heads } = record.header
  const atOf = (hash: string) =>
    state.replica.db
      .prepare<{ at: string }>(
        `SELECT at FROM journal_entry
         WHERE hash = ? AND state IN ('verified', 'enrolment', 'newer')`,
      )
      .get(hash)?.at
  const before = prev === null ? undefined : atOf(prev)
  const named = Object.values(heads).map(({ hash }) => atOf(hash))
  if ((prev !== null && before === undefined) || named.includes(undefined)) return false
  // The time that so many of them had reached.
  const agreed = named
    .flatMap((each) => each ?? [])
    .toSorted()
    .at(-witnessesMin)
  const notBefore = [before, agreed]
    .flatMap((each) => each ?? [])
    .toSorted()
    .at(-1)
  if (notBefore !== undefined && Date.parse(at) < Date.parse(notBefore) - toleranceMs)
    keep(state, { workstation, seq, about: requestOf(record), at, notBefore })
  return true
}

/** What is known to be dated back now becomes alarms; what has cooled off by now ends. */
export function settleDatedBack(state: JournalState): void {
  state.undated = state.undated.filter((record) => !judgeRecord(state, record))
  const rows = state.replica.db
    .prepare<Row>(
      `SELECT workstation, seq, at, not_before AS notBefore, seen_at AS seenAt
       FROM journal_dated_back ORDER BY id`,
    )
    .all()
  const coolingMs = (state.trust.policy?.body.rules.coolingOffHours ?? 0) * hourMs
  const now = state.clock.now()
  const problems = rows.flatMap((row): Problem[] => {
    const { workstation, seq, at, notBefore } = row
    if (workstation === null)
      return Date.parse(row.seenAt) + coolingMs > now
        ? [toProblem('journal.directory-dated-back', { seq, at, notBefore })]
        : []
    return state.trust.workstation(workstation)?.status === 'active'
      ? [toProblem('journal.record-dated-back', { workstation, seq, at, notBefore })]
      : []
  })
  state.alarms.settle('dated-back', problems)
}

/** A record about this request that is dated back; null: none. */
export function datedBackAbout({ replica }: JournalState, request: string): Problem | null {
  const row = replica.db
    .prepare<Row & { readonly workstation: string }>(
      `SELECT workstation, seq, at, not_before AS notBefore, seen_at AS seenAt
       FROM journal_dated_back WHERE about = ? AND workstation IS NOT NULL`,
    )
    .get(request)
  if (row === undefined) return null
  const { workstation, seq, at, notBefore } = row
  return toProblem('journal.record-dated-back', { workstation, seq, at, notBefore })
}

function keep(
  { replica, clock }: JournalState,
  o: Omit<Row, 'seenAt'> & { readonly about: string | null },
): void {
  replica.db
    .prepare(
      `INSERT INTO journal_dated_back (workstation, seq, about, at, not_before, seen_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(o.workstation, o.seq, o.about, o.at, o.notBefore, new Date(clock.now()).toISOString())
}
