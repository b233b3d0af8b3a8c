import { setImmediate } from 'node:timers/promises'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { ChunkRow, Search, TextChunk } from './text-chunk.ts'
import { buildChunk, chunkSize, searchAddresses, searchField, toSearch } from './text-chunk.ts'

export interface ContactFind {
  readonly listNumber: number
  /** '' for everybody. */
  readonly search: string
  readonly canReadAddresses: boolean
  readonly offset: number
  readonly limit: number
}

export interface ContactsFound {
  readonly total: number
  /** Of the page that was asked for, in the order in which they came. */
  readonly ids: readonly number[]
}

/**
 * Where everybody stands in a list, and what can be looked for in them, held in memory: nothing is
 * written to disk, so nothing has to be forgotten there. When the address book has changed, the
 * chunks with contacts that are new, changed or gone are read anew, and no others.
 */
export interface ContactIndex {
  /** Reads what has not been read yet, with pauses in which other questions are answered. */
  readonly warm: () => Promise<void>
  readonly find: (question: ContactFind) => Promise<ContactsFound>
}

const resultsMax = 16
/** What those who may not read addresses can look for, and only values without an @. */
const openFields: ReadonlySet<string> = new Set(['name', 'company', 'department', 'title'])

/** db: the address book itself. */
export function createContactIndex(db: ReadableDb): ContactIndex {
  const chunks: TextChunk[] = []
  const waiting = new Set<number>()
  const members = new Map<number, Uint32Array>()
  const results = new Map<string, Uint32Array>()
  let version = -1
  let lastId = 0
  let lastTouch = 0

  const refresh = (): void => {
    const now = db.prepare<{ data_version: number }>('PRAGMA data_version').get()?.data_version
    if (now === version) return
    version = now ?? -1
    members.clear()
    results.clear()
    const { id, touch } = newest(db)
    for (let at = chunkOf(lastId + 1); id > lastId && at <= chunkOf(id); at += 1) waiting.add(at)
    const touched = db.rows<[number]>(
      `SELECT DISTINCT contact_id / ${chunkSize} FROM contact_touch WHERE seq > ?`,
      [lastTouch],
    )
    for (const [at] of touched) if (at < chunks.length) waiting.add(at)
    lastId = Math.max(id, lastId)
    lastTouch = touch
  }
  const readWaiting = async (): Promise<void> => {
    for (;;) {
      const [at] = waiting
      if (at === undefined) return
      waiting.delete(at)
      chunks[at] = readChunk(db, at)
      await setImmediate()
    }
  }
  const membersOf = (listNumber: number): Uint32Array => {
    const known = members.get(listNumber) ?? readMembers(db, listNumber)
    members.set(listNumber, known)
    return known
  }
  const matching = (question: ContactFind): Uint32Array => {
    const { listNumber, search, canReadAddresses } = question
    const key = JSON.stringify([listNumber, search, canReadAddresses])
    const known = results.get(key) ?? matches(chunks, membersOf(listNumber), question)
    results.delete(key)
    results.set(key, known)
    const [oldest] = results.keys()
    if (results.size > resultsMax && oldest !== undefined) results.delete(oldest)
    return known
  }

  return {
    async warm() {
      refresh()
      await readWaiting()
    },
    async find(question) {
      refresh()
      const isSearch = question.search.trim() !== ''
      if (isSearch) await readWaiting()
      const ids = isSearch ? matching(question) : membersOf(question.listNumber)
      const { offset, limit } = question
      return { total: ids.length, ids: [...ids.subarray(offset, offset + limit)] }
    },
  }
}

function chunkOf(id: number): number {
  return Math.floor(id / chunkSize)
}

function newest(db: ReadableDb): { readonly id: number; readonly touch: number } {
  return (
    db
      .prepare<{ id: number; touch: number }>(
        `SELECT (SELECT coalesce(max(id), 0) FROM contact) AS id,
           (SELECT coalesce(max(seq), 0) FROM contact_touch) AS touch`,
      )
      .get() ?? { id: 0, touch: 0 }
  )
}

function readChunk(db: ReadableDb, at: number): TextChunk {
  const first = at * chunkSize
  const rows = db.rows<ChunkRow>(
    'SELECT id, address_key, fields FROM contact WHERE id >= ? AND id < ?',
    [first, first + chunkSize],
  )
  return buildChunk(rows, first)
}

function readMembers(db: ReadableDb, listNumber: number): Uint32Array {
  const ids = db
    .prepare<{ ids: string | null }>(
      // One long text is read several times faster than a million rows.
      `SELECT group_concat(contact_id) AS ids FROM (
         SELECT contact_id FROM list_contact WHERE list_number = ? ORDER BY contact_id)`,
    )
    .get(listNumber)?.ids
  return ids ? Uint32Array.from(ids.split(','), Number) : new Uint32Array()
}

/** The same as a search for whoever may read addresses, read from the book at once: ids of all. */
export function searchBook(db: ReadableDb, listNumber: number, search: string): number[] {
  const members = readMembers(db, listNumber)
  const wanted = toSearch(search)
  const ids: number[] = []
  let from = 0
  while (wanted !== null && from < members.length) {
    const at = chunkOf(members[from] ?? 0)
    const to = placeOf(members, (at + 1) * chunkSize)
    const found = searchChunk(readChunk(db, at), wanted, true)
    for (const id of members.subarray(from, to)) if (found[id - at * chunkSize] === 1) ids.push(id)
    from = to
  }
  return ids
}

/** Ids of a list's members that have the term somewhere. */
function matches(
  chunks: readonly TextChunk[],
  members: Uint32Array,
  { search, canReadAddresses }: ContactFind,
): Uint32Array {
  const wanted = toSearch(search)
  const ids = new Uint32Array(members.length)
  let count = 0
  if (wanted === null) return ids.subarray(0, 0)
  let from = 0
  for (const [at, chunk] of chunks.entries()) {
    const first = at * chunkSize
    const to = placeOf(members, first + chunkSize)
    if (to > from) {
      const found = searchChunk(chunk, wanted, canReadAddresses)
      for (; from < to; from += 1) {
        const id = members[from] ?? 0
        if (found[id - first] !== 1) continue
        ids[count] = id
        count += 1
      }
    }
  }
  return ids.slice(0, count)
}

function searchChunk(chunk: TextChunk, wanted: Search, canReadAddresses: boolean): Uint8Array {
  const found = new Uint8Array(chunkSize)
  if (canReadAddresses) searchAddresses(chunk, wanted, found)
  for (const [name, column] of chunk.fields)
    if (canReadAddresses || openFields.has(name))
      searchField(column, wanted, { found, withoutAt: !canReadAddresses })
  return found
}

/** How many members have a lower id. */
function placeOf(members: Uint32Array, id: number): number {
  let low = 0
  let high = members.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}
