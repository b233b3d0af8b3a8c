import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { Column } from '../../preload/contract/import.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

const StoredColumns = v.pipe(v.string(), v.parseJson(), v.array(Column))

/** What the columns of a file with these titles meant last time, in this order; null if never seen. */
export function mappingFor(db: ReadableDb, columns: readonly Column[]): Column[] | null {
  const row = db
    .prepare<{ columns: string }>('SELECT columns FROM book.column_mapping WHERE header = ?')
    .get(headerOf(columns))
  return row === undefined ? null : v.parse(StoredColumns, row.columns)
}

/** Remembers what a person made of the columns of a file with a header. */
export function keepMapping(
  book: WritableDb,
  reading: { readonly hasHeader: boolean; readonly columns: readonly Column[] },
  atMs: number,
): void {
  if (!reading.hasHeader) return
  book
    .prepare(
      `INSERT INTO column_mapping (header, columns, used_at) VALUES (?, ?, ?)
       ON CONFLICT (header) DO UPDATE SET columns = excluded.columns, used_at = excluded.used_at`,
    )
    .run(headerOf(reading.columns), JSON.stringify(reading.columns), new Date(atMs).toISOString())
}

function headerOf(columns: readonly Column[]): string {
  const names = columns.map(({ index, name }) => [index, name.normalize('NFKC').toLowerCase()])
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}
