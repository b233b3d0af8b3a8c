import type { Audience } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { type AudiencePlan, listsNamed, planAudience, sourceLists } from './audience-plan.ts'
import { type Compiled, compileCondition, dayMs, defineFieldFunctions } from './condition-sql.ts'
import type { Fields } from './contact.ts'
import { toFields } from './contact.ts'
import { assertLists, bookListOf, listFields } from './list.ts'
import { segmentOf } from './segment.ts'
import { suppressedSql, suppressionVersion } from './suppression.ts'

/** One recipient of a campaign: an address that stands in an envelope as it is, and its fields. */
export interface Recipient {
  readonly address: string
  readonly fields: Fields
}

const pageSize = 1000

/**
 * Everybody who belongs to the audience, once, in the order of the contacts; read in pages, so that
 * the database is free between two of them. Fails with `lists.no-such-list` or
 * `lists.no-such-segment` at once, and with `lists.empty` instead of a first recipient.
 */
export function freezeAudience(
  db: ReadableDb,
  audience: Audience,
  nowMs: number,
): Iterable<Recipient> {
  const plan = planAudience(db, audience, nowMs)
  return { [Symbol.iterator]: () => recipients(db, plan) }
}

function* recipients(db: ReadableDb, plan: AudiencePlan): Generator<Recipient, undefined> {
  const numbers = [...new Set([...plan.lists, ...plan.segments.flatMap((each) => each.lists)])]
  if (numbers.length > 0) defineFieldFunctions(db)
  const { sql, params } = audienceSql(db, plan)
  let count = 0
  for (let after = 0; ; ) {
    const ids = nextIds(db, numbers, after)
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
    const rows = db
      .prepare<{ address: string; fields: string }>(
        `SELECT c.address, c.fields FROM json_each(?) i JOIN book.contact c ON c.id = i.value
         WHERE ${sql} ORDER BY c.id`,
      )
      .all(JSON.stringify(ids), ...params)
    count += rows.length
    for (const row of rows) yield { address: row.address, fields: toFields(row.fields) }
  }
  if (count === 0) fail('lists.empty', {})
}

/** True for the contacts `c` of the sources who stay when everything is taken away. */
function audienceSql(db: ReadableDb, plan: AudiencePlan): Compiled {
  const inLists = (numbers: readonly number[]): Compiled => ({
    sql: `EXISTS (SELECT 1 FROM json_each(?) n JOIN book.list_contact m
      ON m.list_number = n.value AND m.contact_id = c.id)`,
    params: [JSON.stringify(numbers)],
  })
  const sources = [
    inLists(plan.lists),
    ...plan.segments.map(({ lists, condition }) =>
      joined(' AND ', [
        inLists(lists),
        compileCondition(condition, { schema: 'book', nowMs: plan.nowMs }),
      ]),
    ),
  ]
  const removed: Compiled[] = [
    suppressedSql(db),
    // No relay can be relied on to take them as they are (address/mailbox.ts).
    { sql: 'c.reach IS NOT NULL', params: [] },
  ]
  if (plan.exceptLists.length > 0) removed.push(inLists(plan.exceptLists))
  if (plan.exceptRequests.length > 0)
    removed.push({
      sql: `EXISTS (SELECT 1 FROM book.mailing m WHERE m.contact_id = c.id
        AND m.request IN (SELECT value FROM json_each(?)))`,
      params: [JSON.stringify(plan.exceptRequests)],
    })
  if (plan.cap !== null)
    removed.push({
      sql: `(SELECT count(*) FROM book.mailing m WHERE m.contact_id = c.id AND m.at >= ?) >= ?`,
      params: [plan.nowMs - plan.cap.days * dayMs, plan.cap.mailsMax],
    })
  // Of lists alone, every contact that comes is a source's: no need to ask again.
  const isPlain = plan.segments.length === 0
  const { sql, params } = joined(' OR ', removed)
  if (isPlain) return { sql: `NOT (${sql})`, params }
  return joined(' AND ', [joined(' OR ', sources), { sql: `NOT (${sql})`, params }])
}

function joined(by: ' AND ' | ' OR ', parts: readonly Compiled[]): Compiled {
  return {
    sql: parts.map((each) => `(${each.sql})`).join(by),
    params: parts.flatMap((each) => each.params),
  }
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

/** Merge fields that every one of the lists offers, in the order of the first. */
export function fieldsOf(db: ReadableDb, audience: Audience): string[] {
  const lists = sourceLists(db, audience)
  assertLists(db, lists)
  const [first = [], ...others] = lists.map((list) => listFields(db, bookListOf(db, list)))
  return first.filter((name) => others.every((fields) => fields.includes(name)))
}

/**
 * Another value when anything in the vault that decides on the audience has changed; contacts
 * themselves are written elsewhere, and have a data version of their own.
 */
export function audienceState(db: ReadableDb, audience: Audience): unknown {
  return [
    audience,
    audience.segments.map((id) => segmentOf(db, id)),
    listsNamed(db, audience).map((list) => bookListOf(db, list)),
    suppressionVersion(db),
  ]
}
