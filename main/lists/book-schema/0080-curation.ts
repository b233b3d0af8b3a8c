import type { Migration } from '../../sqlite/migrate.ts'

/**
 * What people do to contacts by hand: every change of tags, notes and consent is in the history, too,
 * and a change of many at once can be taken back by what the history says of it.
 */
export const curation: Migration = {
  number: 80,
  sql: `
    -- edit: the bulk edit that the act is. of_contact: whose history it was before a merge.
    ALTER TABLE act ADD COLUMN edit INTEGER;
    ALTER TABLE contact_history ADD COLUMN edit INTEGER;
    ALTER TABLE contact_history ADD COLUMN of_contact INTEGER;
    CREATE INDEX contact_history_edit ON contact_history (edit) WHERE edit IS NOT NULL;
    DROP TRIGGER contact_fields_changed;
    DROP TRIGGER contact_address_changed;
    DROP TRIGGER contact_gone;
    CREATE TRIGGER contact_fields_changed AFTER UPDATE OF fields ON contact
      WHEN old.fields <> new.fields
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.id, 'fields', old.fields, new.fields, member, at, source, edit FROM act;
      END;
    CREATE TRIGGER contact_address_changed AFTER UPDATE OF address ON contact
      WHEN old.address <> new.address
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.id, 'address', old.address, new.address, member, at, source, edit FROM act;
      END;
    CREATE TRIGGER contact_tagged AFTER INSERT ON contact_tag
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.contact_id, 'tag', '', new.tag, member, at, source, edit FROM act;
      END;
    CREATE TRIGGER contact_untagged AFTER DELETE ON contact_tag
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT old.contact_id, 'tag', old.tag, '', member, at, source, edit FROM act;
      END;
    CREATE TRIGGER contact_noted AFTER INSERT ON contact_note
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.contact_id, 'note', '', new.text, member, at, source, edit FROM act;
      END;
    CREATE TRIGGER contact_note_moved AFTER UPDATE OF contact_id ON contact_note
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.contact_id, 'note', '', new.text, member, at, source, edit FROM act;
      END;
    CREATE TRIGGER contact_note_removed AFTER DELETE ON contact_note
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT old.contact_id, 'note', old.text, '', member, at, source, edit FROM act;
      END;
    -- before and after of a consent: JSON.
    CREATE TRIGGER consent_given AFTER INSERT ON contact_consent
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.contact_id, 'consent', '',
            json_object('number', new.number, 'way', new.way, 'givenOn', new.given_at,
              'wording', new.wording, 'proof', new.proof, 'withdrawnOn', new.withdrawn_at),
            member, at, source, edit FROM act;
      END;
    CREATE TRIGGER consent_moved AFTER UPDATE OF contact_id ON contact_consent
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.contact_id, 'consent', '',
            json_object('number', new.number, 'way', new.way, 'givenOn', new.given_at,
              'wording', new.wording, 'proof', new.proof, 'withdrawnOn', new.withdrawn_at),
            member, at, source, edit FROM act;
      END;
    CREATE TRIGGER consent_withdrawn AFTER UPDATE OF withdrawn_at ON contact_consent
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT new.contact_id, 'consent',
            json_object('number', old.number, 'way', old.way, 'givenOn', old.given_at,
              'wording', old.wording, 'proof', old.proof, 'withdrawnOn', old.withdrawn_at),
            json_object('number', new.number, 'way', new.way, 'givenOn', new.given_at,
              'wording', new.wording, 'proof', new.proof, 'withdrawnOn', new.withdrawn_at),
            member, at, source, edit FROM act;
      END;
    -- The history last: the others note their own end in it.
    CREATE TRIGGER contact_gone AFTER DELETE ON contact
      BEGIN
        DELETE FROM contact_tag WHERE contact_id = old.id;
        DELETE FROM contact_note WHERE contact_id = old.id;
        DELETE FROM contact_consent WHERE contact_id = old.id;
        DELETE FROM mailing WHERE contact_id = old.id;
        DELETE FROM contact_history WHERE contact_id = old.id;
      END;
    CREATE INDEX contact_tag_of ON contact_tag (tag, contact_id);
    -- choices: JSON array of texts.
    CREATE TABLE field_definition (
      name TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'yes-no', 'choice')),
      choices TEXT NOT NULL,
      member TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- change: JSON, as the contract has it.
    CREATE TABLE bulk_edit (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      list_number INTEGER NOT NULL,
      change TEXT NOT NULL,
      contact_count INTEGER NOT NULL,
      member TEXT NOT NULL,
      at TEXT NOT NULL,
      is_undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    -- The newest row counts; the others say what counted before, and by whom.
    CREATE TABLE consent_keeping (
      number INTEGER PRIMARY KEY,
      is_commerce INTEGER NOT NULL,
      ordered_on TEXT,
      member TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
  `,
}
