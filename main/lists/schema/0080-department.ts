import type { Migration } from '../../sqlite/migrate.ts'

/**
 * Two departments may each have a list or a segment of the same name, since neither sees the other's:
 * names are compared among what is seen (list.ts, segment.ts).
 */
export const department: Migration = {
  number: 80,
  sql: `
    CREATE TABLE list_of_department (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      created_at TEXT NOT NULL,
      created_by TEXT,
      department TEXT,
      keep_until TEXT
    ) STRICT;
    INSERT INTO list_of_department (id, name, name_key, created_at, created_by, department, keep_until)
      SELECT id, name, name_key, created_at, created_by, department, keep_until FROM list;
    DROP TABLE list;
    ALTER TABLE list_of_department RENAME TO list;
    CREATE UNIQUE INDEX list_name ON list (coalesce(department, ''), name_key);
    CREATE TABLE segment_by_name (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      lists TEXT NOT NULL,
      condition TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    INSERT INTO segment_by_name (id, name, name_key, lists, condition, updated_at)
      SELECT id, name, name_key, lists, condition, updated_at FROM segment;
    CREATE TABLE segment_editor_by_name (
      segment TEXT NOT NULL REFERENCES segment_by_name (id),
      member TEXT NOT NULL,
      PRIMARY KEY (segment, member)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO segment_editor_by_name (segment, member) SELECT segment, member FROM segment_editor;
    DROP TABLE segment_editor;
    DROP TABLE segment;
    ALTER TABLE segment_by_name RENAME TO segment;
    ALTER TABLE segment_editor_by_name RENAME TO segment_editor;
  `,
}
