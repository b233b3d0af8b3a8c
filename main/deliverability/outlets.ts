import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

/**
 * Addresses that receivers see a route's mail come from. Nobody inside can find them out: the relay
 * may be behind another one, or behind a translation of addresses.
 */
export function outletsOf(db: ReadableDb, route: string): string[] {
  return db
    .prepare<{ address: string }>(
      'SELECT address FROM route_outlet WHERE route = ? ORDER BY address',
    )
    .all(route)
    .map(({ address }) => address)
}

export function setOutlets(db: WritableDb, route: string, addresses: readonly string[]): void {
  db.transaction(() => {
    db.prepare('DELETE FROM route_outlet WHERE route = ?').run(route)
    const insert = db.prepare('INSERT INTO route_outlet (route, address) VALUES (?, ?)')
    for (const address of new Set(addresses)) insert.run(route, address)
  })
}
