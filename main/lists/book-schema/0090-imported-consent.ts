import type { Migration } from '../../sqlite/migrate.ts'

/** Which import recorded a consent, so that undoing the import takes it back; the history says so. */
export const importedConsent: Migration = {
  number: 90,
  sql: `
    ALTER TABLE contact_consent ADD COLUMN import_number INTEGER;
    CREATE INDEX contact_consent_imported ON contact_consent (import_number)
      WHERE import_number IS NOT NULL;
    CREATE TRIGGER consent_taken_back AFTER DELETE ON contact_consent
      BEGIN
        INSERT INTO contact_history (contact_id, what, before, after, member, at, source, edit)
          SELECT old.contact_id, 'consent',
            json_object('number', old.number, 'way', old.way, 'givenOn', old.given_at,
              'wording', old.wording, 'proof', old.proof, 'withdrawnOn', old.withdrawn_at),
            '', member, at, source, edit FROM act;
      END;
  `,
}
