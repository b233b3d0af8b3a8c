/** Policies of MTA-STS that were fetched, until their age ends: who hides one later hides nothing. */
export const stsPolicies0020 = {
  number: 20,
  sql: `
CREATE TABLE sts_policy (
  domain TEXT PRIMARY KEY,
  recordId TEXT NOT NULL,
  text TEXT NOT NULL,
  fetchedAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const
