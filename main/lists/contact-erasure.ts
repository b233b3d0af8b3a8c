import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { ErasureReason, ErasureView } from '../../preload/contract/contacts.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { Act } from './act.ts'
import {
  type ConsentRow,
  consentKeeping,
  consentsOf,
  dayInJapan,
  keepingPeriods,
  keepUntil,
  toConsentView,
} from './consent.ts'
import { contactsIn, listsWith, noteEdit } from './contact-membership.ts'
import { leaveLists } from './merge.ts'

/**
 * HMAC-SHA-256 of a normalised address, under a key that only this book's has: two organizations, or
 * somebody with a list of addresses to try, cannot tell from it whom it stands for.
 */
export function erasureHash(erasureKey: Uint8Array, addressKey: string): Buffer {
  return createHmac('sha256', erasureKey).update(addressKey).digest()
}

/** Which addresses were deleted, asked many times. */
export interface Erasures {
  /** Null for one that never was. on: the day, in Japan. */
  readonly of: (
    addressKey: string,
  ) => { readonly reason: ErasureReason; readonly on: string } | null
}

/** Null where none ever was: then nobody has to hash anything. Reads the book's own connection. */
export function openErasures(book: ReadableDb, erasureKey: Uint8Array): Erasures | null {
  if (book.prepare('SELECT 1 FROM erased LIMIT 1').get() === undefined) return null
  const find = book.prepare<{ reason: ErasureReason; at: string }>(
    'SELECT reason, at FROM erased WHERE hash = ?',
  )
  return {
    of(addressKey) {
      const row = find.get(erasureHash(erasureKey, addressKey))
      return row === undefined ? null : { reason: row.reason, on: dayInJapan(Date.parse(row.at)) }
    },
  }
}

export interface ErasureRequest {
  readonly list: string
  readonly contacts: readonly number[]
  readonly reason: ErasureReason
}

/**
 * Takes contacts out of every list and forgets them, with everything that any table says of them.
 * What stays is a keyed hash, why and by whom it was done, and for as long as the law wants it the
 * record of consent. How many. Fails with `lists.no-such-contact`.
 */
export function eraseContacts(
  book: WritableDb,
  erasureKey: Uint8Array,
  request: ErasureRequest,
  act: Act,
): number {
  const contacts = contactsIn(book, request)
  const lists = new Set<number>()
  for (const { id, address } of contacts) {
    for (const number of listsWith(book, id)) lists.add(number)
    keepProof(book, { hash: erasureHash(erasureKey, address.toLowerCase()), id, request, act })
    leaveLists(book, id)
    book.prepare('DELETE FROM import_before WHERE contact_id = ?').run(id)
    forgetCells(book, address)
    book.prepare('DELETE FROM contact WHERE id = ?').run(id)
  }
  noteEdit(book, { ...act, lists: [...lists] })
  return contacts.length
}

function keepProof(
  book: WritableDb,
  o: {
    readonly hash: Buffer
    readonly id: number
    readonly request: ErasureRequest
    readonly act: Act
  },
): void {
  const { member, at } = o.act
  const known = book
    .prepare<{ consent: string; keep_until: string | null }>(
      'SELECT consent, keep_until FROM erased WHERE hash = ?',
    )
    .get(o.hash)
  const own = consentsOf(book, 'main', o.id)
  // Whoever was deleted, came back and is deleted again: the first records are still to be kept.
  const consents = [...(known === undefined ? [] : v.parse(StoredConsents, known.consent)), ...own]
  // Other workstations may have mailed until today: the periods are counted from now.
  const periods = keepingPeriods(dayInJapan(Date.parse(at)), consentKeeping(book, 'main'))
  book
    .prepare(
      `INSERT INTO erased (hash, reason, member, at, consent, keep_until) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason, member = excluded.member,
         at = excluded.at, consent = excluded.consent, keep_until = excluded.keep_until`,
    )
    .run(
      ...[o.hash, o.request.reason, member, at, JSON.stringify(consents)],
      own.length === 0 ? (known?.keep_until ?? null) : keepUntil(periods),
    )
}

/** Rows of files that were not taken, such as a second one with this address, stand in the reports. */
function forgetCells(book: WritableDb, address: string): void {
  book
    .prepare(
      `UPDATE import_note SET cells = '[]' WHERE cells IS NOT NULL AND instr(lower(cells), ?) > 0`,
    )
    .run(address.toLowerCase())
}

/** What the law no longer wants kept goes; the hash stays. */
export function endErasurePeriods(book: WritableDb, today: string): void {
  book
    .prepare("UPDATE erased SET consent = '[]', keep_until = NULL WHERE keep_until < ?")
    .run(today)
}

const StoredConsents = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.custom<ConsentRow>((row) => typeof row === 'object' && row !== null && 'way' in row)),
)

interface ErasedRow {
  readonly reason: ErasureReason
  readonly member: string
  readonly at: string
  readonly consent: string
  readonly keep_until: string | null
}

/** What is left of an address; null when it was never deleted here. */
export function erasureOf(
  db: ReadableDb,
  { erasureKey, addressKey }: { readonly erasureKey: Uint8Array; readonly addressKey: string },
): ErasureView | null {
  const row = db
    .prepare<ErasedRow>(
      'SELECT reason, member, at, consent, keep_until FROM book.erased WHERE hash = ?',
    )
    .get(erasureHash(erasureKey, addressKey))
  if (row === undefined) return null
  const { reason, member, at } = row
  const consents = v.parse(StoredConsents, row.consent).map(toConsentView)
  return { reason, member, at, consents, keepUntil: row.keep_until }
}
