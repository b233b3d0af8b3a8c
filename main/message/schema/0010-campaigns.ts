/** Drafts with their lists, editors and attachments. Once filed, a campaign never changes again. */
export const campaigns0010 = {
  number: 10,
  sql: `
CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'filed')),
  request TEXT CHECK ((state = 'filed') = (request IS NOT NULL)),
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  identity TEXT,
  route TEXT,
  window_from TEXT,
  window_until TEXT,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE campaign_list (
  campaign TEXT NOT NULL REFERENCES campaign (id),
  list TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (campaign, list)
) STRICT;
CREATE TABLE campaign_editor (
  campaign TEXT NOT NULL REFERENCES campaign (id),
  member TEXT NOT NULL,
  PRIMARY KEY (campaign, member)
) STRICT;
CREATE TABLE campaign_attachment (
  id TEXT PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaign (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX campaign_attachment_by_campaign ON campaign_attachment (campaign, position);
`,
} as const
