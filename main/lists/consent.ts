import * as v from 'valibot'
import type {
  ConsentKeeping,
  ConsentView,
  ConsentWay,
  KeepingView,
} from '../../preload/contract/contacts.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { Act } from './act.ts'
import { type ContactPlace, contactAt } from './contact-edit.ts'
import { listsWith, noteEdit } from './contact-membership.ts'

/** What proves a consent: words, and perhaps a file that can be told from every other one. */
export interface Proof {
  readonly text: string
  readonly file: { readonly name: string; readonly sha256: string } | null
}

const StoredProof = v.object({
  text: v.string(),
  file: v.nullable(v.object({ name: v.string(), sha256: v.string() })),
})

export interface ConsentRow {
  readonly number: number
  readonly way: ConsentWay
  readonly given_at: string
  readonly wording: string
  readonly proof: string
  readonly withdrawn_at: string | null
  readonly member: string
  readonly at: string
}

export const consentColumns =
  'number, way, given_at, wording, proof, withdrawn_at, member, at' as const

/** What was agreed to, oldest first. */
export function consentsOf(db: ReadableDb, schema: 'book' | 'main', contact: number): ConsentRow[] {
  return db
    .prepare<ConsentRow>(
      `SELECT ${consentColumns} FROM ${schema}.contact_consent
       WHERE contact_id = ? ORDER BY given_at, number`,
    )
    .all(contact)
}

export function toConsentView(row: ConsentRow): ConsentView {
  const { text, file } = toProof(row.proof)
  const { number, way, wording, member, at } = row
  return {
    ...{ number, way, wording, member, at, proof: text, proofFile: file },
    givenOn: row.given_at,
    withdrawnOn: row.withdrawn_at,
  }
}

/** What is no JSON was words alone. */
export function toProof(stored: string): Proof {
  if (!stored.startsWith('{')) return { text: stored, file: null }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), StoredProof), stored)
  return parsed.success ? parsed.output : { text: stored, file: null }
}

export interface NewConsent extends ContactPlace {
  readonly way: ConsentWay
  readonly givenOn: string
  readonly wording: string
  readonly proof: Proof
}

/** Fails with `lists.no-such-contact`, `lists.consent-in-future`. */
export function addConsent(book: WritableDb, consent: NewConsent, act: Act): void {
  const { id } = contactAt(book, consent)
  assertPast(consent.givenOn, act)
  book
    .prepare(
      `INSERT INTO contact_consent (contact_id, way, given_at, wording, proof, member, at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[id, consent.way, consent.givenOn, consent.wording],
      ...[JSON.stringify(consent.proof), act.member, act.at],
    )
  noteEdit(book, { ...act, lists: listsWith(book, id) })
}

/**
 * Withdraws whatever the contact has agreed to up to that day; the records stay, for they prove what
 * was sent before. Fails with `lists.no-consent` when there is nothing to withdraw.
 */
export function withdrawConsent(
  book: WritableDb,
  { withdrawnOn, ...place }: ContactPlace & { readonly withdrawnOn: string },
  act: Act,
): void {
  const { id } = contactAt(book, place)
  assertPast(withdrawnOn, act)
  const { changes } = book
    .prepare(
      `UPDATE contact_consent SET withdrawn_at = ?
       WHERE contact_id = ? AND withdrawn_at IS NULL AND given_at <= ?`,
    )
    .run(withdrawnOn, id, withdrawnOn)
  if (changes === 0) fail('lists.no-consent', {})
  noteEdit(book, { ...act, lists: listsWith(book, id) })
}

/** A day ahead is taken: whoever enters it may be in a zone where it is tomorrow already. */
function assertPast(day: string, { at }: Act): void {
  if (Date.parse(day) > Date.parse(at) + dayMs) fail('lists.consent-in-future', {})
}

const dayMs = 86_400_000

/** The newest choice of which periods count; at first the office is taken to sell nothing. */
export function consentKeeping(db: ReadableDb, schema: 'book' | 'main'): ConsentKeeping {
  const row = db
    .prepare<{ is_commerce: number; ordered_on: string | null }>(
      `SELECT is_commerce, ordered_on FROM ${schema}.consent_keeping ORDER BY number DESC LIMIT 1`,
    )
    .get()
  return { isCommerce: row?.is_commerce === 1, orderedOn: row?.ordered_on ?? null }
}

export function setConsentKeeping(book: WritableDb, keeping: ConsentKeeping, act: Act): void {
  book
    .prepare(
      'INSERT INTO consent_keeping (is_commerce, ordered_on, member, at) VALUES (?, ?, ?, ?)',
    )
    .run(Number(keeping.isCommerce), keeping.orderedOn, act.member, act.at)
}

/**
 * Until when the record of a consent has to be kept if no mail follows the last one.
 *
 * 特定電子メール法 (Act on Regulation of Transmission of Specified Electronic Mail) article 3 paragraph 2
 * with article 4 of its regulation: one month from the last mail, and one year once a measures order
 * (article 7) was received; both counted here from whichever is later, so that no reading of them is
 * fallen short of. 特定商取引法 (Act on Specified Commercial Transactions) article 12-3 paragraph 3 with its
 * regulation: three years from the last advertising mail.
 */
export function keepingPeriods(
  lastMailOn: string | null,
  { isCommerce, orderedOn }: ConsentKeeping,
): KeepingView {
  if (lastMailOn === null) return { lastMailOn, antiSpamUntil: null, commerceUntil: null }
  const monthLater = monthsAfter(lastMailOn, 1)
  const later = orderedOn !== null && orderedOn > lastMailOn ? orderedOn : lastMailOn
  return {
    lastMailOn,
    antiSpamUntil:
      // An order that came when the period was over cannot lengthen it.
      orderedOn !== null && orderedOn <= monthLater ? monthsAfter(later, 12) : monthLater,
    commerceUntil: isCommerce ? monthsAfter(lastMailOn, 36) : null,
  }
}

/** The last day of the longest period; null when none runs. */
export function keepUntil({ antiSpamUntil, commerceUntil }: KeepingView): string | null {
  return (
    [antiSpamUntil, commerceUntil]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  )
}

/** The same day so many months later, or the last one of that month (民法 article 143). */
export function monthsAfter(day: string, months: number): string {
  const at = new Date(day)
  const date = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(date, last))
  return at.toISOString().slice(0, 10)
}

/** The day of the last mail to a contact, in Japan where the periods are counted. */
export function lastMailOn(
  db: ReadableDb,
  schema: 'book' | 'main',
  contact: number,
): string | null {
  const row = db
    .prepare<{ at: number | null }>(
      `SELECT max(at) AS at FROM ${schema}.mailing WHERE contact_id = ?`,
    )
    .get(contact)
  return row?.at == null ? null : dayInJapan(row.at)
}

/** The day that it is in Japan at a moment in milliseconds. */
export function dayInJapan(atMs: number): string {
  return new Date(atMs + japanMs).toISOString().slice(0, 10)
}

const japanMs = 9 * 3_600_000
