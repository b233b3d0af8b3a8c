/** What a message is written in. */
export const charset0090 = {
  number: 90,
  sql: `ALTER TABLE campaign ADD COLUMN charset TEXT NOT NULL DEFAULT 'utf-8'
    CHECK (charset IN ('utf-8', 'iso-2022-jp'))`,
} as const
