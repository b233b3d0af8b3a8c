import type { Migration } from '../../sqlite/migrate.ts'

/** In the address book, which only its worker writes: what an import of a million rows touches. */
export const contacts: Migration = {
  number: 10,
  sql: `
    -- One row per mailbox. fields: JSON object of merge field name to text, empty ones left out.
    CREATE TABLE contact (
      id INTEGER PRIMARY KEY,
      address_key TEXT NOT NULL UNIQUE,
      address TEXT NOT NULL,
      fields TEXT NOT NULL
    ) STRICT;
    -- What the address book knows of a list; its name stands in the vault.
    CREATE TABLE book_list (
      number INTEGER PRIMARY KEY,
      list TEXT NOT NULL UNIQUE,
      contact_count INTEGER NOT NULL CHECK (contact_count >= 0),
      updated_at TEXT NOT NULL
    ) STRICT;
    -- seen_*: the newest import that named this contact for this list, and in which line.
    -- contact_id is no foreign key: without an index of its own each deleted contact would cost a
    -- look at every row here, and that index is the dearest part of a large import.
    CREATE TABLE list_contact (
      list_number INTEGER NOT NULL REFERENCES book_list (number),
      contact_id INTEGER NOT NULL,
      seen_import INTEGER NOT NULL,
      seen_line INTEGER NOT NULL,
      PRIMARY KEY (list_number, contact_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE list_field (
      list_number INTEGER NOT NULL REFERENCES book_list (number),
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (list_number, name)
    ) STRICT, WITHOUT ROWID;
    -- columns and report: JSON, as the import was asked for and as it ended.
    CREATE TABLE import (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      list_number INTEGER NOT NULL REFERENCES book_list (number),
      columns TEXT NOT NULL,
      report TEXT NOT NULL
    ) STRICT;
    -- Every row of the file, in its order. cells: JSON, only of rows that were not taken; what was
    -- taken stands in the contact, and personal data is kept once.
    CREATE TABLE import_row (
      import_number INTEGER NOT NULL REFERENCES import (number),
      ordinal INTEGER NOT NULL,
      line INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (
        outcome IN ('added', 'updated', 'unchanged', 'duplicate', 'invalid', 'suppressed')
      ),
      contact_id INTEGER,
      problem TEXT,
      cells TEXT,
      PRIMARY KEY (import_number, ordinal),
      CHECK ((outcome IN ('added', 'updated', 'unchanged')) = (problem IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX import_row_outcome ON import_row (import_number, outcome, ordinal)
      WHERE outcome <> 'added';
  `,
}
