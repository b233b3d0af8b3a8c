import type { Migration } from '../../sqlite/migrate.ts'

/** In the vault: the runs of this workstation and the keys of their flight logs. */
export const releases0010: Migration = {
  number: 10,
  sql: `
CREATE TABLE release (
  request TEXT PRIMARY KEY,
  activation TEXT,
  logKey BLOB NOT NULL,
  runKey BLOB NOT NULL,
  startedAt INTEGER NOT NULL,
  finishedAt INTEGER,
  phase TEXT CHECK (phase IN ('finished', 'stopped', 'halted')),
  problem TEXT,
  CHECK ((phase IS NULL) = (finishedAt IS NULL))
) STRICT;
`,
}
