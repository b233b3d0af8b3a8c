import type { WritableDb } from '../sqlite/sqlite.ts'

/**
 * Forgets every list that is not among these, its import reports, and the contacts that belong to
 * no list any more: personal data has no business here once nobody can mail it.
 */
export function sweepBook(book: WritableDb, lists: readonly string[]): void {
  const gone = book
    .prepare<{ number: number }>(
      'SELECT number FROM book_list WHERE list NOT IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(lists))
  for (const { number } of gone) book.transaction(() => forgetList(book, number))
}

function forgetList(book: WritableDb, number: number): void {
  for (const table of ['import_block', 'import_note', 'import_before'])
    book
      .prepare(
        `DELETE FROM ${table}
         WHERE import_number IN (SELECT number FROM import WHERE list_number = ?)`,
      )
      .run(number)
  book.prepare('DELETE FROM import WHERE list_number = ?').run(number)
  book.exec('CREATE TEMP TABLE leaving (contact_id INTEGER PRIMARY KEY)')
  book
    .prepare('INSERT INTO leaving SELECT contact_id FROM list_contact WHERE list_number = ?')
    .run(number)
  book.prepare('DELETE FROM list_contact WHERE list_number = ?').run(number)
  // Asked list by list, so that each answer is one look at the primary key.
  book
    .prepare(
      `DELETE FROM contact WHERE id IN (
         SELECT contact_id FROM leaving WHERE NOT EXISTS (
           SELECT 1 FROM book_list b JOIN list_contact m
             ON m.list_number = b.number AND m.contact_id = leaving.contact_id))`,
    )
    .run()
  book.exec('DROP TABLE leaving')
  book.prepare('DELETE FROM list_editor WHERE list_number = ?').run(number)
  book.prepare('DELETE FROM list_field WHERE list_number = ?').run(number)
  book.prepare('DELETE FROM book_list WHERE number = ?').run(number)
}
