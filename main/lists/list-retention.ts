import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import {
  type AddressBook,
  attachAddressBook,
  nextAddressBook,
  takeAddressBook,
} from './address-book.ts'
import { endReader } from './audience-reader.ts'
import type { BookWriter } from './book-job.ts'
import { endFinder } from './contact-finder.ts'
import { bookListOfAny, listIds } from './list.ts'

/** A list whose day has passed. */
export interface DueList {
  readonly list: string
  /** The last day on which it was kept, YYYY-MM-DD. */
  readonly keepUntil: string
  readonly contactCount: number
}

/** The day where the clock stands, YYYY-MM-DD. */
export function dayAt(nowMs: number): string {
  const at = new Date(nowMs)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** Lists that were to be kept until a day before this one (YYYY-MM-DD). */
export function dueLists(db: ReadableDb, today: string): DueList[] {
  return db
    .prepare<{ list: string; keepUntil: string }>(
      `SELECT id AS list, keep_until AS keepUntil FROM list
       WHERE keep_until IS NOT NULL AND keep_until < ? ORDER BY keep_until, id`,
    )
    .all(today)
    .map((row) => ({ ...row, contactCount: bookListOfAny(db, row.list)?.contact_count ?? 0 }))
}

/** Gone for everybody at once; its rows follow, and until then a mark says so. */
export function markDestroyed(db: WritableDb, list: string): void {
  db.transaction(() => {
    db.prepare('INSERT INTO list_destruction (list) VALUES (?) ON CONFLICT DO NOTHING').run(list)
    db.prepare('DELETE FROM list WHERE id = ?').run(list)
  })
}

/**
 * Does what a mark says: the rows of destroyed lists are deleted, what is left is copied into a file
 * under another key, and the key under which the rows ever lay is forgotten. Cut off anywhere, the
 * next call begins again.
 */
export async function forgetDestroyed(
  db: WritableDb,
  { writer, random }: { readonly writer: BookWriter; readonly random: Random },
): Promise<void> {
  const book = attachAddressBook(db)
  if (book !== null) removeStrays(book)
  const marked = db.prepare<{ list: string }>('SELECT list FROM list_destruction').all()
  if (marked.length === 0) return
  if (book !== null) {
    const next = { ...nextAddressBook(db, random), erasureKey: book.erasureKey }
    await writer.run(
      () => ({
        book: attachAddressBook(db) ?? book,
        lists: listIds(db),
        task: { kind: 'renew', next },
      }),
      undefined,
      undefined,
      // Before anybody else may write: what came between would be lost with the old file.
      () => changeOver(db, next),
    )
  }
  const done = db.prepare('DELETE FROM list_destruction WHERE list = ?')
  for (const { list } of marked) done.run(list)
}

async function changeOver(db: WritableDb, next: AddressBook): Promise<void> {
  await endReader(db)
  await endFinder(db)
  takeAddressBook(db, next)
  removeStrays(next)
}

/** Files of address books that no vault knows the key of: an old one, and one that was cut off. */
function removeStrays({ file }: AddressBook): void {
  const folder = dirname(file)
  for (const name of readdirSync(folder)) {
    if (!/^contacts-[0-9a-f]{8}\.db(-wal|-shm|-journal)?$/.test(name)) continue
    if (name.startsWith(basename(file))) continue
    rmSync(join(folder, name), { force: true, maxRetries: 3 })
  }
}
