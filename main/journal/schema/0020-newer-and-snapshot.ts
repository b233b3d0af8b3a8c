import type { Migration } from '../../sqlite/migrate.ts'

/**
 * journal_entry gets a state, `newer`: signed by whom it names, of a kind or version that this
 * Sekisho does not know; and `member`, who acted: null for a workstation's own records, '' where
 * it has yet to be read from the bytes.
 * journal_snapshot: the chains as they stood after the entry `through`, and what that covered.
 * journal_format: what the reader that judged these entries understood.
 */
export const newerAndSnapshot: Migration = {
  number: 20,
  sql: `
CREATE TABLE journal_entry_20 (
  id INTEGER PRIMARY KEY,
  workstation TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('verified', 'enrolment', 'newer', 'pending', 'refused')),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  reason TEXT CHECK ((state = 'refused') = (reason IS NOT NULL)),
  hash TEXT,
  kind TEXT,
  about TEXT,
  member TEXT,
  prev TEXT,
  at TEXT,
  heads TEXT,
  bytes BLOB NOT NULL,
  UNIQUE (workstation, name)
) STRICT;
INSERT INTO journal_entry_20
  (id, workstation, seq, name, state, own, published, reason, hash, kind, about, member, prev, at, heads, bytes)
SELECT id, workstation, seq, name, state, own, published, reason, hash, kind, about,
       iif(state IN ('verified', 'enrolment'), '', NULL), prev, at, heads, bytes
FROM journal_entry;
DROP TABLE journal_entry;
ALTER TABLE journal_entry_20 RENAME TO journal_entry;
CREATE UNIQUE INDEX journal_entry_hash ON journal_entry (hash) WHERE state IN ('verified', 'enrolment', 'newer');
CREATE INDEX journal_entry_seq ON journal_entry (workstation, seq);
CREATE INDEX journal_entry_kind ON journal_entry (kind, at) WHERE state IN ('verified', 'newer');
CREATE INDEX journal_entry_at ON journal_entry (at, hash) WHERE state IN ('verified', 'newer');
CREATE INDEX journal_entry_member ON journal_entry (member, at) WHERE state IN ('verified', 'newer');
CREATE INDEX journal_entry_about ON journal_entry (about) WHERE about IS NOT NULL;
CREATE INDEX journal_entry_state ON journal_entry (state) WHERE state IN ('newer', 'pending', 'refused');
CREATE INDEX journal_entry_outbox ON journal_entry (published) WHERE published = 0;
CREATE TABLE journal_snapshot (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  through INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  digest TEXT NOT NULL,
  chain TEXT NOT NULL
) STRICT;
CREATE TABLE journal_format (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  kinds TEXT NOT NULL
) STRICT;
`,
}
