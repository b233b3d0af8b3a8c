import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { type Fields, toFields } from './contact.ts'

/** A contact as the worker has it before it. */
export interface BookContact {
  readonly id: number
  readonly address: string
  readonly fields: Fields
}

interface Row {
  readonly id: number
  readonly address: string
  readonly fields: string
}

/** The book's number of a list. Fails with `lists.no-such-contact`: a list without contacts has none. */
export function listNumberOf(book: ReadableDb, list: string): number {
  const row = book
    .prepare<{ number: number }>('SELECT number FROM book_list WHERE list = ?')
    .get(list)
  return row?.number ?? fail('lists.no-such-contact', {})
}

/** Contacts of a list, each once, by their numbers. Fails with `lists.no-such-contact`. */
export function contactsIn(
  book: ReadableDb,
  { list, contacts }: { readonly list: string; readonly contacts: readonly number[] },
): BookContact[] {
  const ids = [...new Set(contacts)].sort((a, b) => a - b)
  const rows = book
    .prepare<Row>(
      `SELECT c.id, c.address, c.fields FROM json_each(?) k
       JOIN list_contact m ON m.list_number = ? AND m.contact_id = k.value
       JOIN contact c ON c.id = m.contact_id ORDER BY c.id`,
    )
    .all(JSON.stringify(ids), listNumberOf(book, list))
  if (rows.length !== ids.length) return fail('lists.no-such-contact', {})
  return rows.map((row) => ({ ...row, fields: toFields(row.fields) }))
}

/** Numbers of all lists that a contact is in. */
export function listsWith(book: ReadableDb, contact: number): number[] {
  // One look at the primary key per list: there is no index by contact (book-schema/0010).
  return book
    .prepare<{ number: number }>(
      `SELECT b.number FROM book_list b WHERE EXISTS (
         SELECT 1 FROM list_contact m WHERE m.list_number = b.number AND m.contact_id = ?)
       ORDER BY b.number`,
    )
    .all(contact)
    .map(({ number }) => number)
}

export interface BookEdit {
  readonly member: string
  readonly at: string
  readonly lists: readonly number[]
  /** Fields that contacts of these lists have from now on. */
  readonly fields?: readonly string[]
}

/** Lists whose contacts were changed: by whom, when, and what fields they have got (FAULTS S03). */
export function noteEdit(book: WritableDb, edit: BookEdit): void {
  const editor = book.prepare(
    'INSERT INTO list_editor (list_number, member) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const touch = book.prepare('UPDATE book_list SET updated_at = ? WHERE number = ?')
  const field = book.prepare(
    `INSERT INTO list_field (list_number, name, position)
     VALUES (?, ?, (SELECT count(*) FROM list_field WHERE list_number = ?))
     ON CONFLICT DO NOTHING`,
  )
  for (const number of edit.lists) {
    editor.run(number, edit.member)
    touch.run(edit.at, number)
    for (const name of edit.fields ?? []) field.run(number, name, number)
  }
}

/** Fields as the book keeps them: no empty ones, in the order in which they came. */
export function fieldsJson(fields: ReadonlyMap<string, string>): string {
  const filled = [...fields].filter(([, value]) => value !== '')
  // By hand: an object literal would treat a field called __proto__ as something else.
  const pairs = filled.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  return `{${pairs.join(',')}}`
}
