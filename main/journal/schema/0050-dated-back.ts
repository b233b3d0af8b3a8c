import type { Migration } from '../../sqlite/migrate.ts'

/**
 * journal_met: when this PC last had everything that the store showed. journal_dated_back: what was
 * signed later than it says, and why that is known. A row without a workstation is a directory.
 */
export const datedBack: Migration = {
  number: 50,
  sql: `
CREATE TABLE journal_met (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at TEXT NOT NULL
) STRICT;
CREATE TABLE journal_dated_back (
  id INTEGER PRIMARY KEY,
  workstation TEXT,
  seq INTEGER NOT NULL,
  about TEXT,
  at TEXT NOT NULL,
  not_before TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;
`,
}
