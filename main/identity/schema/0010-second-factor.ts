import type { Migration } from '../../sqlite/migrate.ts'

export const secondFactor: Migration = {
  number: 10,
  sql: `
    CREATE TABLE second_factor (
      member TEXT PRIMARY KEY,
      -- The TOTP secret, sealed to the member's own key: others on this PC share the vault.
      sealed BLOB NOT NULL,
      -- The newest time step (RFC 6238) that was accepted; -1: none yet.
      last_step INTEGER NOT NULL CHECK (last_step >= -1)
    ) STRICT;
    CREATE TABLE recovery_code (
      member TEXT NOT NULL REFERENCES second_factor (member),
      hash TEXT NOT NULL,
      used_at TEXT,
      PRIMARY KEY (member, hash)
    ) STRICT;
  `,
}
