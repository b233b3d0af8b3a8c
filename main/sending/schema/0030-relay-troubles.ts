import type { Migration } from '../../sqlite/migrate.ts'

/** Of each relay the last session that failed, as redacted lines; request: of a release, or null. */
export const relayTroubles0030: Migration = {
  number: 30,
  sql: `
CREATE TABLE relayTrouble (
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  at INTEGER NOT NULL,
  request TEXT,
  lines TEXT NOT NULL,
  PRIMARY KEY (host, port)
) STRICT;
`,
}
