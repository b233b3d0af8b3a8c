/** Reasons for which a warning was waived; they hold for exactly the findings they were given for. */
export const waivers0010 = {
  number: 10,
  sql: `
CREATE TABLE check_waiver (
  campaign TEXT NOT NULL,
  check_id TEXT NOT NULL,
  findings TEXT NOT NULL,
  reason TEXT NOT NULL,
  member TEXT NOT NULL,
  waived_at INTEGER NOT NULL,
  PRIMARY KEY (campaign, check_id)
) STRICT;
`,
} as const
