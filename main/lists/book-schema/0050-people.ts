import type { Migration } from '../../sqlite/migrate.ts'

/** What the office knows of a contact besides its fields, and everything that ever changed it. */
export const people: Migration = {
  number: 50,
  sql: `
    -- Whose act a change belongs to: set by whoever writes, before anything else.
    CREATE TABLE act (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      member TEXT NOT NULL,
      at TEXT NOT NULL,
      source TEXT NOT NULL
    ) STRICT;
    INSERT INTO act VALUES (1, '', '', '');
    CREATE TABLE contact_history (
      number INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL,
      what TEXT NOT NULL,
      before TEXT NOT NULL,
      after TEXT NOT NULL,
      member TEXT NOT NULL,
      at TEXT NOT NULL,
      source TEXT NOT NULL
    ) STRICT;
    CREATE INDEX contact_history_of ON contact_history (contact_id, number);
    -- No way of writing can forget the history: the table itself notes what changes.
    CREATE TRIGGER contact_fields_changed AFTER UPDATE OF fields ON contact
      WHEN old.fields <> new.fields
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source)
          SELECT new.id, 'fields', old.fields, new.fields, member, at, source FROM act;
      END;
    CREATE TRIGGER contact_address_changed AFTER UPDATE OF address ON contact
      WHEN old.address <> new.address
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source)
          SELECT new.id, 'address', old.address, new.address, member, at, source FROM act;
      END;
    CREATE TABLE contact_tag (
      contact_id INTEGER NOT NULL,
      tag TEXT NOT NULL,
      PRIMARY KEY (contact_id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE contact_note (
      number INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL,
      text TEXT NOT NULL,
      member TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX contact_note_of ON contact_note (contact_id, number);
    -- Consent (how, when, with what wording, and what proves it). Kept when it is withdrawn.
    CREATE TABLE contact_consent (
      number INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('form', 'paper', 'mail', 'oral', 'trade', 'published')),
      given_at TEXT NOT NULL,
      wording TEXT NOT NULL,
      proof TEXT NOT NULL,
      withdrawn_at TEXT,
      member TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX contact_consent_of ON contact_consent (contact_id, number);
    -- Mails that have left from here, by request.
    CREATE TABLE mailing (
      contact_id INTEGER NOT NULL,
      request TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (contact_id, request)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mailing_of_request ON mailing (request, contact_id);
    -- Addresses that were deleted on request: a keyed hash, so that the next import knows them.
    CREATE TABLE erased (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      reason TEXT NOT NULL,
      member TEXT NOT NULL,
      at TEXT NOT NULL,
      -- Until when the record of consent has to be kept, and the record without the address.
      consent TEXT NOT NULL,
      keep_until TEXT
    ) STRICT, WITHOUT ROWID;
    -- What belongs to a contact goes with it, whoever deletes it.
    CREATE TRIGGER contact_gone AFTER DELETE ON contact
      BEGIN
        DELETE FROM contact_history WHERE contact_id = old.id;
        DELETE FROM contact_tag WHERE contact_id = old.id;
        DELETE FROM contact_note WHERE contact_id = old.id;
        DELETE FROM contact_consent WHERE contact_id = old.id;
        DELETE FROM mailing WHERE contact_id = old.id;
      END;
  `,
}
