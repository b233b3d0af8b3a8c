import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

/** Small facts of this workstation, by name. A value is whatever its owner writes, often JSON. */
export function readSetting(db: ReadableDb, name: string): string | null {
  const row = db.prepare<{ value: string }>('SELECT value FROM setting WHERE name = ?').get(name)
  return row?.value ?? null
}

export function writeSetting(db: WritableDb, name: string, value: string): void {
  db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, value)
}
