import type { Migration } from '../../sqlite/migrate.ts'

/** Written out, not derived: a released migration never changes when the code's lists do. */
export const flightLog0010: Migration = {
  number: 10,
  sql: `
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE frozen (idx INTEGER PRIMARY KEY, line TEXT NOT NULL, domain TEXT NOT NULL) STRICT;
CREATE TABLE delivery (
  idx INTEGER PRIMARY KEY REFERENCES frozen (idx),
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'leased', 'sending', 'at-dot', 'sent',
    'deferred', 'failed', 'suppressed', 'in-doubt')),
  reason TEXT NOT NULL DEFAULT 'frozen' CHECK (reason IN ('frozen', 'batch-leased', 'run-stopped',
    'run-halted', 'process-ended', 'route-resting', 'connection-ended', 'attempt-begun', 'dot-due',
    'accepted', 'resolved-arrived', 'refused-for-now', 'too-many', 'connection-lost',
    'protocol-violation', 'timed-out', 'refused-for-good', 'mailbox-unknown', 'policy-refused',
    'content-refused', 'too-large', 'unbuildable', 'resolved-not-arrived', 'no-answer-after-dot',
    'garbled-after-dot', 'process-ended-at-dot', 'suppressed-after-freeze', 'resolved-resend')),
  attempts INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  reply TEXT,
  dueAt INTEGER,
  at INTEGER,
  CHECK ((state = 'deferred') = (dueAt IS NOT NULL))
) STRICT;
`,
}
