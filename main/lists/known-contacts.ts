import type { ReadableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'

const pageSize = 2000
const nameSql = `coalesce(json_extract(c.fields, '$.name'), json_extract(c.fields, '$."氏名"'), '')`

/**
 * How many of the given addresses (in lower case) and names (through `bare`) are contacts of any
 * list. Reads the address book in pages, and lets other work go on between two of them.
 */
export async function countKnown(
  db: ReadableDb,
  o: {
    readonly addresses: readonly string[]
    readonly names: ReadonlySet<string>
    readonly bare: (name: string) => string
  },
): Promise<{ addresses: number; names: number }> {
  if (attachAddressBook(db) === null) return { addresses: 0, names: 0 }
  let addresses = 0
  for (let at = 0; at < o.addresses.length; at += pageSize) {
    const page = o.addresses.slice(at, at + pageSize)
    addresses +=
      db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM json_each(?) a JOIN book.contact c ON c.address_key = a.value`,
        )
        .get(JSON.stringify(page))?.n ?? 0
    await untilNextTurn()
  }
  return { addresses, names: o.names.size === 0 ? 0 : await countNames(db, o) }
}

async function countNames(
  db: ReadableDb,
  { names, bare }: { readonly names: ReadonlySet<string>; readonly bare: (name: string) => string },
): Promise<number> {
  const found = new Set<string>()
  const page = db.prepare<{ id: number; name: string }>(
    `SELECT c.id, ${nameSql} AS name FROM book.contact c WHERE c.id > ? ORDER BY c.id LIMIT ?`,
  )
  for (let after = 0; ; ) {
    const rows = page.all(after, pageSize)
    for (const { name } of rows) if (names.has(bare(name))) found.add(bare(name))
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return found.size
    after = last.id
    await untilNextTurn()
  }
}

/** Addresses to which a request was mailed from here, as far as the address book still has them. */
export function* mailedBy(db: ReadableDb, request: string): Generator<string> {
  if (attachAddressBook(db) === null) return
  const page = db.prepare<{ id: number; address: string }>(
    `SELECT c.id, c.address FROM book.mailing m JOIN book.contact c ON c.id = m.contact_id
     WHERE m.request = ? AND m.contact_id > ? ORDER BY m.contact_id LIMIT ?`,
  )
  for (let after = 0; ; ) {
    const rows = page.all(request, after, pageSize)
    for (const { address } of rows) yield address
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}

/**
 * The name that a contact had when it was last mailed, or at the earliest known time when it never
 * was; only where another name stands there now.
 */
export function* formerNames(db: ReadableDb): Generator<{ address: string; name: string }> {
  if (attachAddressBook(db) === null) return
  const page = db.prepare<{ id: number; address: string; before: string; name: string }>(
    `SELECT c.id, c.address, ${nameSql} AS name,
       coalesce(json_extract(h.before, '$.name'), json_extract(h.before, '$."氏名"'), '') AS before
     FROM (SELECT contact_id, min(number) AS number FROM book.contact_history x
           WHERE what = 'fields' AND contact_id > ? AND coalesce(unixepoch(at) * 1000, 0) >= coalesce(
             (SELECT max(m.at) FROM book.mailing m WHERE m.contact_id = x.contact_id), 0)
           GROUP BY contact_id ORDER BY contact_id LIMIT ?) first
     JOIN book.contact_history h ON h.number = first.number
     JOIN book.contact c ON c.id = first.contact_id ORDER BY c.id`,
  )
  for (let after = 0; ; ) {
    const rows = page.all(after, pageSize)
    for (const { address, name, before } of rows)
      if (before !== '' && before !== name) yield { address, name: before }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}

function untilNextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
