import type { UndoOutcome } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { outcomeNumber, readBlocks } from './import-block.ts'

interface Undoable {
  readonly number: number
  readonly list_number: number
  readonly state: string
  readonly change_seq: number
}

/**
 * Takes an import back: who came into the list by it leaves, and leaves the book too when no other
 * list has them; changed fields are again what they were. What somebody has changed since is left
 * alone and counted. An import that was interrupted is undone the same way. One transaction.
 * Fails with `lists.no-such-import` or `lists.import-undone`.
 */
export function undoImport(book: WritableDb, id: string): UndoOutcome {
  return book.transaction(() => {
    const found = book
      .prepare<Undoable>('SELECT number, list_number, state, change_seq FROM import WHERE id = ?')
      .get(id)
    if (found === undefined) return fail('lists.no-such-import', {})
    if (found.state === 'undone') return fail('lists.import-undone', {})
    book.exec(
      'CREATE TEMP TABLE undoing (contact_id INTEGER PRIMARY KEY, is_touched INTEGER NOT NULL)',
    )
    try {
      // Of an interrupted import its own changes are the newest: nothing says what came after.
      const since = found.state === 'finished' ? found.change_seq : Number.MAX_SAFE_INTEGER
      collectAdded(book, found, since)
      const restored = restoreFields(book, found, since)
      // What was withdrawn since stays: it proves what was sent before.
      book
        .prepare('DELETE FROM contact_consent WHERE import_number = ? AND withdrawn_at IS NULL')
        .run(found.number)
      const removed = removeAdded(book, found)
      const kept =
        (book.prepare<{ n: number }>('SELECT count(*) AS n FROM undoing WHERE is_touched').get()
          ?.n ?? 0) + restored.kept
      book
        .prepare(`UPDATE import SET state = 'undone', job = NULL WHERE number = ?`)
        .run(found.number)
      return { removed, restored: restored.count, kept }
    } finally {
      book.exec('DROP TABLE undoing')
    }
  })
}

/** Who came by the import, and whether a later act has touched them or a later import named them. */
function collectAdded(book: WritableDb, { number, list_number }: Undoable, since: number): void {
  const added = outcomeNumber('added')
  const insert = book.prepare(
    'INSERT INTO undoing (contact_id, is_touched) SELECT value, 0 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  )
  for (const { contacts, outcomes } of readBlocks(book, { importNumber: number, ordinal: 0 }))
    insert.run(JSON.stringify([...contacts.filter((_, at) => outcomes[at] === added)]))
  book
    .prepare(
      `UPDATE undoing SET is_touched = 1
       WHERE contact_id IN (SELECT contact_id FROM contact_touch WHERE seq > ?)`,
    )
    .run(since)
  const touch = book.prepare(
    'UPDATE undoing SET is_touched = 1 WHERE contact_id IN (SELECT value FROM json_each(?))',
  )
  const later = book
    .prepare<{ number: number }>(
      `SELECT number FROM import WHERE list_number = ? AND number > ? AND state <> 'undone'`,
    )
    .all(list_number, number)
  for (const each of later)
    for (const { contacts } of readBlocks(book, { importNumber: each.number, ordinal: 0 }))
      touch.run(JSON.stringify([...contacts.filter((contact) => contact !== 0)]))
}

function restoreFields(book: WritableDb, { number }: Undoable, since: number) {
  const isTouched = `EXISTS (SELECT 1 FROM contact_touch x
    WHERE x.contact_id = b.contact_id AND x.seq > ?)`
  const kept =
    book
      .prepare<{ n: number }>(
        `SELECT count(*) AS n FROM import_before b WHERE import_number = ? AND ${isTouched}`,
      )
      .get(number, since)?.n ?? 0
  const { changes } = book
    .prepare(
      `UPDATE contact SET fields = b.fields FROM import_before b
       WHERE b.import_number = ? AND b.contact_id = contact.id AND NOT ${isTouched}`,
    )
    .run(number, since)
  return { count: changes, kept }
}

function removeAdded(book: WritableDb, { list_number }: Undoable): number {
  const { changes } = book
    .prepare(
      `DELETE FROM list_contact WHERE list_number = ?
         AND contact_id IN (SELECT contact_id FROM undoing WHERE NOT is_touched)`,
    )
    .run(list_number)
  book
    .prepare(
      `DELETE FROM contact WHERE id IN (
         SELECT contact_id FROM undoing WHERE NOT is_touched AND NOT EXISTS (
           SELECT 1 FROM book_list b JOIN list_contact m
             ON m.list_number = b.number AND m.contact_id = undoing.contact_id))`,
    )
    .run()
  book
    .prepare('UPDATE book_list SET contact_count = contact_count - ? WHERE number = ?')
    .run(changes, list_number)
  return changes
}
