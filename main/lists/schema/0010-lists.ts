import type { Migration } from '../../sqlite/migrate.ts'

/** In the vault: what is small, and what others must be able to write while an import runs. */
export const lists: Migration = {
  number: 10,
  sql: `
    -- name_key: the name as two lists must not share it (NFKC, lower case).
    CREATE TABLE list (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL UNIQUE,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE suppression (
      address_key TEXT PRIMARY KEY,
      reason TEXT NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'by-hand')),
      suppressed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Exactly one row: the file with the contacts and its key. Without the row the file is noise.
    CREATE TABLE address_book (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      file_name TEXT NOT NULL,
      key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT;
  `,
}
