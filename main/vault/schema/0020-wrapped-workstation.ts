import type { Migration } from '../../sqlite/migrate.ts'

/**
 * The workstation's two secrets wrapped once more: SQLite keeps decrypted pages in memory that it does
 * not overwrite when it frees it. workstation.ts moves the row, since only it has the key.
 */
export const wrappedWorkstation: Migration = {
  number: 20,
  sql: `
    ALTER TABLE workstation RENAME TO workstation_unwrapped;
    -- Exactly one row: this PC as the organization knows it. wrapped: salt 16, then both secrets.
    CREATE TABLE workstation (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      wrapped BLOB NOT NULL CHECK (length(wrapped) = 16 + 64 + 16)
    ) STRICT;
  `,
}
