import { fail, ProblemError, toProblem } from '../../preload/problem.ts'
import { parseMailbox } from '../address/mailbox.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { Act } from './act.ts'
import { fieldDefinitions, toFieldText } from './contact-field.ts'
import {
  type BookContact,
  contactsIn,
  fieldsJson,
  listsWith,
  noteEdit,
} from './contact-membership.ts'

export interface ContactPlace {
  readonly list: string
  readonly contact: number
}

/**
 * Changes the address and fields of one contact, in all lists that it is in. Fails with
 * `lists.no-such-contact`, `lists.address-known`, `lists.row-address-…`, `lists.value-…`.
 */
export function editContact(
  book: WritableDb,
  edit: ContactPlace & {
    readonly address: string | null
    readonly fields: Readonly<Record<string, string>>
  },
  act: Act,
): void {
  const contact = contactAt(book, edit)
  if (edit.address !== null) changeAddress(book, contact, edit.address)
  const definitions = new Map(fieldDefinitions(book, 'main').map((each) => [each.name, each]))
  const fields = new Map(Object.entries(contact.fields))
  for (const [name, text] of Object.entries(edit.fields))
    fields.set(name, toFieldText(definitions.get(name), text))
  book.prepare('UPDATE contact SET fields = ? WHERE id = ?').run(fieldsJson(fields), contact.id)
  const names = Object.keys(edit.fields).filter((name) => fields.get(name) !== '')
  noteEdit(book, { ...act, lists: listsWith(book, contact.id), fields: names })
}

/** One contact of a list. Fails with `lists.no-such-contact`. */
export function contactAt(book: WritableDb, { list, contact }: ContactPlace): BookContact {
  const [found] = contactsIn(book, { list, contacts: [contact] })
  return found ?? fail('lists.no-such-contact', {})
}

function changeAddress(book: WritableDb, { id }: BookContact, text: string): void {
  const mailbox = parseMailbox(text)
  if ('reason' in mailbox)
    throw new ProblemError(toProblem(`lists.row-address-${mailbox.reason}`, {}))
  const { address, key, reach } = mailbox
  const other = book.prepare('SELECT 1 FROM contact WHERE address_key = ? AND id <> ?').get(key, id)
  if (other !== undefined) fail('lists.address-known', {})
  book
    .prepare('UPDATE contact SET address = ?, address_key = ?, reach = ? WHERE id = ?')
    .run(address, key, reach === 'plain' ? null : reach, id)
}

export interface TagChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** Puts tags on a contact and takes others away; what is added and removed at once is there. */
export function tagContact(book: WritableDb, edit: ContactPlace & TagChange, act: Act): void {
  const { id } = contactAt(book, edit)
  changeTags(book, id, edit)
  // A segment may ask for a tag, so it has a part in who gets what.
  noteEdit(book, { ...act, lists: listsWith(book, id) })
}

/** How many tags have come or gone. */
export function changeTags(book: WritableDb, contact: number, { add, remove }: TagChange): number {
  const put = book.prepare(
    'INSERT INTO contact_tag (contact_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const take = book.prepare('DELETE FROM contact_tag WHERE contact_id = ? AND tag = ?')
  let changes = 0
  for (const tag of remove) if (!add.includes(tag)) changes += take.run(contact, tag).changes
  for (const tag of add) changes += put.run(contact, tag).changes
  return changes
}

export function addNote(
  book: WritableDb,
  note: ContactPlace & { readonly text: string },
  { member, at }: Act,
): void {
  const { id } = contactAt(book, note)
  book
    .prepare('INSERT INTO contact_note (contact_id, text, member, at) VALUES (?, ?, ?, ?)')
    .run(id, note.text, member, at)
}

/** Its text stays in the history. Fails with `lists.no-such-note`. */
export function removeNote(book: WritableDb, note: ContactPlace & { readonly note: number }): void {
  const { id } = contactAt(book, note)
  const { changes } = book
    .prepare('DELETE FROM contact_note WHERE number = ? AND contact_id = ?')
    .run(note.note, id)
  if (changes === 0) fail('lists.no-such-note', {})
}
