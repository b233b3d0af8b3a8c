import { setImmediate as breathe } from 'node:timers/promises'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { createRecordSet } from './fold.ts'
import type { ActKind, UnknownHeader } from './record.ts'
import {
  type Enrolment,
  headerOf,
  recallEnrolment,
  recallRecord,
  type VerifiedRecord,
} from './signature.ts'

/**
 * The replica's verified records as values, recalled when first asked for and remembered after: by
 * kind, by request, by hash, or all. Opening a long journal therefore costs nothing by itself.
 */
export interface RecordIndex {
  /** After a record has gone into the replica. */
  readonly note: (record: VerifiedRecord) => void
  readonly all: () => readonly VerifiedRecord[]
  readonly ofKind: <K extends ActKind>(kind: K) => readonly VerifiedRecord<K>[]
  readonly about: (request: string) => readonly VerifiedRecord[]
  readonly byHash: (hash: string) => VerifiedRecord | null
  readonly enrolments: () => readonly Enrolment[]
  /** Newest first; with those that only a newer Sekisho can read. */
  readonly page: (
    filter: RecordFilter,
    o: { readonly offset: number; readonly limit: number },
  ) => readonly ListedRecord[]
  readonly count: (filter: RecordFilter) => number
  /** Recalls what is asked for by kind, a little at a time, before somebody has to wait for it. */
  readonly warm: () => Promise<void>
}

/** What a list shows of a record. */
export interface ListedRecord {
  readonly hash: string
  readonly header: UnknownHeader
  /** The request that it speaks about, or is. */
  readonly about: string | null
}

/** Absent: any. */
export interface RecordFilter {
  readonly member?: string | undefined
  readonly workstation?: string | undefined
  readonly kind?: string | undefined
  /** Instants: from this one on, and before that one. */
  readonly fromAt?: string | undefined
  readonly beforeAt?: string | undefined
  readonly request?: string | undefined
  /** The beginning of a record's own hash, or of its request's; in hexadecimal. */
  readonly hash?: string | undefined
}

interface Row {
  readonly hash: string
  readonly bytes: Uint8Array
}

/** What the lists of the window ask for as a whole. The many (batch, decision) go by request. */
const warmKinds: readonly ActKind[] = [
  'request',
  'finished',
  'activation',
  'petition',
  'petition-decision',
  'export',
]
/** Some 10 ms of recalling. */
const warmPageCount = 400

export function openRecordIndex(db: WritableDb): RecordIndex {
  const set = createRecordSet()
  const complete = new Set<string>()
  const load = (hash: string) => () => {
    const row = db.prepare<Row>(byHashSql).get(hash)
    if (row === undefined) throw new RangeError('no such record in the replica')
    return row.bytes
  }
  const recall = ({ hash, bytes }: Row): VerifiedRecord => {
    const known = set.byHash(hash)
    if (known) return known
    const record = recallRecord({ hash, bytes }, load(hash))
    set.add(record)
    return record
  }
  /** Rows of one question are recalled once; what comes later is noted as it comes. */
  const completing = (question: string, where: string, ...values: unknown[]) => {
    if (complete.has(question) || complete.has('all')) return
    const rows = db
      .prepare<Row>(
        `SELECT hash, bytes FROM journal_entry
         WHERE state IN ('verified', 'newer') AND state = 'verified'${where}`,
      )
      .iterate(...values)
    for (const row of rows) recall(row)
    complete.add(question)
  }
  const warmKind = async (kind: ActKind) => {
    let after = { at: '', hash: '' }
    while (!complete.has(`kind ${kind}`)) {
      const page = db
        .prepare<Row & { at: string }>(
          `SELECT at, hash, bytes FROM journal_entry
           WHERE state IN ('verified', 'newer') AND state = 'verified' AND kind = ?
             AND (at, hash) > (?, ?) ORDER BY at, hash LIMIT ?`,
        )
        .all(kind, after.at, after.hash, warmPageCount)
      for (const row of page) recall(row)
      after = page.at(-1) ?? after
      // What has come meanwhile was noted when it came.
      if (page.length < warmPageCount) complete.add(`kind ${kind}`)
      await breathe()
    }
  }
  return {
    async warm() {
      for (const kind of warmKinds) await warmKind(kind)
    },
    note: (record) => void recall(record),
    all() {
      completing('all', '')
      return set.all()
    },
    ofKind(kind) {
      completing(`kind ${kind}`, ' AND kind = ?', kind)
      return set.ofKind(kind)
    },
    about(request) {
      completing(`about ${request}`, ' AND about = ?', request)
      return set.about(request)
    },
    byHash(hash) {
      const row = set.byHash(hash) ? null : findRow(db, hash)
      return row ? recall(row) : set.byHash(hash)
    },
    enrolments: () =>
      db
        .prepare<Row>(
          `SELECT hash, bytes FROM journal_entry
           WHERE state = 'enrolment' AND state <> 'verified' ORDER BY at, hash`,
        )
        .all()
        .map((row) => recallEnrolment(row.bytes)),
    page(filter, { offset, limit }) {
      const { where, values } = whereOf(filter)
      return db
        .prepare<Row & { about: string | null }>(
          `SELECT hash, about, bytes FROM journal_entry WHERE ${where}
           ORDER BY at DESC, hash DESC LIMIT ? OFFSET ?`,
        )
        .all(...values, limit, offset)
        .map(({ hash, about, bytes }) => ({ hash, about, header: headerOf(bytes) }))
    },
    count(filter) {
      const { where, values } = whereOf(filter)
      return (
        db
          .prepare<{ n: number }>(`SELECT count(*) AS n FROM journal_entry WHERE ${where}`)
          .get(...values)?.n ?? 0
      )
    },
  }
}

function whereOf(filter: RecordFilter): { where: string; values: readonly string[] } {
  const { member, workstation, kind, fromAt, beforeAt, request, hash } = filter
  const single: readonly (readonly [string, string | undefined])[] = [
    ['member = ?', member],
    ['workstation = ?', workstation],
    ['kind = ?', kind],
    ['at >= ?', fromAt],
    ['at < ?', beforeAt],
    ['about = ?', request],
  ]
  const used = single.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
  const where = [`state IN ('verified', 'newer')`, ...used.map(({ sql }) => sql)]
  const values = used.map(({ value }) => value)
  if (hash === undefined) return { where: where.join(' AND '), values }
  // Above every hash that begins so: no digit is a g.
  const range = [hash, `${hash}g`]
  return { where: [...where, beginsSql].join(' AND '), values: [...values, ...range, ...range] }
}

const beginsSql = `id IN (
  SELECT id FROM journal_entry
  WHERE hash >= ? AND hash < ? AND state IN ('verified', 'enrolment', 'newer')
  UNION SELECT id FROM journal_entry WHERE about >= ? AND about < ?)`

function findRow(db: WritableDb, hash: string): Row | undefined {
  return db.prepare<Row>(byHashSql).get(hash)
}

/** With the very words of the index `journal_entry_hash`, which is not used otherwise. */
const byHashSql = `SELECT hash, bytes FROM journal_entry
  WHERE hash = ? AND state IN ('verified', 'enrolment', 'newer') AND state = 'verified'`
