import type { RowOutcome } from '../../preload/contract/import.ts'
import { rowOutcomes } from '../../preload/contract/import.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

/** Outcomes of rows one after the other, as an import leaves them in the address book. */
export interface ImportBlock {
  readonly firstOrdinal: number
  readonly lines: Uint32Array
  /** Numbers of the contacts; 0 where a row was not taken. */
  readonly contacts: Uint32Array
  /** Places in rowOutcomes. */
  readonly outcomes: Uint8Array
}

interface StoredBlock {
  readonly first_ordinal: number
  readonly lines: Buffer
  readonly contacts: Buffer
  readonly outcomes: Buffer
}

export type TakenOutcome = Extract<RowOutcome, 'added' | 'updated' | 'unchanged'>

export function outcomeNumber(outcome: RowOutcome): number {
  return rowOutcomes.indexOf(outcome)
}

export function outcomeAt(number: number): RowOutcome {
  return rowOutcomes[number] ?? 'invalid'
}

export function writeBlock(book: WritableDb, importNumber: number, block: ImportBlock): void {
  const counts = [0, 0, 0]
  for (const outcome of block.outcomes)
    if (outcome < 3) counts[outcome] = (counts[outcome] ?? 0) + 1
  book
    .prepare(
      `INSERT INTO import_block
       (import_number, first_ordinal, row_count, added, updated, unchanged, lines, contacts, outcomes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      importNumber,
      block.firstOrdinal,
      block.lines.length,
      ...counts,
      bytesOf(block.lines),
      bytesOf(block.contacts),
      bytesOf(block.outcomes),
    )
}

/** Blocks of an import in the order of its rows, from the one that has the row of this ordinal. */
export function* readBlocks(
  db: ReadableDb,
  { importNumber, ordinal }: { readonly importNumber: number; readonly ordinal: number },
  schema: 'main' | 'book' = 'main',
): Generator<ImportBlock> {
  for (let from = ordinal; ; ) {
    const row = db
      .prepare<StoredBlock>(
        `SELECT first_ordinal, lines, contacts, outcomes FROM ${schema}.import_block
         WHERE import_number = ? AND first_ordinal + row_count > ? AND first_ordinal >= coalesce(
           (SELECT max(first_ordinal) FROM ${schema}.import_block
            WHERE import_number = ? AND first_ordinal <= ?), 0)
         ORDER BY first_ordinal LIMIT 1`,
      )
      .get(importNumber, from, importNumber, from)
    if (row === undefined) return
    const block = toBlock(row)
    yield block
    from = block.firstOrdinal + block.lines.length
  }
}

function toBlock(row: StoredBlock): ImportBlock {
  return {
    firstOrdinal: row.first_ordinal,
    lines: numbersOf(row.lines),
    contacts: numbersOf(row.contacts),
    outcomes: new Uint8Array(row.outcomes),
  }
}

// Every machine that Electron runs on is little-endian.
function bytesOf(numbers: Uint32Array | Uint8Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function numbersOf(bytes: Buffer): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer)
}
