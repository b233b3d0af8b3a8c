import * as v from 'valibot'
import type { ContactView } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import { type Masking, maskAddress, maskFields } from '../address/mask.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
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
  /** Part of a name, company or other field, and of the address for whoever may read it. */
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

/** One page of a list, in the order in which its contacts came. */
export function contactsOf(
  db: ReadableDb,
  query: ContactQuery,
): { total: number; rows: ContactView[] } {
  const book = bookListOf(db, query.list)
  if (book === null) return { total: 0, rows: [] }
  const term = query.search.trim()
  const filter = term === '' ? { sql: '', params: [] } : filterFor(term, query.canReadAddresses)
  const total =
    term === ''
      ? book.contact_count
      : (db
          .prepare<{ n: number }>(
            `SELECT count(*) AS n ${from} WHERE m.list_number = ? ${filter.sql}`,
          )
          .get(book.number, ...filter.params)?.n ?? 0)
  const rows = db
    .prepare<ContactRow>(
      `SELECT c.id, c.address, c.fields ${from} WHERE m.list_number = ? ${filter.sql}
       ORDER BY m.contact_id LIMIT ? OFFSET ?`,
    )
    .all(book.number, ...filter.params, query.limit, query.offset)
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

/**
 * Who may not read addresses must not be able to guess them by searching either: neither the
 * address nor free fields, in which people keep second addresses, answer to them.
 */
export function filterFor(
  term: string,
  canReadAddresses: boolean,
): { sql: string; params: string[] } {
  const pattern = likePattern(term)
  // The JSON text is looked at first, as a whole; its values only where that finds something.
  const json = likePattern(JSON.stringify(term).slice(1, -1))
  const inFields = `c.fields LIKE ? ESCAPE '\\' AND EXISTS (
    SELECT 1 FROM json_each(c.fields) f WHERE f.value LIKE ? ESCAPE '\\'`
  if (canReadAddresses)
    return {
      sql: `AND (c.address_key LIKE ? ESCAPE '\\' OR (${inFields})))`,
      params: [pattern, json, pattern],
    }
  return {
    sql: `AND (${inFields} AND f.key IN ('name', 'company', 'department', 'title')
      AND f.value NOT LIKE '%@%' AND f.value NOT LIKE '%＠%'))`,
    params: [json, pattern],
  }
}

function likePattern(term: string): string {
  return `%${term.replace(/[\\%_]/g, '\\$&')}%`
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
