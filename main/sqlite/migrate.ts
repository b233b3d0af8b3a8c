import { fail } from '../../preload/problem.ts'
import type { WritableDb } from './sqlite.ts'

/** One step of a schema. Numbered by ten, forward only, never changed once released. */
export interface Migration {
  readonly number: number
  readonly sql: string
}

/**
 * Brings a database up to the newest of its capability's migrations, one transaction each.
 * A database that a newer Sekisho has written is refused, not touched.
 */
export function migrate(
  db: WritableDb,
  capability: string,
  migrations: readonly Migration[],
): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migration (capability TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (capability, number)) STRICT',
  )
  const found =
    db
      .prepare<{ n: number | null }>('SELECT max(number) AS n FROM migration WHERE capability = ?')
      .get(capability)?.n ?? 0
  const known = migrations.at(-1)?.number ?? 0
  if (found > known) fail('vault.newer', { found, known })
  for (const step of migrations.filter((each) => each.number > found)) {
    db.transaction(() => {
      db.exec(step.sql)
      db.prepare('INSERT INTO migration (capability, number) VALUES (?, ?)').run(
        capability,
        step.number,
      )
    })
  }
}
