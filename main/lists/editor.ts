import type { Audience } from '../../preload/contract/segments.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'
import { listsNamed } from './audience-plan.ts'
import { segmentEditors } from './segment.ts'

/**
 * Everybody who had a say in who gets what: who made one of the lists, imported into it, or changed
 * by an import elsewhere what one of its contacts gets, and who made one of the segments. Members'
 * ids, sorted.
 */
export function editorsOf(db: ReadableDb, audience: Audience): string[] {
  const json = JSON.stringify(listsNamed(db, audience))
  const makers = db
    .prepare<{ member: string }>(
      `SELECT created_by AS member FROM list
       WHERE created_by IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    )
    .all(json)
  const changers =
    attachAddressBook(db) === null
      ? []
      : db
          .prepare<{ member: string }>(
            `SELECT e.member FROM book.list_editor e
             JOIN book.book_list b ON b.number = e.list_number
             WHERE b.list IN (SELECT value FROM json_each(?))`,
          )
          .all(json)
  const ofLists = [...makers, ...changers].map((each) => each.member)
  return [...new Set([...ofLists, ...segmentEditors(db, audience.segments)])].sort()
}

/**
 * Notes what one import means for lists besides its own. A mailbox has one contact in all lists, so
 * changed fields change those lists too, and a contact that was there brings what others wrote.
 */
export interface EditorTrail {
  /** This import changed a contact that was there. */
  readonly changed: (contact: number) => void
  /** A contact that was there has come into the list. */
  readonly joined: (contact: number) => void
  readonly write: () => void
}

export function openEditorTrail(
  book: WritableDb,
  { listNumber, member }: { readonly listNumber: number; readonly member: string },
): EditorTrail {
  const others = book
    .prepare<{ number: number }>('SELECT number FROM book_list WHERE number <> ?')
    .all(listNumber)
    .map((each) => each.number)
  const changedLists = new Set<number>()
  const sources = new Set<number>()
  const isIn = book.prepare('SELECT 1 FROM list_contact WHERE list_number = ? AND contact_id = ?')
  const noteIn = (found: Set<number>, contact: number) => {
    for (const number of others)
      if (!found.has(number) && isIn.get(number, contact) !== undefined) found.add(number)
  }
  return {
    changed: (contact) => noteIn(changedLists, contact),
    joined: (contact) => noteIn(sources, contact),
    write() {
      const add = book.prepare(
        'INSERT INTO list_editor (list_number, member) VALUES (?, ?) ON CONFLICT DO NOTHING',
      )
      for (const number of [listNumber, ...changedLists]) add.run(number, member)
      const inherit = book.prepare(
        `INSERT INTO list_editor (list_number, member)
         SELECT ?, member FROM list_editor WHERE list_number = ? ON CONFLICT DO NOTHING`,
      )
      for (const source of sources) inherit.run(listNumber, source)
    },
  }
}
