import type { WritableDb } from '../sqlite/sqlite.ts'

/** Writes frozen rows, each a line as it was hashed, from this index on. */
export function insertRows(db: WritableDb, firstIndex: number, lines: Iterable<string>): number {
  const frozen = db.prepare('INSERT INTO frozen (idx, line, domain) VALUES (?, ?, ?)')
  const delivery = db.prepare('INSERT INTO delivery (idx) VALUES (?)')
  let index = firstIndex
  for (const line of lines) {
    frozen.run(index, line, domainOf(line))
    delivery.run(index)
    index += 1
  }
  return index
}

export function deleteRows(db: WritableDb): void {
  db.prepare('DELETE FROM delivery').run()
  db.prepare('DELETE FROM frozen').run()
}

/** The group that a row counts with. */
function domainOf(line: string): string {
  const row: unknown = JSON.parse(line)
  const address = Array.isArray(row) ? String(row[1]) : ''
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
