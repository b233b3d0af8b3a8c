import type { Migration } from '../../sqlite/migrate.ts'

export const initial: Migration = {
  number: 10,
  sql: `
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
    -- Exactly one row: this PC as the organization knows it.
    CREATE TABLE workstation (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      signing_seed BLOB NOT NULL CHECK (length(signing_seed) = 32),
      sealing_secret BLOB NOT NULL CHECK (length(sealing_secret) = 32)
    ) STRICT;
  `,
}
