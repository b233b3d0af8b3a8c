import type { Migration } from '../../sqlite/migrate.ts'

/**
 * Every question that is asked again and again finds its answer in an index: a partial index serves
 * only a query that repeats its WHERE word for word, and one that ends with `state` need not open the
 * rows for it. journal_snapshot: whatever changes an entry that it covers takes it away at once, so
 * that nobody has to count them when it is read.
 */
export const indexesAndGuardedSnapshot: Migration = {
  number: 30,
  sql: `
DROP INDEX journal_entry_kind;
DROP INDEX journal_entry_at;
DROP INDEX journal_entry_member;
DROP INDEX journal_entry_state;
CREATE INDEX journal_entry_kind ON journal_entry (kind, at, hash, state) WHERE state IN ('verified', 'newer');
CREATE INDEX journal_entry_at ON journal_entry (at, hash, state) WHERE state IN ('verified', 'newer');
CREATE INDEX journal_entry_member ON journal_entry (member, at, hash, state) WHERE state IN ('verified', 'newer');
CREATE INDEX journal_entry_rare ON journal_entry (state, workstation, seq) WHERE state <> 'verified';
CREATE INDEX journal_entry_own ON journal_entry (seq, hash) WHERE own = 1;
CREATE INDEX journal_entry_unnamed ON journal_entry (id) WHERE member = '';
DROP TABLE journal_snapshot;
CREATE TABLE journal_snapshot (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  through INTEGER NOT NULL,
  digest TEXT NOT NULL,
  chain TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_snapshot_inserted AFTER INSERT ON journal_entry
WHEN NEW.id <= (SELECT through FROM journal_snapshot)
BEGIN DELETE FROM journal_snapshot; END;
CREATE TRIGGER journal_snapshot_deleted AFTER DELETE ON journal_entry
WHEN OLD.state IN ('verified', 'newer') AND OLD.id <= (SELECT through FROM journal_snapshot)
BEGIN DELETE FROM journal_snapshot; END;
CREATE TRIGGER journal_snapshot_changed
AFTER UPDATE OF id, workstation, seq, state, hash, prev, heads ON journal_entry
WHEN min(OLD.id, NEW.id) <= (SELECT through FROM journal_snapshot)
BEGIN DELETE FROM journal_snapshot; END;
`,
}
