import type { Migration } from '../../sqlite/migrate.ts'

/** Who made a list. Null: before it was noted. */
export const listMaker: Migration = {
  number: 20,
  sql: 'ALTER TABLE list ADD COLUMN created_by TEXT',
}
