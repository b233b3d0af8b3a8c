import * as v from 'valibot'
import {
  BulkChange,
  type BulkEditView,
  type ContactSelection,
} from '../../preload/contract/contacts.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { type Act, beginAct } from './act.ts'
import { toFields } from './contact.ts'
import { changeTags } from './contact-edit.ts'
import { fieldDefinitions, toFieldText } from './contact-field.ts'
import { searchBook } from './contact-index.ts'
import { fieldsJson, listNumberOf, noteEdit } from './contact-membership.ts'

export interface BulkRequest {
  readonly id: string
  readonly list: string
  readonly selection: ContactSelection
  readonly change: BulkChange
}

export type OnStep = (step: { readonly done: number; readonly total: number }) => void

const stepEvery = 1000

/**
 * Does the same to many contacts, or to none of them: whoever stops it, or a full disk, leaves the
 * book as it was. Contacts that were so already are not counted. Fails with `lists.no-such-contact`,
 * `lists.value-…`.
 */
export function bulkEdit(
  book: WritableDb,
  request: BulkRequest,
  act: Act,
  onStep: OnStep,
): BulkEditView {
  const listNumber = listNumberOf(book, request.list)
  const { lastInsertRowid } = book
    .prepare(
      `INSERT INTO bulk_edit (id, list_number, change, contact_count, member, at)
       VALUES (?, ?, ?, 0, ?, ?)`,
    )
    .run(request.id, listNumber, JSON.stringify(request.change), act.member, act.at)
  const edit = Number(lastInsertRowid)
  beginAct(book, { ...act, source: 'bulk', edit })
  const ids = selectedIds(book, { ...request, listNumber })
  const change = changer(book, request.change)
  const changed: number[] = []
  for (const [at, id] of ids.entries()) {
    if (change(id)) changed.push(id)
    if (at % stepEvery === 0) onStep({ done: at, total: ids.length })
  }
  book.prepare('UPDATE bulk_edit SET contact_count = ? WHERE number = ?').run(changed.length, edit)
  const { change: made } = request
  const fields = made.kind === 'set-field' && made.value !== '' ? [made.field] : []
  noteEdit(book, { ...act, lists: listsWithAny(book, changed), fields })
  return bulkEditOf(book, 'main', request.id) ?? fail('lists.no-such-edit', {})
}

function selectedIds(
  book: WritableDb,
  o: { readonly selection: ContactSelection; readonly listNumber: number },
): number[] {
  const from = 'SELECT c.id AS id FROM list_contact m JOIN contact c ON c.id = m.contact_id'
  const { selection } = o
  if (selection.kind === 'ticked') {
    const ids = JSON.stringify(selection.contacts)
    return book
      .prepare<{ id: number }>(
        `${from} WHERE m.list_number = ? AND m.contact_id IN (SELECT value FROM json_each(?))`,
      )
      .all(o.listNumber, ids)
      .map(({ id }) => id)
  }
  // Only who may read addresses edits, so the search looks at them, too.
  if (selection.search.trim() !== '') return searchBook(book, o.listNumber, selection.search)
  return book
    .prepare<{ id: number }>(`${from} WHERE m.list_number = ?`)
    .all(o.listNumber)
    .map(({ id }) => id)
}

/** Changes one contact; true when it was not so already. */
function changer(book: WritableDb, change: BulkChange): (id: number) => boolean {
  if (change.kind === 'tags') return (id) => changeTags(book, id, change) > 0
  const { field } = change
  const definition = fieldDefinitions(book, 'main').find(({ name }) => name === field)
  const value = toFieldText(definition, change.value)
  const read = book.prepare<{ fields: string }>('SELECT fields FROM contact WHERE id = ?')
  const write = book.prepare('UPDATE contact SET fields = ? WHERE id = ?')
  return (id) => {
    const fields = new Map(Object.entries(toFields(read.get(id)?.fields ?? '{}')))
    if ((fields.get(field) ?? '') === value) return false
    fields.set(field, value)
    write.run(fieldsJson(fields), id)
    return true
  }
}

function listsWithAny(book: WritableDb, contacts: readonly number[]): number[] {
  return book
    .prepare<{ number: number }>(
      `SELECT b.number FROM book_list b WHERE EXISTS (
         SELECT 1 FROM json_each(?) k JOIN list_contact m
           ON m.list_number = b.number AND m.contact_id = k.value)`,
    )
    .all(JSON.stringify(contacts))
    .map(({ number }) => number)
}

interface HistoryRow {
  readonly contact_id: number
  readonly what: 'fields' | 'tag'
  readonly before: string
  readonly after: string
}

