import type { Migration } from '../../sqlite/migrate.ts'

export const escrow: Migration = {
  number: 30,
  sql: `
    -- A member's key to receive, never the one to sign, sealed to the recovery group: after a lost
    -- password it still opens what was sealed to the member. One row for each group that there was.
    CREATE TABLE escrow (
      member TEXT NOT NULL,
      group_key TEXT NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (member, group_key)
    ) STRICT, WITHOUT ROWID;
  `,
}
