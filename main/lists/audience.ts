import type { AudienceView } from '../../preload/contract/campaigns.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { Fields } from './contact.ts'
import { toFields } from './contact.ts'
import { assertLists, bookListOf, listFields } from './list.ts'

/** One recipient of a campaign: an address that stands in an envelope as it is, and its fields. */
export interface Recipient {
  readonly address: string
  readonly fields: Fields
}

const pageSize = 1000
/** Members of the lists whose numbers are in the JSON array that is bound here. */
const members =
  'SELECT contact_id FROM book.list_contact WHERE list_number IN (SELECT value FROM json_each(?))'

/**
 * Everybody in any of the lists, once, without the suppressed, in the order of the contacts; read
 * in pages, so that the database is free between two of them. Fails with `lists.no-such-list` at
 * once, and with `lists.empty` instead of a first recipient.
 */
export function freezeAudience(db: ReadableDb, lists: readonly string[]): Iterable<Recipient> {
  assertLists(db, lists)
  const numbers = numbersOf(db, lists)
  return { [Symbol.iterator]: () => recipients(db, numbers) }
}

function* recipients(db: ReadableDb, numbers: readonly number[]): Generator<Recipient, undefined> {
  let count = 0
  for (let after = 0; ; ) {
    const ids = nextIds(db, numbers, after)
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
    const rows = db
      .prepare<{ address: string; fields: string }>(
        `SELECT c.address, c.fields FROM json_each(?) i JOIN book.contact c ON c.id = i.value
         WHERE NOT EXISTS (SELECT 1 FROM suppression s WHERE s.address_key = c.address_key)
         ORDER BY c.id`,
      )
      .all(JSON.stringify(ids))
    count += rows.length
    for (const row of rows) yield { address: row.address, fields: toFields(row.fields) }
  }
  if (count === 0) fail('lists.empty', {})
}

/** The next page of contacts of all lists together: each list gives its next, the lowest win. */
function nextIds(db: ReadableDb, numbers: readonly number[], after: number): number[] {
  if (numbers.length === 0) return []
  const next = db.prepare<{ contact_id: number }>(
    `SELECT contact_id FROM book.list_contact WHERE list_number = ? AND contact_id > ?
     ORDER BY contact_id LIMIT ?`,
  )
  const ids = new Set<number>()
  for (const number of numbers)
    for (const row of next.all(number, after, pageSize)) ids.add(row.contact_id)
  return [...ids].sort((a, b) => a - b).slice(0, pageSize)
}

/** How many would be mailed, who was left out and why, and how many per domain, most first. */
export function audienceSummary(db: ReadableDb, lists: readonly string[]): AudienceView {
  assertLists(db, lists)
  const numbers = numbersOf(db, lists)
  if (numbers.length === 0)
    return { count: 0, removed: { duplicate: 0, suppressed: 0 }, domains: [] }
  const json = JSON.stringify(numbers)
  const size = numberOf(db, `SELECT count(*) AS n FROM (${members})`, json)
  const distinct = numberOf(db, `SELECT count(DISTINCT contact_id) AS n FROM (${members})`, json)
  const domains = db
    .prepare<{ domain: string; count: number }>(
      `SELECT substr(c.address_key, instr(c.address_key, '@') + 1) AS domain, count(*) AS count
       FROM book.contact c WHERE c.id IN (${members})
         AND NOT EXISTS (SELECT 1 FROM suppression s WHERE s.address_key = c.address_key)
       GROUP BY domain ORDER BY count DESC, domain`,
    )
    .all(json)
  const count = domains.reduce((sum, each) => sum + each.count, 0)
  return {
    count,
    removed: { duplicate: size - distinct, suppressed: distinct - count },
    domains,
  }
}

/** Merge fields that every one of the lists offers, in the order of the first. */
export function fieldsOf(db: ReadableDb, lists: readonly string[]): string[] {
  assertLists(db, lists)
  const [first = [], ...others] = lists.map((list) => listFields(db, bookListOf(db, list)))
  return first.filter((name) => others.every((fields) => fields.includes(name)))
}

function numbersOf(db: ReadableDb, lists: readonly string[]): number[] {
  const numbers = lists.map((list) => bookListOf(db, list)?.number)
  return [...new Set(numbers.filter((number) => number !== undefined))]
}

function numberOf(db: ReadableDb, sql: string, json: string): number {
  return db.prepare<{ n: number }>(sql).get(json)?.n ?? 0
}
