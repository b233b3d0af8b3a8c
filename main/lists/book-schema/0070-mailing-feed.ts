import type { Migration } from '../../sqlite/migrate.ts'

/** Which releases have been noted in mailing, so that none is gone through again for nothing. */
export const mailingFeed: Migration = {
  number: 70,
  sql: `
    -- left_count: mails that had left by the newest look. is_whole: no more of them will.
    CREATE TABLE mailing_feed (
      request TEXT PRIMARY KEY,
      left_count INTEGER NOT NULL CHECK (left_count >= 0),
      is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    -- A frequency cap asks for the newest mails of everybody.
    CREATE INDEX mailing_by_time ON mailing (at, contact_id);
  `,
}
