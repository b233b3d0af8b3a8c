import type { Migration } from '../../sqlite/migrate.ts'

/** Lists that were destroyed on a signed record, until no key opens their rows any more. */
export const destruction: Migration = {
  number: 70,
  sql: `
    CREATE TABLE list_destruction (list TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    -- Null: derived from the key, as long as the address book has had no other.
    ALTER TABLE address_book ADD COLUMN erasure_key BLOB CHECK (length(erasure_key) = 32);
  `,
}
