import type { ReadableDb } from '../sqlite/sqlite.ts'

/** One field of every contact: the number of its value at the contact's id, and the values. */
export interface Column {
  readonly numbers: Uint32Array
  /** The first is '', which stands for no value. */
  readonly values: readonly string[]
}

/** What was read of the address book, until it changes. */
export interface Columns {
  /** One more than the highest id. */
  readonly size: () => number
  /** Forgets everything when somebody has written to the file since. */
  readonly refresh: () => void
  /** A byte for each contact, 1 for the ids that the query gives. */
  readonly marks: (sql: string, params: readonly (string | number)[]) => Uint8Array
  readonly fieldColumn: (field: string) => Column
  readonly domainColumn: () => Column
  readonly kept: (key: string, read: () => Uint8Array) => Uint8Array
}

/** More questions than a person asks in a while; each is a megabyte at a million contacts. */
const marksMax = 40
const columnsMax = 12

export function createColumns(db: ReadableDb): Columns {
  let version = -1
  let size = 1
  const marksByKey = new Map<string, Uint8Array>()
  const columnsByKey = new Map<string, Column>()

  const kept = (key: string, read: () => Uint8Array): Uint8Array =>
    remembered(marksByKey, key, { read, max: marksMax })
  const column = (key: string, read: () => Column): Column =>
    remembered(columnsByKey, key, { read, max: columnsMax })

  return {
    size: () => size,
    refresh() {
      const now = db.prepare<{ data_version: number }>('PRAGMA data_version').get()?.data_version
      if (now === version) return
      version = now ?? -1
      marksByKey.clear()
      columnsByKey.clear()
      size =
        (db.prepare<{ n: number | null }>('SELECT max(id) AS n FROM contact').get()?.n ?? 0) + 1
    },
    kept,
    marks: (sql, params) =>
      kept(JSON.stringify([sql, params]), () => {
        const found = new Uint8Array(size)
        for (const [id] of db.rows<[number]>(sql, params)) if (id < size) found[id] = 1
        return found
      }),
    fieldColumn: (field) =>
      column(`field ${field}`, () =>
        readColumn(
          db.rows<[number, string]>(
            'SELECT c.id, f.value FROM contact c JOIN json_each(c.fields) f ON f.key = ?',
            [field],
          ),
          size,
        ),
      ),
    domainColumn: () =>
      column('domain', () =>
        readColumn(
          db.rows<[number, string]>(
            "SELECT id, substr(address_key, instr(address_key, '@') + 1) FROM contact",
            [],
          ),
          size,
        ),
      ),
  }
}

function readColumn(rows: Iterable<[number, string]>, size: number): Column {
  const numbers = new Uint32Array(size)
  const numberOf = new Map<string, number>([['', 0]])
  for (const [id, value] of rows) {
    let number = numberOf.get(value)
    if (number === undefined) {
      number = numberOf.size
      numberOf.set(value, number)
    }
    if (id < size) numbers[id] = number
  }
  return { numbers, values: [...numberOf.keys()] }
}

/** The oldest goes when there are too many. */
function remembered<T>(
  known: Map<string, T>,
  key: string,
  { read, max }: { readonly read: () => T; readonly max: number },
): T {
  const found = known.get(key) ?? read()
  known.delete(key)
  known.set(key, found)
  for (const oldest of known.keys()) {
    if (known.size <= max) break
    known.delete(oldest)
  }
  return found
}
