/**
 * One file per recipient: the merge field that names it, the files of a draft by name, and their bytes
 * by content, so that a copy of a campaign costs nothing. file_version counts every change of them.
 */
export const recipientFiles0070 = {
  number: 70,
  sql: `
ALTER TABLE campaign ADD COLUMN file_column TEXT;
ALTER TABLE campaign ADD COLUMN file_version INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recipient_file_content (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE recipient_file (
  campaign TEXT NOT NULL REFERENCES campaign (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  type TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES recipient_file_content (sha256),
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (campaign, name),
  UNIQUE (campaign, folded)
) STRICT;
CREATE INDEX recipient_file_by_content ON recipient_file (sha256);
`,
} as const
