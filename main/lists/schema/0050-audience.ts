import type { Migration } from '../../sqlite/migrate.ts'

/** Segments, what is suppressed and by whom, and to whom a list belongs and until when. */
export const audience: Migration = {
  number: 50,
  sql: `
    -- department: null is everybody's. keep_until: a day, after which it is destroyed; null: kept.
    ALTER TABLE list ADD COLUMN department TEXT;
    ALTER TABLE list ADD COLUMN keep_until TEXT;
    -- lists and condition: JSON, as the contract has them.
    CREATE TABLE segment (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL UNIQUE,
      lists TEXT NOT NULL,
      condition TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE segment_editor (
      segment TEXT NOT NULL REFERENCES segment (id),
      member TEXT NOT NULL,
      PRIMARY KEY (segment, member)
    ) STRICT, WITHOUT ROWID;
    -- value: a normalised address, a domain with all below it, or a pattern with * and ?.
    -- member: null where a machine found it (a bounce), or from before members were noted.
    CREATE TABLE suppression_entry (
      kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'pattern')),
      value TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'by-hand')),
      source TEXT NOT NULL,
      member TEXT,
      suppressed_at TEXT NOT NULL,
      PRIMARY KEY (kind, value)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO suppression_entry (kind, value, reason, source, member, suppressed_at)
      SELECT 'address', address_key, reason, '', NULL, suppressed_at FROM suppression;
    DROP TABLE suppression;
    ALTER TABLE suppression_entry RENAME TO suppression;
    CREATE INDEX suppression_by_time ON suppression (suppressed_at, kind, value);
    -- What was lifted, why, by whom, and the signed permission where the policy wants one.
    CREATE TABLE suppression_lift (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      reason TEXT NOT NULL,
      member TEXT NOT NULL,
      lifted_at TEXT NOT NULL,
      permit TEXT
    ) STRICT;
    -- Moves with every change of the suppressions, so that nobody has to read them to see one.
    CREATE TABLE suppression_version (one INTEGER PRIMARY KEY CHECK (one = 1), n INTEGER NOT NULL) STRICT;
    INSERT INTO suppression_version VALUES (1, 1);
    CREATE TRIGGER suppression_added AFTER INSERT ON suppression
      BEGIN UPDATE suppression_version SET n = n + 1; END;
    CREATE TRIGGER suppression_removed AFTER DELETE ON suppression
      BEGIN UPDATE suppression_version SET n = n + 1; END;
  `,
}
