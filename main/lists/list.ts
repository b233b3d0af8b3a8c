import type { ListView } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'
import { isCurated, isRead, isSeen, reachOn } from './list-reach.ts'

interface ListRow {
  readonly id: string
  readonly name: string
  readonly department: string | null
  readonly created_at: string
  readonly keep_until: string | null
}

/** What the address book knows of a list. */
export interface BookList {
  readonly number: number
  readonly contact_count: number
  readonly updated_at: string
}

/** Fails with `lists.name-taken`, `lists.other-department`. */
export function createList(
  db: WritableDb,
  list: {
    readonly id: string
    readonly name: string
    readonly department: string | null
    readonly at: string
    readonly member: string
  },
): ListView {
  const { id, name, department, at, member } = list
  assertNameFree(db, { id, name, department })
  db.prepare(
    `INSERT INTO list (id, name, name_key, department, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(id, name, nameKey(name), department, at, member)
  return listView(db, { id, name, department, created_at: at, keep_until: null })
}

/** Fails with `lists.no-such-list`, `lists.other-department`, `lists.name-taken`. */
export function moveList(db: WritableDb, id: string, department: string | null): ListView {
  const { name } = curatedList(db, id)
  assertNameFree(db, { id, name, department })
  db.prepare('UPDATE list SET department = ? WHERE id = ?').run(department, id)
  return viewOf(db, id)
}

/** A name as two lists must not share it. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** Gone for everybody at once; its rows in the address book follow (sweep.ts). */
export function deleteList(db: WritableDb, id: string): void {
  assertCurated(db, [id])
  db.prepare('DELETE FROM list WHERE id = ?').run(id)
}

/**
 * A name stands for one list in a department, and for one of everybody's in all of them. Fails with
 * `lists.other-department`, `lists.name-taken`.
 */
export function assertNameFree(
  db: ReadableDb,
  o: { readonly id?: string; readonly name: string; readonly department: string | null },
): void {
  requireCurated(db, o.department)
  const taken = db
    .prepare(
      `SELECT 1 FROM list WHERE name_key = ? AND id IS NOT ?
       AND (department IS ? OR department IS NULL OR ? IS NULL)`,
    )
    .get(nameKey(o.name), o.id ?? null, o.department, o.department)
  if (taken !== undefined) fail('lists.name-taken', { name: o.name })
}

/** The lists that this connection's member sees. */
export function listViews(db: ReadableDb): ListView[] {
  return rowsSeen(db).map((row) => listView(db, row))
}

/** Every list in the vault: what the address book keeps, whoever is signed in. */
export function listIds(db: ReadableDb): string[] {
  return db
    .prepare<{ id: string }>('SELECT id FROM list ORDER BY id')
    .all()
    .map((row) => row.id)
}

/** Null: for as long as nobody deletes it. Fails with `lists.no-such-list`, `lists.other-department`. */
export function keepList(db: WritableDb, id: string, until: string | null): ListView {
  curatedList(db, id)
  db.prepare('UPDATE list SET keep_until = ? WHERE id = ?').run(until, id)
  return viewOf(db, id)
}

/** Fails with `lists.no-such-list` unless all of them are there, for this member. */
export function assertLists(db: ReadableDb, lists: readonly string[]): void {
  const known = new Set(rowsSeen(db).map(({ id }) => id))
  if (!lists.every((list) => known.has(list))) fail('lists.no-such-list', {})
}

/** Fails with `lists.no-such-list`, and with `lists.other-department` where the member may only look. */
export function assertCurated(db: ReadableDb, lists: readonly string[]): void {
  for (const list of lists) curatedList(db, list)
}

/** Whether a member who may read addresses may read those of all these lists. */
export function areReadable(db: ReadableDb, lists: readonly string[]): boolean {
  const reach = reachOn(db)
  const rows = new Map(rowsSeen(db).map((row) => [row.id, row]))
  return lists.every((list) => {
    const row = rows.get(list)
    return row !== undefined && isRead(reach, row.department)
  })
}

/** Departments whose lists are among these, each once; null stands for what is everybody's. */
export function departmentsAmong(db: ReadableDb, lists: readonly string[]): (string | null)[] {
  const rows = rowsSeen(db).filter(({ id }) => lists.includes(id))
  return [...new Set(rows.map(({ department }) => department))]
}

/** Lists that are there, and not for this member. */
export function isHidden(db: ReadableDb, list: string): boolean {
  const row = db
    .prepare<{ department: string | null }>('SELECT department FROM list WHERE id = ?')
    .get(list)
  return row !== undefined && !isSeen(reachOn(db), row.department)
}

function requireCurated(db: ReadableDb, department: string | null): void {
  if (!isCurated(reachOn(db), department)) fail('lists.other-department', {})
}

function curatedList(db: ReadableDb, list: string): ListRow {
  const row = rowsSeen(db).find(({ id }) => id === list) ?? fail('lists.no-such-list', {})
  requireCurated(db, row.department)
  return row
}

function rowsSeen(db: ReadableDb): ListRow[] {
  const reach = reachOn(db)
  return db
    .prepare<ListRow>(
      'SELECT id, name, department, created_at, keep_until FROM list ORDER BY created_at, id',
    )
    .all()
    .filter(({ department }) => isSeen(reach, department))
}

function viewOf(db: ReadableDb, list: string): ListView {
  return listViews(db).find(({ id }) => id === list) ?? fail('lists.no-such-list', {})
}

/**
 * The list's side of the address book; null when nothing was ever imported into it, and for a list
 * that is hidden from this member.
 */
export function bookListOf(db: ReadableDb, list: string): BookList | null {
  return isHidden(db, list) ? null : bookListOfAny(db, list)
}

/** The same for whoever is signed in: for what happens to lists by their date. */
export function bookListOfAny(db: ReadableDb, list: string): BookList | null {
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
    department: row.department,
    mayChange: isCurated(reachOn(db), row.department),
    contactCount: book?.contact_count ?? 0,
    fields: listFields(db, book),
    createdAt: row.created_at,
    updatedAt: book?.updated_at ?? row.created_at,
    keepUntil: row.keep_until,
  }
}
