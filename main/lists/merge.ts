import { fail } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { Act } from './act.ts'
import {
  type BookContact,
  contactsIn,
  fieldsJson,
  listsWith,
  noteEdit,
} from './contact-membership.ts'

export interface MergeChoice {
  /** The contact whose address stays. */
  readonly address: number
  /** For a field, the contact whose value stays. */
  readonly fields: readonly { readonly name: string; readonly contact: number }[]
}

export interface MergeOutcome {
  /** The one that stays: the oldest. */
  readonly id: number
  readonly address: BookContact
  readonly fields: ReadonlyMap<string, string>
  /** From which contact each field came. */
  readonly took: readonly { readonly name: string; readonly contact: number }[]
}

/**
 * What several contacts are as one. The order in which they are given has no part in it: where nobody
 * chose, the oldest contact that says something of a field is believed. Pure. Fails with
 * `lists.no-such-contact` for a choice of somebody who is not among them.
 */
export function mergeOutcome(contacts: readonly BookContact[], choice: MergeChoice): MergeOutcome {
  const byAge = [...contacts].sort((a, b) => a.id - b.id)
  const oldest = byAge[0] ?? fail('lists.no-such-contact', {})
  const chosenOf = (id: number) =>
    byAge.find((each) => each.id === id) ?? fail('lists.no-such-contact', {})
  const chosen = new Map(choice.fields.map(({ name, contact }) => [name, chosenOf(contact)]))
  const names = new Set(byAge.flatMap(({ fields }) => Object.keys(fields)))
  const fields = new Map<string, string>()
  const took: { name: string; contact: number }[] = []
  for (const name of names) {
    const from = chosen.get(name) ?? byAge.find((each) => ownText(each, name) !== '') ?? oldest
    fields.set(name, ownText(from, name))
    took.push({ name, contact: from.id })
  }
  return { id: oldest.id, address: chosenOf(choice.address), fields, took }
}

function ownText({ fields }: BookContact, name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name] ?? '') : ''
}

export interface MergeRequest extends MergeChoice {
  readonly list: string
  readonly contacts: readonly number[]
}

/** What a merge was, in the history of the contact that stays. */
export interface MergeNote {
  readonly contacts: readonly { readonly id: number; readonly address: string }[]
  readonly address: number
  readonly took: MergeOutcome['took']
}

/**
 * Makes one contact of several: it is in every list that any of them was in, and has the tags, notes,
 * consents, mails and histories of all. What one of them has withdrawn, the person has withdrawn.
 * The contact that stays. Fails with `lists.no-such-contact`.
 */
export function mergeContacts(book: WritableDb, request: MergeRequest, act: Act): number {
  const contacts = contactsIn(book, request)
  if (contacts.length < 2) fail('lists.no-such-contact', {})
  const outcome = mergeOutcome(contacts, request)
  const others = contacts.filter(({ id }) => id !== outcome.id).map(({ id }) => id)
  const lists = [...new Set(contacts.flatMap(({ id }) => listsWith(book, id)))]
  for (const other of others) moveTo(book, other, outcome.id)
  carryWithdrawals(book, outcome.id)
  writeNote(book, { contacts, outcome, act })
  for (const other of others) leaveLists(book, other)
  joinLists(book, outcome.id, lists)
  const remove = book.prepare('DELETE FROM contact WHERE id = ?')
  const { reach } = book
    .prepare<{ reach: string | null }>('SELECT reach FROM contact WHERE id = ?')
    .get(outcome.address.id) ?? { reach: null }
  for (const other of others) remove.run(other)
  const { address } = outcome.address
  book
    .prepare('UPDATE contact SET address = ?, address_key = ?, reach = ?, fields = ? WHERE id = ?')
    .run(address, address.toLowerCase(), reach, fieldsJson(outcome.fields), outcome.id)
  inheritEditors(book, lists)
  const names = [...outcome.fields].filter(([, text]) => text !== '').map(([name]) => name)
  noteEdit(book, { ...act, lists, fields: names })
  return outcome.id
}

function moveTo(book: WritableDb, from: number, to: number): void {
  // Before what moves is noted in the history of the one that stays.
  book
    .prepare(
      `UPDATE contact_history SET contact_id = ?, of_contact = coalesce(of_contact, ?)
       WHERE contact_id = ?`,
    )
    .run(to, from, from)
  book
    .prepare(
      `INSERT INTO contact_tag (contact_id, tag) SELECT ?, tag FROM contact_tag
       WHERE contact_id = ? ORDER BY tag ON CONFLICT DO NOTHING`,
    )
    .run(to, from)
  for (const table of ['contact_note', 'contact_consent'])
    book.prepare(`UPDATE ${table} SET contact_id = ? WHERE contact_id = ?`).run(to, from)
  book
    .prepare(
      `INSERT INTO mailing (contact_id, request, at) SELECT ?, request, at FROM mailing
       WHERE contact_id = ? ON CONFLICT (contact_id, request) DO UPDATE SET at = max(at, excluded.at)`,
    )
    .run(to, from)
}

/** A no to one address was the person's no: whatever was agreed to before it has ended with it. */
function carryWithdrawals(book: WritableDb, contact: number): void {
  const last = book
    .prepare<{ day: string | null }>(
      'SELECT max(withdrawn_at) AS day FROM contact_consent WHERE contact_id = ?',
    )
    .get(contact)?.day
  if (last == null) return
  book
    .prepare(
      `UPDATE contact_consent SET withdrawn_at = ?
       WHERE contact_id = ? AND withdrawn_at IS NULL AND given_at <= ?`,
    )
    .run(last, contact, last)
}

function writeNote(
  book: WritableDb,
  o: {
    readonly contacts: readonly BookContact[]
    readonly outcome: MergeOutcome
    readonly act: Act
  },
): void {
  const note: MergeNote = {
    contacts: o.contacts.map(({ id, address }) => ({ id, address })),
    address: o.outcome.address.id,
    took: o.outcome.took,
  }
  book
    .prepare(
      `INSERT INTO contact_history (contact_id, what, before, after, member, at, source)
       VALUES (?, 'merge', ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[o.outcome.id, JSON.stringify(o.contacts), JSON.stringify(note)],
      ...[o.act.member, o.act.at, o.act.source],
    )
}

/** Takes a contact out of every list, and counts that there. */
export function leaveLists(book: WritableDb, contact: number): void {
  const lists = listsWith(book, contact)
  const leave = book.prepare('DELETE FROM list_contact WHERE list_number = ? AND contact_id = ?')
  const count = book.prepare(
    'UPDATE book_list SET contact_count = contact_count - 1 WHERE number = ?',
  )
  for (const number of lists) {
    leave.run(number, contact)
    count.run(number)
  }
}

function joinLists(book: WritableDb, contact: number, lists: readonly number[]): void {
  const join = book.prepare(
    'INSERT INTO list_contact (list_number, contact_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const count = book.prepare(
    'UPDATE book_list SET contact_count = contact_count + 1 WHERE number = ?',
  )
  for (const number of lists) if (join.run(number, contact).changes === 1) count.run(number)
}

/** What others wrote in one of the lists is now in all of them. */
function inheritEditors(book: WritableDb, lists: readonly number[]): void {
  book
    .prepare(
      `INSERT INTO list_editor (list_number, member)
       SELECT l.value, e.member FROM json_each(?) l
       JOIN list_editor e ON e.list_number IN (SELECT value FROM json_each(?))
       WHERE true ON CONFLICT DO NOTHING`,
    )
    .run(JSON.stringify(lists), JSON.stringify(lists))
}
