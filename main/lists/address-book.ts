import { hkdfSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { migrate } from '../sqlite/migrate.ts'
import { rawKeyText } from '../sqlite/raw-key.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { openWritable } from '../sqlite/sqlite.ts'
import { contacts } from './book-schema/0010-contacts.ts'
import { editors } from './book-schema/0020-editors.ts'
import { importBlocks } from './book-schema/0030-import-blocks.ts'
import { people } from './book-schema/0050-people.ts'
import { mailingFeed } from './book-schema/0070-mailing-feed.ts'
import { curation } from './book-schema/0080-curation.ts'
import { importedConsent } from './book-schema/0090-imported-consent.ts'

/**
 * The address book: contacts, who is in which list, and import reports, in an encrypted file of
 * their own beside the vault, under a random key that only the vault holds.
 *
 * Why not in the vault: an import is one transaction, all or nothing, that holds its database's one
 * write lock for seconds. Here nobody else waits for that lock, because nobody else writes: every
 * write happens in the worker (book-worker.ts), and the core reads the file attached to the vault.
 * The vault's own key never leaves it.
 */
export interface AddressBook {
  readonly file: string
  /** 32 bytes. */
  readonly key: Uint8Array
  /** 32 bytes: what stands for erased addresses is keyed with it, and stays when the key does not. */
  readonly erasureKey: Uint8Array
}

export const bookMigrations = [
  contacts,
  editors,
  importBlocks,
  people,
  mailingFeed,
  curation,
  importedConsent,
] as const

const attached = new WeakSet<ReadableDb>()

/** The address book of this vault, made at first use; its tables then answer under `book.`. */
export function makeAddressBook(db: WritableDb, random: Random): AddressBook {
  const known = attachAddressBook(db)
  if (known !== null) return known
  const book = nextAddressBook(db, random)
  // The file first: once the vault names it, a missing one is damage and not a beginning.
  bringUpToDate(book)
  db.prepare('INSERT INTO address_book (one, file_name, key) VALUES (1, ?, ?)').run(
    basename(book.file),
    Buffer.from(book.key),
  )
  return attachAddressBook(db) ?? book
}

/**
 * Makes the tables of the address book readable as `book.…` on the vault's connection; null when
 * there is none yet, which means that no list has ever had a contact.
 * Fails with `vault.damaged` when its file is missing or is another one, `vault.newer`.
 */
export function attachAddressBook(db: ReadableDb): AddressBook | null {
  const row = db
    .prepare<{ file_name: string; key: Buffer; erasure_key: Buffer | null }>(
      'SELECT file_name, key, erasure_key FROM address_book',
    )
    .get()
  if (row === undefined) return null
  const key = new Uint8Array(row.key)
  const erasureKey = row.erasure_key ? new Uint8Array(row.erasure_key) : erasureKeyOf(key)
  const book = { file: join(dirname(db.file), row.file_name), key, erasureKey }
  if (attached.has(db)) return book
  if (!existsSync(book.file)) return fail('vault.damaged', { file: basename(book.file) })
  bringUpToDate(book)
  const raw = rawKeyText(book.key)
  db.prepare('ATTACH DATABASE ? AS book KEY ?').run(book.file, raw)
  raw.fill(0)
  // Every page that is read again is decrypted again, unless it is still there.
  db.prepare('PRAGMA book.cache_size = -32768').run()
  attached.add(db)
  return book
}

/** Where a vault's contacts could lie instead; neither the file nor anything else is made yet. */
export function nextAddressBook(db: ReadableDb, random: Random): AddressBook {
  const name = `contacts-${Buffer.from(random.bytes(4)).toString('hex')}.db`
  const key = random.bytes(32)
  return { file: join(dirname(db.file), name), key, erasureKey: erasureKeyOf(key) }
}

function erasureKeyOf(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'sekisho erased address', 32))
}

/**
 * From now on this is the vault's address book, and nobody has the key of the one before: the vault
 * forgets it, in its file and in its log.
 */
export function takeAddressBook(db: WritableDb, next: AddressBook): void {
  db.prepare('UPDATE address_book SET file_name = ?, key = ?, erasure_key = ?').run(
    basename(next.file),
    Buffer.from(next.key),
    Buffer.from(next.erasureKey),
  )
  if (attached.has(db)) db.exec('DETACH DATABASE book')
  attached.delete(db)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  attachAddressBook(db)
}

/** The file that belongs to this vault, for its backup; none before the first import. */
export function addressBookFiles(db: ReadableDb): { name: string; key: Uint8Array }[] {
  return db
    .prepare<{ name: string; key: Buffer }>('SELECT file_name AS name, key FROM address_book')
    .all()
}

function bringUpToDate(book: AddressBook): void {
  const db = openWritable(book)
  try {
    migrate(db, 'address-book', bookMigrations)
  } finally {
    db.close()
  }
}
