/**
 * A template is a campaign that is never filed: written, kept in versions and looked at like one. A
 * footer stands in drafts under its id, and follows what is stored here until they are filed.
 */
export const templates0100 = {
  number: 100,
  sql: `
ALTER TABLE campaign ADD COLUMN is_template INTEGER NOT NULL DEFAULT 0;
CREATE TABLE message_footer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  identity TEXT,
  html TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE message_footer_editor (
  footer TEXT NOT NULL REFERENCES message_footer (id),
  member TEXT NOT NULL,
  PRIMARY KEY (footer, member)
) STRICT;
`,
} as const
