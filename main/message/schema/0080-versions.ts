/**
 * What drafts said at earlier times. edition counts the changes of what a draft says, so that whoever
 * writes on an older one is told. A version that nobody is known to have written was there before.
 */
export const versions0080 = {
  number: 80,
  sql: `ALTER TABLE campaign ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
CREATE TABLE campaign_version (
  campaign TEXT NOT NULL REFERENCES campaign (id),
  number INTEGER NOT NULL,
  member TEXT,
  begun_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  restored INTEGER,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  text_basis TEXT,
  PRIMARY KEY (campaign, number)
) STRICT;
INSERT INTO campaign_version
  (campaign, number, begun_at, saved_at, subject, text, html, text_basis)
  SELECT id, 1, updated_at, updated_at, subject, text, html, text_basis FROM campaign
  WHERE subject <> '' OR text <> '' OR html <> '';`,
} as const
