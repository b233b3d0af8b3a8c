import type { Migration } from '../../sqlite/migrate.ts'

/**
 * journal_destroyed: requests whose contents are gone from this vault, and how many of them this PC
 * had no right to remove from the store.
 * journal_export: where the records of this PC's journal are copied to, up to which entry, and how
 * the last attempt ended.
 */
export const destroyedAndExport: Migration = {
  number: 40,
  sql: `
CREATE TABLE journal_destroyed (
  request TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  left_count INTEGER NOT NULL CHECK (left_count >= 0)
) STRICT;
CREATE TABLE journal_export (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  target TEXT NOT NULL,
  through INTEGER NOT NULL,
  tried_at TEXT,
  done_at TEXT,
  problem TEXT
) STRICT;
`,
}
