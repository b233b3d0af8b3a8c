import type { WritableDb } from '../../main/sqlite/sqlite.ts'
import type { OldRow } from './old-rows-table.ts'

export function insertOldRows(db: WritableDb, rows: readonly OldRow[]): void {
  for (const { table, row } of rows) {
    const columns = Object.keys(row)
    const marks = columns.map(() => '?').join(', ')
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(
      ...Object.values(row),
    )
  }
}

/** Those that are not found, exactly once and value by value, where they ought to be now. */
export function missingRows(db: WritableDb, rows: readonly OldRow[]): readonly OldRow[] {
  return rows.filter((old) => {
    if (old.becomes === null) return false
    const { table = old.table, row = old.row } = old.becomes ?? {}
    const where = Object.keys(row).map((column) => `${column} IS ?`)
    const found = db
      .prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where.join(' AND ')}`)
      .get(...Object.values(row))
    return found?.n !== 1
  })
}
