import type { Problem } from '../../preload/problem.ts'
import { toProblem } from '../../preload/problem.ts'
import type { TakenOutcome } from './import-block.ts'
import type { ImportRun } from './import-run.ts'
import { consentStanding, recordConsent } from './imported-consent.ts'
import type { FlaggedRow } from './row-batch.ts'
import type { ToldConsent } from './told-consent.ts'

/** A row as it comes from the thread that reads. */
export interface ArrivingRow {
  readonly address: string
  readonly fields: string
  readonly consent: ToldConsent | null
  readonly flag: FlaggedRow | undefined
}

export interface StoredRow {
  readonly outcome: TakenOutcome
  readonly contact: number
  /** What the address book knows of the person and the file does not. */
  readonly flags: readonly FlaggedRow['flags'][number][]
}

/** A row that is not taken, for what the address book knows. contact: who has what stood there. */
export interface TurnedAway {
  readonly outcome: 'erased' | 'no-consent'
  readonly problem: Problem
  readonly contact: number | null
}

interface Known {
  readonly id: number
  readonly address_key: string
  readonly fields: string
  readonly is_member: number
}

const rowsPerInsert = 8
const noFlags: StoredRow['flags'] = []

/** The address book as one batch sees it: known addresses at once, new ones in one go. */
export function openStore(run: ImportRun, addresses: readonly string[]) {
  const { book, listNumber } = run
  const known = knownAmong(run, addresses)
  const first = nextContact(run)
  const waiting: unknown[] = []
  let next = first
  const insert = (rows: number) =>
    book
      .prepare(
        `INSERT INTO contact (id, address_key, address, fields, reach)
         VALUES ${Array.from({ length: rows }, () => '(?,?,?,?,?)').join(',')}`,
      )
      .run(...waiting.splice(0, rows * 5))
  const takeNew = (key: string, { address, fields, flag }: ArrivingRow): number => {
    const reach = flag === undefined || flag.reach === 'plain' ? null : flag.reach
    waiting.push(next, key, address, fields, reach)
    if (waiting.length === rowsPerInsert * 5) insert(rowsPerInsert)
    next += 1
    return next - 1
  }
  return {
    take(row: ArrivingRow): StoredRow | TurnedAway {
      const key = row.address.toLowerCase()
      const found = known?.get(key) ?? null
      const verdict = verdictOf(run, { key, found, consent: row.consent })
      if ('outcome' in verdict) return verdict
      const { flags, isNewConsent } = verdict
      const contact = found?.id ?? takeNew(key, row)
      if (isNewConsent && row.consent !== null) recordConsent(run, contact, row.consent)
      const outcome = found === null ? 'added' : takeKnown(run, found, row.fields, isNewConsent)
      return { outcome, contact, flags }
    },
    close() {
      while (waiting.length > 0) insert(1)
      if (next > first)
        book
          .prepare(
            `WITH RECURSIVE new (id) AS (VALUES (?) UNION ALL SELECT id + 1 FROM new WHERE id < ?)
             INSERT INTO list_contact (list_number, contact_id) SELECT ?, id FROM new`,
          )
          .run(first, next - 1, listNumber)
    },
  }
}

type Verdict = Pick<StoredRow, 'flags'> & { readonly isNewConsent: boolean }
const nothingKnown: Verdict = { flags: noFlags, isNewConsent: false }

/**
 * Whoever wished to be deleted comes back only by agreeing anew; what was withdrawn does not count
 * again because an old file says so.
 */
function verdictOf(
  run: ImportRun,
  o: {
    readonly key: string
    readonly found: Known | null
    readonly consent: ToldConsent | null
  },
): Verdict | TurnedAway {
  const { key, found, consent } = o
  const erased = run.erasures?.of(key) ?? null
  if (erased === null && consent === null) return nothingKnown
  const isBack = consent !== null && erased !== null && consent.givenOn > erased.on
  // Somebody has entered them again by hand.
  const isHere = found !== null
  if (erased?.reason === 'requested' && !isBack && !isHere) {
    const problem = toProblem('lists.row-erased', { on: erased.on })
    return { outcome: 'erased', problem, contact: null }
  }
  const flags: FlaggedRow['flags'][number][] = erased === null ? [] : ['erased-before']
  if (consent === null) return { flags, isNewConsent: false }
  const standing = consentStanding(run, found?.id ?? null, consent)
  if (standing.kind !== 'withdrawn') return { flags, isNewConsent: standing.kind === 'new' }
  if (run.job.reading.requireConsent) {
    const problem = toProblem('lists.row-consent-withdrawn', { on: standing.on })
    return { outcome: 'no-consent', problem, contact: found?.id ?? null }
  }
  return { flags: [...flags, 'consent-withdrawn'], isNewConsent: false }
}

function nextContact({ book }: ImportRun): number {
  const row = book
    .prepare<{ seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'contact'`)
    .get()
  return (row?.seq ?? 0) + 1
}

/** Null in a book that had no contact when the import began: whatever comes is new. */
function knownAmong(
  run: ImportRun,
  addresses: readonly string[],
): ReadonlyMap<string, Known> | null {
  if (run.isBulk || addresses.length === 0) return null
  const keys = JSON.stringify(addresses.map((address) => address.toLowerCase()))
  const rows = run.book
    .prepare<Known>(
      `SELECT c.id, c.address_key, c.fields, EXISTS (
         SELECT 1 FROM list_contact m WHERE m.list_number = ? AND m.contact_id = c.id) AS is_member
       FROM json_each(?) k CROSS JOIN contact c ON c.address_key = k.value`,
    )
    .all(run.listNumber, keys)
  return new Map(rows.map((row) => [row.address_key, row]))
}

function takeKnown(
  run: ImportRun,
  known: Known,
  fields: string,
  isNewConsent: boolean,
): TakenOutcome {
  const { book, importNumber, listNumber } = run
  const merged = fields === known.fields ? null : mergeFields(known.fields, fields, run.fieldNames)
  if (merged !== null) {
    book
      .prepare('INSERT INTO import_before (import_number, contact_id, fields) VALUES (?, ?, ?)')
      .run(importNumber, known.id, known.fields)
    book.prepare('UPDATE contact SET fields = ? WHERE id = ?').run(merged, known.id)
  }
  const isChanged = merged !== null || isNewConsent
  if (isChanged) run.editors.changed(known.id)
  if (known.is_member === 1) return isChanged ? 'updated' : 'unchanged'
  run.editors.joined(known.id)
  book
    .prepare('INSERT INTO list_contact (list_number, contact_id) VALUES (?, ?)')
    .run(listNumber, known.id)
  return 'added'
}

/**
 * What the file says of a field wins, an empty cell too; fields that it does not speak of stay. Null
 * when nothing differs.
 */
function mergeFields(known: string, fields: string, names: readonly string[]): string | null {
  const merged = new Map<string, string>(Object.entries(JSON.parse(known)))
  const told = new Map<string, string>(Object.entries(JSON.parse(fields)))
  const changed = names.filter((name) => (merged.get(name) ?? '') !== (told.get(name) ?? ''))
  if (changed.length === 0) return null
  for (const name of changed) merged.set(name, told.get(name) ?? '')
  const filled = [...merged].filter(([, value]) => value !== '')
  return `{${filled.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`
}
