/** What each member has been shown, and what they want to be told outside the window. */
export const notices0010 = {
  number: 10,
  sql: `
CREATE TABLE notice (
  member TEXT NOT NULL,
  id TEXT NOT NULL,
  told_at INTEGER NOT NULL,
  seen_at INTEGER,
  PRIMARY KEY (member, id)
) STRICT, WITHOUT ROWID;
-- kinds: JSON, an array of the kinds that the desktop shows. No row: the product's own choice.
CREATE TABLE notice_setting (
  member TEXT PRIMARY KEY,
  kinds TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const
