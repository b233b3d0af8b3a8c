/** Up to which of this workstation's records others were told by mail, and about what that failed. */
export const noticeMail0020 = {
  number: 20,
  sql: `
CREATE TABLE notice_mail_position (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL
) STRICT;
CREATE TABLE notice_mail_failure (
  member TEXT NOT NULL,
  request TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (member, request)
) STRICT, WITHOUT ROWID;
`,
} as const