/**
 * Takes a bulk edit back, contact by contact: where things are still as it left them they are again
 * as they were. Fails with `lists.no-such-edit`, `lists.edit-undone`.
 */
export function undoBulkEdit(
  book: WritableDb,
  id: string,
  act: Act,
  onStep: OnStep,
): { restored: number; kept: number } {
  const found = book
    .prepare<{ number: number; is_undone: number }>(
      'SELECT number, is_undone FROM bulk_edit WHERE id = ?',
    )
    .get(id)
  if (found === undefined) return fail('lists.no-such-edit', {})
  if (found.is_undone === 1) return fail('lists.edit-undone', {})
  const rows = book
    .prepare<HistoryRow>(
      'SELECT contact_id, what, before, after FROM contact_history WHERE edit = ? ORDER BY number DESC',
    )
    .all(found.number)
  const restored = new Set<number>()
  const kept = new Set<number>()
  for (const [at, row] of rows.entries()) {
    if (restore(book, row)) restored.add(row.contact_id)
    else kept.add(row.contact_id)
    if (at % stepEvery === 0) onStep({ done: at, total: rows.length })
  }
  book.prepare('UPDATE bulk_edit SET is_undone = 1 WHERE number = ?').run(found.number)
  noteEdit(book, { ...act, lists: listsWithAny(book, [...restored]) })
  return { restored: [...restored].filter((each) => !kept.has(each)).length, kept: kept.size }
}

function restore(book: WritableDb, { contact_id, what, before, after }: HistoryRow): boolean {
  if (what === 'fields') return restoreFields(book, { contact_id, before, after })
  const change = { add: before === '' ? [] : [before], remove: after === '' ? [] : [after] }
  return changeTags(book, contact_id, change) === 1
}

/** Only of the fields that the edit changed; others may have changed since. */
function restoreFields(
  book: WritableDb,
  { contact_id, before, after }: Omit<HistoryRow, 'what'>,
): boolean {
  const row = book
    .prepare<{ fields: string }>('SELECT fields FROM contact WHERE id = ?')
    .get(contact_id)
  if (row === undefined) return false
  const was = new Map(Object.entries(toFields(before)))
  const became = new Map(Object.entries(toFields(after)))
  const now = new Map(Object.entries(toFields(row.fields)))
  const names = [...new Set([...was.keys(), ...became.keys()])]
  const changed = names.filter((name) => was.get(name) !== became.get(name))
  if (changed.some((name) => now.get(name) !== became.get(name))) return false
  for (const name of changed) now.set(name, was.get(name) ?? '')
  book.prepare('UPDATE contact SET fields = ? WHERE id = ?').run(fieldsJson(now), contact_id)
  return true
}

interface EditRow {
  readonly id: string
  readonly change: string
  readonly contact_count: number
  readonly member: string
  readonly at: string
  readonly is_undone: number
}

const editColumns = 'id, change, contact_count, member, at, is_undone'
const StoredChange = v.pipe(v.string(), v.parseJson(), BulkChange)

function toEditView(row: EditRow): BulkEditView {
  const { id: edit, member, at } = row
  return {
    ...{ edit, member, at, contactCount: row.contact_count, isUndone: row.is_undone === 1 },
    change: v.parse(StoredChange, row.change),
  }
}

/** Null when there is none. */
export function bulkEditOf(
  db: ReadableDb,
  schema: 'book' | 'main',
  id: string,
): BulkEditView | null {
  const row = db
    .prepare<EditRow>(`SELECT ${editColumns} FROM ${schema}.bulk_edit WHERE id = ?`)
    .get(id)
  return row === undefined ? null : toEditView(row)
}

const editsShown = 50

/** The newest ones of a list, on the vault's connection. */
export function bulkEditsOf(db: ReadableDb, list: string): BulkEditView[] {
  return db
    .prepare<EditRow>(
      `SELECT e.id, e.change, e.contact_count, e.member, e.at, e.is_undone FROM book.bulk_edit e
       JOIN book.book_list b ON b.number = e.list_number
       WHERE b.list = ? ORDER BY e.number DESC LIMIT ?`,
    )
    .all(list, editsShown)
    .map(toEditView)
}

/** The list of a bulk edit. Fails with `lists.no-such-edit`. */
export function listOfEdit(db: ReadableDb, edit: string): string {
  const row = db
    .prepare<{ list: string }>(
      `SELECT b.list FROM book.bulk_edit e JOIN book.book_list b ON b.number = e.list_number
       WHERE e.id = ?`,
    )
    .get(edit)
  return row?.list ?? fail('lists.no-such-edit', {})
}
