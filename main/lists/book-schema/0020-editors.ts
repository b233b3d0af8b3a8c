import type { Migration } from '../../sqlite/migrate.ts'

/** Who changed what a list's recipients are or get: none of them may approve a mailing to it. */
export const editors: Migration = {
  number: 20,
  sql: `
    -- Null: imported before editors were noted.
    ALTER TABLE import ADD COLUMN member TEXT;
    CREATE TABLE list_editor (
      list_number INTEGER NOT NULL REFERENCES book_list (number),
      member TEXT NOT NULL,
      PRIMARY KEY (list_number, member)
    ) STRICT, WITHOUT ROWID;
  `,
}
