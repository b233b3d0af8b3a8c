import type { Migration } from '../../sqlite/migrate.ts'

/**
 * journal_document: the verified versions of root, directory and policy.
 * journal_floor: the highest version ever accepted; outlives a rebuilt replica.
 * journal_entry: every envelope of every log that was read, and what became of it.
 *   verified / enrolment: signatures hold. pending: a later directory may know its signer.
 *   refused: never looked at again; `bytes` is empty then.
 * journal_declared: the heads that this workstation's own records have named so far.
 */
export const initialJournal: Migration = {
  number: 10,
  sql: `
CREATE TABLE journal_document (
  type TEXT NOT NULL CHECK (type IN ('root', 'directory', 'policy')),
  n INTEGER NOT NULL CHECK (n >= 1),
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  bytes BLOB NOT NULL,
  PRIMARY KEY (type, n)
) STRICT;
CREATE TABLE journal_floor (
  type TEXT PRIMARY KEY,
  n INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY,
  workstation TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('verified', 'enrolment', 'pending', 'refused')),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  reason TEXT CHECK ((state = 'refused') = (reason IS NOT NULL)),
  hash TEXT,
  kind TEXT,
  about TEXT,
  prev TEXT,
  at TEXT,
  heads TEXT,
  bytes BLOB NOT NULL,
  UNIQUE (workstation, name)
) STRICT;
CREATE UNIQUE INDEX journal_entry_hash ON journal_entry (hash) WHERE state IN ('verified', 'enrolment');
CREATE INDEX journal_entry_seq ON journal_entry (workstation, seq);
CREATE INDEX journal_entry_kind ON journal_entry (kind, at) WHERE state = 'verified';
CREATE INDEX journal_entry_at ON journal_entry (at, hash) WHERE state = 'verified';
CREATE INDEX journal_entry_about ON journal_entry (about) WHERE about IS NOT NULL;
CREATE INDEX journal_entry_pending ON journal_entry (state) WHERE state = 'pending';
CREATE INDEX journal_entry_outbox ON journal_entry (published) WHERE published = 0;
CREATE TABLE journal_declared (
  workstation TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE journal_blob (
  hash TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  published INTEGER NOT NULL CHECK (published IN (0, 1))
) STRICT;
CREATE TABLE journal_blob_part (
  hash TEXT NOT NULL REFERENCES journal_blob (hash),
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, part)
) STRICT;
CREATE TABLE journal_alarm (
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  code TEXT NOT NULL,
  params TEXT NOT NULL,
  since_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX journal_alarm_active ON journal_alarm (scope, code, params) WHERE ended_at IS NULL;
`,
}
