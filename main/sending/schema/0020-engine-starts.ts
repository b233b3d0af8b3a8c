import type { Migration } from '../../sqlite/migrate.ts'

/**
 * starts: how many engines of this run have been claimed in the store. startKey: of the claim that is
 * under way; null between two.
 */
export const engineStarts: Migration = {
  number: 20,
  sql: `
ALTER TABLE release ADD COLUMN starts INTEGER NOT NULL DEFAULT 0 CHECK (starts >= 0);
ALTER TABLE release ADD COLUMN startKey BLOB;
`,
}
