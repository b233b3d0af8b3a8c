import * as v from 'valibot'
import type { ContactView } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import { type Masking, maskAddress, maskFields } from '../address/mask.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { findContacts, readAhead } from './contact-finder.ts'
import { bookListOf } from './list.ts'

/** The merge fields of a contact as they stand in the address book. */
export type Fields = Readonly<Record<string, string>>

const StoredFields = v.custom<Fields>(
  (input) =>
    typeof input === 'object' &&
    input !== null &&
    Object.values(input).every((value) => typeof value === 'string'),
)

/** Own properties only, whatever a column was called (`__proto__`, too). */
export function toFields(json: string): Fields {
  return v.parse(StoredFields, JSON.parse(json))
}

export interface ContactQuery {
  readonly list: string
  /**
   * Part of a name, company or other field, and of the address for whoever may read it. Who may not
   * must not be able to guess addresses by searching either: neither the address nor free fields, in
   * which people keep second addresses, answer to them.
   */
  readonly search: string
  readonly offset: number
  readonly limit: number
  readonly canReadAddresses: boolean
  readonly masking?: Masking
}

interface ContactRow {
  readonly id: number
  readonly address: string
  readonly fields: string
}

const from = 'FROM book.list_contact m JOIN book.contact c ON c.id = m.contact_id'

/**
 * One page of a list, in the order in which its contacts came. The first page is read at once;
 * further down, and for a search, a thread that holds the list in memory says who stands there.
 * Fails with `lists.counting-stopped` when the vault closes meanwhile.
 */
export async function contactsOf(
  db: ReadableDb,
  query: ContactQuery,
): Promise<{ total: number; rows: ContactView[] }> {
  const book = bookListOf(db, query.list)
  if (book === null) return { total: 0, rows: [] }
  if (query.search.trim() === '' && query.offset === 0) {
    readAhead(db)
    const rows = db
      .prepare<ContactRow>(
        `SELECT c.id, c.address, c.fields ${from} WHERE m.list_number = ?
         ORDER BY m.contact_id LIMIT ?`,
      )
      .all(book.number, query.limit)
    return { total: book.contact_count, rows: rows.map((row) => toView(row, query)) }
  }
  const { total, ids } = await findContacts(db, { ...query, listNumber: book.number })
  const rows = db
    .prepare<ContactRow>(
      `SELECT c.id, c.address, c.fields FROM json_each(?) k
       CROSS JOIN book.contact c ON c.id = k.value ORDER BY k.key`,
    )
    .all(JSON.stringify(ids))
  return { total, rows: rows.map((row) => toView(row, query)) }
}

/** One contact of a list in the clear. Fails with `lists.no-such-contact`. */
export function contactOf(
  db: ReadableDb,
  { list, contact }: { readonly list: string; readonly contact: number },
): { address: string; fields: Fields } {
  const book = bookListOf(db, list)
  const row =
    book &&
    db
      .prepare<ContactRow>(
        `SELECT c.id, c.address, c.fields ${from} WHERE m.list_number = ? AND m.contact_id = ?`,
      )
      .get(book.number, contact)
  return row
    ? { address: row.address, fields: toFields(row.fields) }
    : fail('lists.no-such-contact', {})
}

function toView(
  { id, address, fields }: ContactRow,
  { canReadAddresses, masking }: ContactQuery,
): ContactView {
  if (canReadAddresses) return { id, address, fields: toFields(fields) }
  return {
    id,
    address: maskAddress(address, masking),
    fields: maskFields(toFields(fields), masking),
  }
}
