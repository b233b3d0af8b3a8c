import { parseMailbox } from '../address/mailbox.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { openReadable } from '../sqlite/sqlite.ts'
import { attachAddressBook } from './address-book.ts'

/** Where it stands who got one release. Structured-clone. */
export type MailingSource =
  /** A database in which each mail that left has a row. */
  | {
      readonly kind: 'log'
      readonly request: string
      readonly file: string
      /** 32 bytes. */
      readonly key: Uint8Array
      /** How many have left. */
      readonly leftSql: string
      /** Those after an index, in its order: idx, address, at in milliseconds. Bound: index, limit. */
      readonly pageSql: string
      /** How many of which it is not known yet. */
      readonly openSql: string
      /** Nothing of it will be sent any more. */
      readonly isOver: boolean
    }
  /** People who are taken to have got it, all at one moment; piece by piece. */
  | {
      readonly kind: 'recipients'
      readonly request: string
      readonly addresses: readonly string[]
      /** Milliseconds since the epoch. */
      readonly at: number
      readonly isLast: boolean
    }

export interface MailingTask {
  readonly source: MailingSource
  /** The index after which to go on; -1 at the beginning. */
  readonly after: number
}

const rowsPerCommit = 2000
/** After so many somebody else who wants to write the address book gets a turn. */
const rowsPerJob = 50_000

/** Releases of which everything has been noted; null while there is nobody to note it of. */
export function wholeMailings(db: ReadableDb): ReadonlySet<string> | null {
  if (attachAddressBook(db) === null) return null
  const rows = db
    .prepare<{ request: string }>('SELECT request FROM book.mailing_feed WHERE is_whole = 1')
    .all()
  return new Set(rows.map(({ request }) => request))
}

/** The same contacts, each with when it was last mailed. */
export function withLastMailed<T extends { readonly id: number }>(
  db: ReadableDb,
  contacts: readonly T[],
): (T & { readonly lastMailedAt: string | null })[] {
  if (contacts.length === 0) return []
  const rows = db
    .prepare<{ id: number; at: number }>(
      `SELECT contact_id AS id, max(at) AS at FROM book.mailing
       WHERE contact_id IN (SELECT value FROM json_each(?)) GROUP BY contact_id`,
    )
    .all(JSON.stringify(contacts.map(({ id }) => id)))
  const mailedAt = new Map(rows.map(({ id, at }) => [id, new Date(at).toISOString()]))
  return contacts.map((each) => ({ ...each, lastMailedAt: mailedAt.get(each.id) ?? null }))
}

/**
 * Notes in the address book who got it. A person and a release have one row between them: noted
 * twice, or again after a crash, it is the same. Returns where to go on, or null at the end.
 */
export function noteMailings(book: WritableDb, { source, after }: MailingTask): number | null {
  if (source.kind === 'log') return noteLog(book, source, after)
  const { request, addresses, at, isLast } = source
  for (let first = 0; first < addresses.length; first += rowsPerCommit)
    noteRows(
      book,
      request,
      addresses.slice(first, first + rowsPerCommit).map((address) => ({ address, at })),
    )
  noteFeed(book, { request, leftCount: addresses.length, isWhole: isLast })
  return null
}

interface LeftRow {
  readonly idx: number
  readonly address: string
  readonly at: number
}

function noteLog(
  book: WritableDb,
  source: Extract<MailingSource, { kind: 'log' }>,
  afterFirst: number,
): number | null {
  const log = openReadable(source)
  try {
    // Before the rows: what leaves meanwhile is found by the next look.
    const leftCount = log.prepare<{ n: number }>(source.leftSql).get()?.n ?? 0
    const openCount = log.prepare<{ n: number }>(source.openSql).get()?.n ?? 0
    const { request } = source
    const isWhole = source.isOver && openCount === 0
    if (afterFirst < 0 && feedOf(book, request) === leftCount && !isWhole) return null
    const page = log.prepare<LeftRow>(source.pageSql)
    let after = afterFirst
    for (let noted = 0; noted < rowsPerJob; ) {
      const rows = page.all(after, rowsPerCommit)
      const last = rows.at(-1)
      if (last === undefined) {
        noteFeed(book, { request, leftCount, isWhole })
        return null
      }
      noteRows(book, request, rows)
      noted += rows.length
      after = last.idx
    }
    return after
  } finally {
    log.close()
  }
}

function feedOf(book: WritableDb, request: string): number | null {
  const row = book
    .prepare<{ left_count: number }>('SELECT left_count FROM mailing_feed WHERE request = ?')
    .get(request)
  return row?.left_count ?? null
}

function noteRows(
  book: WritableDb,
  request: string,
  rows: readonly { readonly address: string; readonly at: number }[],
): void {
  const add = book.prepare(
    `INSERT INTO mailing (contact_id, request, at)
     SELECT id, ?, ? FROM contact WHERE address_key = ? ON CONFLICT DO NOTHING`,
  )
  book.transaction(() => {
    for (const { address, at } of rows) {
      const mailbox = parseMailbox(address)
      if ('key' in mailbox) add.run(request, at, mailbox.key)
    }
  })
}

function noteFeed(
  book: WritableDb,
  o: { readonly request: string; readonly leftCount: number; readonly isWhole: boolean },
): void {
  book
    .prepare(
      `INSERT INTO mailing_feed (request, left_count, is_whole) VALUES (?, ?, ?)
       ON CONFLICT (request) DO UPDATE
         SET left_count = excluded.left_count, is_whole = excluded.is_whole`,
    )
    .run(o.request, o.leftCount, o.isWhole ? 1 : 0)
}
