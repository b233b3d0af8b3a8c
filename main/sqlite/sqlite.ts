import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { fail } from '../../preload/problem.ts'
import { rawKeyText } from './raw-key.ts'

/** An open SQLCipher database. Writable and readable handles are different types on purpose. */
export interface ReadableDb {
  readonly file: string
  readonly prepare: <R = unknown>(sql: string) => Database.Statement<unknown[], R>
  /** Rows as arrays, one after the other: for reading a million without an object for each. */
  readonly rows: <R extends readonly unknown[]>(
    sql: string,
    params: readonly (string | number)[],
  ) => Iterable<R>
  /** A function of one value that SQL may ask on this connection; the same value, the same answer. */
  readonly define: (name: string, act: (value: unknown) => string | number | null) => void
  /** Runs when the handle is closed, before the file is. */
  readonly onClose: (act: () => void) => void
  readonly close: () => void
}

declare const writable: unique symbol
export interface WritableDb extends ReadableDb {
  readonly [writable]: true
  readonly exec: (sql: string) => void
  /**
   * Runs the function in one transaction that has this file's write lock from its beginning; it must
   * not return a promise. What is attached stays free for whoever writes it.
   */
  readonly transaction: <T>(act: () => T) => T
}

export interface OpenOptions {
  readonly file: string
  /** 32 bytes. SQLCipher takes them as the raw key: no derivation, the slots have done it. */
  readonly key: Uint8Array
}

/** Opens or makes the database for writing: WAL, full sync, foreign keys, secure delete. */
export function openWritable(options: OpenOptions): WritableDb {
  const db = open(options, false)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('secure_delete = ON')
  db.pragma('temp_store = MEMORY')
  db.pragma('busy_timeout = 5000')
  return toHandle(db, options.file)
}

/** Opens an existing database for reading; another process may be writing it. */
export function openReadable(options: OpenOptions): ReadableDb {
  const db = open(options, true)
  db.pragma('busy_timeout = 5000')
  return toHandle(db, options.file)
}

function open({ file, key }: OpenOptions, readonly: boolean): Database.Database {
  const db = new Database(file, { readonly, fileMustExist: readonly })
  try {
    db.pragma(`cipher='sqlcipher'`)
    db.pragma('legacy=4')
    // The raw-key form of SQLCipher 4, so that its own PBKDF2 does not run on top of ours.
    const raw = rawKeyText(key)
    db.key(raw)
    raw.fill(0)
    // A wrong key shows only at the first read.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return db
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB')
      fail('vault.damaged', { file: basename(file) })
    throw error
  }
}

/**
 * BEGIN IMMEDIATE would lock every attached file as well, and wait for an import that holds the address
 * book. This takes the lock of the main file alone, and finds nothing to do: no file vacuums itself.
 */
const lockMain = 'PRAGMA main.incremental_vacuum(1)'

function toHandle(db: Database.Database, file: string): WritableDb {
  const statements = new Map<string, Database.Statement<unknown[], unknown>>()
  const closing: (() => void)[] = []
  const handle = {
    file,
    prepare<R>(sql: string) {
      const known = statements.get(sql) ?? db.prepare<unknown[], unknown>(sql)
      statements.set(sql, known)
      return known as Database.Statement<unknown[], R>
    },
    exec: (sql: string) => void db.exec(sql),
    transaction: <T>(act: () => T): T =>
      db
        .transaction(() => {
          handle.prepare(lockMain).run()
          return act()
        })
        .deferred(),
    rows: (sql: string, params: readonly (string | number)[]) =>
      db
        .prepare<unknown[], unknown>(sql)
        .raw()
        .iterate(...params),
    define: (name: string, act: (value: unknown) => string | number | null) =>
      void db.function(name, { deterministic: true }, act),
    onClose: (act: () => void) => void closing.push(act),
    close() {
      for (const act of closing.splice(0)) act()
      db.close()
    },
  }
  return handle as unknown as WritableDb
}
