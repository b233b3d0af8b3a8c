import type { Migration } from '../../sqlite/migrate.ts'

/**
 * What a million rows leave behind becomes small: the rows that were taken stand in blocks, and only
 * the others have a row of their own. The index over the addresses gets a name, so that an import
 * into an empty book can build it at its end. What changes is noted, for undoing and for searching.
 */
export const importBlocks: Migration = {
  number: 30,
  sql: `
    -- AUTOINCREMENT: reports and logs name contacts by number, so a number is never given twice.
    -- reach: null when every relay takes the address as it is (address/mailbox.ts).
    CREATE TABLE contact_next (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      address_key TEXT NOT NULL,
      address TEXT NOT NULL,
      fields TEXT NOT NULL,
      reach TEXT CHECK (reach IN ('legacy-mobile', 'smtputf8'))
    ) STRICT;
    INSERT INTO contact_next (id, address_key, address, fields)
      SELECT id, address_key, address, fields FROM contact ORDER BY id;
    DROP TABLE contact;
    ALTER TABLE contact_next RENAME TO contact;
    CREATE UNIQUE INDEX contact_address_key ON contact (address_key);
    -- Contacts that were changed or have gone, in the order in which that happened.
    CREATE TABLE contact_touch (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      contact_id INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX contact_touch_contact ON contact_touch (contact_id);
    CREATE TRIGGER contact_updated AFTER UPDATE ON contact BEGIN
      INSERT INTO contact_touch (contact_id) VALUES (new.id);
    END;
    CREATE TRIGGER contact_deleted AFTER DELETE ON contact BEGIN
      INSERT INTO contact_touch (contact_id) VALUES (old.id);
    END;
    ALTER TABLE list_contact DROP COLUMN seen_line;
    ALTER TABLE list_contact DROP COLUMN seen_import;
    -- state: 'running' between the commits of a resumable import, and after it was interrupted.
    -- job: JSON, how to go on with it. change_seq: newest contact_touch when it ended.
    ALTER TABLE import ADD COLUMN state TEXT NOT NULL DEFAULT 'finished'
      CHECK (state IN ('running', 'finished', 'undone'));
    ALTER TABLE import ADD COLUMN job TEXT;
    ALTER TABLE import ADD COLUMN change_seq INTEGER NOT NULL DEFAULT 0;
    -- Rows of a file in a row: for each its line and its contact as 32 bits, little-endian, and its
    -- outcome as one byte, the place in import-block.ts.
    CREATE TABLE import_block (
      import_number INTEGER NOT NULL REFERENCES import (number),
      first_ordinal INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      added INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      lines BLOB NOT NULL,
      contacts BLOB NOT NULL,
      outcomes BLOB NOT NULL,
      UNIQUE (import_number, first_ordinal)
    ) STRICT;
    -- Rows that were not taken, and those that were and deserve a look. cells: JSON of what stood
    -- there; null where the contact has it.
    CREATE TABLE import_note (
      import_number INTEGER NOT NULL REFERENCES import (number),
      ordinal INTEGER NOT NULL,
      line INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      problem TEXT,
      flags TEXT NOT NULL DEFAULT '[]',
      cells TEXT,
      contact_id INTEGER,
      PRIMARY KEY (import_number, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX import_note_outcome ON import_note (import_number, outcome, ordinal);
    CREATE INDEX import_note_flagged ON import_note (import_number, ordinal) WHERE flags <> '[]';
    -- What the fields of a contact were before an import changed them.
    CREATE TABLE import_before (
      import_number INTEGER NOT NULL REFERENCES import (number),
      contact_id INTEGER NOT NULL,
      fields TEXT NOT NULL,
      PRIMARY KEY (import_number, contact_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO import_note (import_number, ordinal, line, outcome, problem, cells)
      SELECT import_number, ordinal, line, outcome, problem, cells FROM import_row
      WHERE problem IS NOT NULL;
    INSERT INTO import_block
      (import_number, first_ordinal, row_count, added, updated, unchanged, lines, contacts, outcomes)
      SELECT import_number, min(ordinal), count(*),
        sum(outcome = 'added'), sum(outcome = 'updated'), sum(outcome = 'unchanged'),
        unhex(group_concat(printf('%02x%02x%02x%02x', line & 255, (line >> 8) & 255,
          (line >> 16) & 255, (line >> 24) & 255), '' ORDER BY ordinal)),
        unhex(group_concat(printf('%02x%02x%02x%02x', coalesce(contact_id, 0) & 255,
          (coalesce(contact_id, 0) >> 8) & 255, (coalesce(contact_id, 0) >> 16) & 255,
          (coalesce(contact_id, 0) >> 24) & 255), '' ORDER BY ordinal)),
        unhex(group_concat(printf('%02x', CASE outcome WHEN 'added' THEN 0 WHEN 'updated' THEN 1
          WHEN 'unchanged' THEN 2 WHEN 'duplicate' THEN 3 WHEN 'invalid' THEN 4 ELSE 5 END), ''
          ORDER BY ordinal))
      FROM import_row GROUP BY import_number, ordinal / 1000;
    UPDATE import SET report = json_set(report, '$.counts."no-consent"', 0, '$.flagged', 0)
      WHERE json_extract(report, '$.counts') IS NOT NULL;
    DROP TABLE import_row;
    -- How a person has set the columns of a file; header: its titles, folded, as a hash.
    CREATE TABLE column_mapping (
      header TEXT PRIMARY KEY,
      columns TEXT NOT NULL,
      used_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
