import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { toFields } from './contact.ts'
import { bookListOf, listFields } from './list.ts'
import { pageOfSuppressions } from './suppression-page.ts'

/** Who made the file, when, and on whose word: its first lines. */
export interface ExportMark {
  readonly lines: readonly string[]
  /** Titles of what stands in every file; fields have their own names. */
  readonly addressTitle: string
}

const pageSize = 1000
const byteOrderMark = '\ufeff'

/**
 * Writes a list as CSV for a spreadsheet, a page at a time. UTF-8 with a byte order mark. Returns
 * the number of contacts.
 */
export async function writeContacts(
  db: ReadableDb,
  path: string,
  { list, mark }: { readonly list: string; readonly mark: ExportMark },
): Promise<number> {
  const book = bookListOf(db, list)
  const names = listFields(db, book)
  return writeRows(path, mark, [mark.addressTitle, ...names], async function* () {
    for (let after = 0; book !== null; ) {
      const rows = db
        .prepare<{ id: number; address: string; fields: string }>(
          `SELECT c.id, c.address, c.fields FROM book.list_contact m
           JOIN book.contact c ON c.id = m.contact_id
           WHERE m.list_number = ? AND m.contact_id > ? ORDER BY m.contact_id LIMIT ?`,
        )
        .all(book.number, after, pageSize)
      const last = rows.at(-1)
      if (last === undefined) return
      after = last.id
      yield rows.map((row) => {
        const fields = toFields(row.fields)
        const own = (name: string) => (Object.hasOwn(fields, name) ? (fields[name] ?? '') : '')
        return [row.address, ...names.map(own)]
      })
      await setImmediate()
    }
  })
}

/** The same for what is suppressed. */
export async function writeSuppressions(
  db: ReadableDb,
  path: string,
  mark: ExportMark,
): Promise<number> {
  const titles = ['kind', 'value', 'reason', 'source', 'at']
  return writeRows(path, mark, titles, async function* () {
    for (let offset = 0; ; offset += pageSize) {
      const { rows } = pageOfSuppressions(db, {
        ...{ search: '', offset, limit: pageSize, canReadAddresses: true },
      })
      if (rows.length === 0) return
      yield rows.map(({ kind, value, reason, source, at }) => [kind, value, reason, source, at])
      await setImmediate()
    }
  })
}

async function writeRows(
  path: string,
  mark: ExportMark,
  titles: readonly string[],
  pages: () => AsyncGenerator<readonly (readonly string[])[]>,
): Promise<number> {
  const file = openSync(path, 'w', 0o600)
  try {
    const head = [...mark.lines.map((line) => csvLine([line])), csvLine(titles)]
    writeSync(file, byteOrderMark + head.join(''))
    let count = 0
    for await (const rows of pages()) {
      writeSync(file, rows.map(csvLine).join(''))
      count += rows.length
    }
    fsyncSync(file)
    return count
  } finally {
    closeSync(file)
  }
}

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe
 * in front (OWASP ASVS 1.2.10), and so does one that begins with apostrophes and goes on like that:
 * so that taking one away gives back what was there.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(',')}\r\n`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const formula = /^'*[=+\-@\t\r\u0000＝＋－＠]/

function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** What stood in a cell before csvLine guarded it. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
