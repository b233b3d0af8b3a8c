import type { ListView } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'

interface ListRow {
  readonly id: string
  readonly name: string
  readonly created_at: string
  readonly keep_until: string | null
}

/** What the address book knows of a list. */
export interface BookList {
  readonly number: number
  readonly contact_count: number
  readonly updated_at: string
}

export function createList(
  db: WritableDb,
  { id, name, at, member }: { id: string; name: string; at: string; member: string },
): ListView {
  const inserted = db
    .prepare(
      `INSERT INTO list (id, name, name_key, created_at, created_by) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (name_key) DO NOTHING`,
    )
    .run(id, name, nameKey(name), at, member)
  if (inserted.changes === 0) return fail('lists.name-taken', { name })
  return listView(db, { id, name, created_at: at, keep_until: null })
}

/** Fails with `lists.name-taken`. */
export function assertNameFree(db: ReadableDb, name: string): void {
  const found = db.prepare('SELECT 1 FROM list WHERE name_key = ?').get(nameKey(name))
  if (found !== undefined) fail('lists.name-taken', { name })
}

/** A name as two lists must not share it. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** Gone for everybody at once; its rows in the address book follow (sweep.ts). */
export function deleteList(db: WritableDb, id: string): void {
  assertLists(db, [id])
  db.prepare('DELETE FROM list WHERE id = ?').run(id)
}

export function listViews(db: ReadableDb): ListView[] {
  return db
    .prepare<ListRow>('SELECT id, name, created_at, keep_until FROM list ORDER BY created_at, id')
    .all()
    .map((row) => listView(db, row))
}

export function listIds(db: ReadableDb): string[] {
  return db
    .prepare<{ id: string }>('SELECT id FROM list ORDER BY id')
    .all()
    .map((row) => row.id)
}

/** Null: for as long as nobody deletes it. Fails with `lists.no-such-list`. */
export function keepList(db: WritableDb, id: string, until: string | null): ListView {
  const changed = db.prepare('UPDATE list SET keep_until = ? WHERE id = ?').run(until, id).changes
  const view = listViews(db).find((each) => each.id === id)
  return changed === 1 && view !== undefined ? view : fail('lists.no-such-list', {})
}

/** Fails with `lists.no-such-list` unless all of them are there. */
export function assertLists(db: ReadableDb, lists: readonly string[]): void {
  const known = new Set(listIds(db))
  if (!lists.every((list) => known.has(list))) fail('lists.no-such-list', {})
}

/** The list's side of the address book; null when nothing was ever imported into it. */
export function bookListOf(db: ReadableDb, list: string): BookList | null {
  if (attachAddressBook(db) === null) return null
  return (
    db
      .prepare<BookList>(
        'SELECT number, contact_count, updated_at FROM book.book_list WHERE list = ?',
      )
      .get(list) ?? null
  )
}

/** Names of the merge fields that one list's contacts have, in the order of the file's columns. */
export function listFields(db: ReadableDb, book: BookList | null): string[] {
  if (book === null) return []
  return db
    .prepare<{ name: string }>(
      'SELECT name FROM book.list_field WHERE list_number = ? ORDER BY position, name',
    )
    .all(book.number)
    .map((row) => row.name)
}

function listView(db: ReadableDb, row: ListRow): ListView {
  const book = bookListOf(db, row.id)
  return {
    id: row.id,
    name: row.name,
    contactCount: book?.contact_count ?? 0,
    fields: listFields(db, book),
    createdAt: row.created_at,
    updatedAt: book?.updated_at ?? row.created_at,
    keepUntil: row.keep_until,
  }
}
