import type { Column } from '../../preload/contract/lists.ts'
import type { Problem } from '../../preload/problem.ts'
import { toProblem } from '../../preload/problem.ts'
import type { EmailAddress } from '../address/address.ts'
import { normaliseAddress, parseAddress } from '../address/address.ts'
import type { CsvRow } from './csv-reader.ts'

/** Which cell of a row becomes what; made once per import. */
export interface RowPlan {
  /** How many cells a row must have. */
  readonly columnCount: number
  readonly address: number
  readonly fields: readonly { readonly index: number; readonly name: string }[]
  /** Names of all columns, for problems. */
  readonly names: readonly string[]
}

/** A row that can be taken. */
export interface TakenRow {
  readonly address: EmailAddress
  readonly addressKey: string
  /** Every mapped field; '' where the cell is empty. */
  readonly fields: ReadonlyMap<string, string>
}

export const fieldLengthMax = 10_000

/** Null when no column is the address. */
export function planRows(columns: readonly Column[], columnCount: number): RowPlan | null {
  const address = columns.find((column) => column.meaning === 'address')
  if (address === undefined || address.index >= columnCount) return null
  const fields = new Map<string, number>()
  for (const column of columns) {
    if (column.meaning === 'ignore' || column === address || column.index >= columnCount) continue
    const isOwn = column.meaning === 'field' || column.meaning === 'address'
    const name = isOwn ? column.name : column.meaning
    if (!fields.has(name)) fields.set(name, column.index)
  }
  const names = Array.from({ length: columnCount }, (_, index) => String(index + 1))
  for (const column of columns) if (column.index < columnCount) names[column.index] = column.name
  return {
    columnCount,
    address: address.index,
    fields: [...fields].map(([name, index]) => ({ name, index })),
    names,
  }
}

/** How many columns a header names: spreadsheets leave empty cells behind at its end. */
export function titledCount(header: readonly string[]): number {
  return header.findLastIndex((cell) => cell.trim() !== '') + 1
}

/** Reads one row by the plan, or says why it cannot be taken. */
export function toRow(row: CsvRow, plan: RowPlan): TakenRow | Problem {
  const fault = faultOf(row, plan)
  if (fault !== null) return fault
  const address = parseAddress(row.cells[plan.address] ?? '')
  if (typeof address !== 'string') return toProblem(`lists.row-address-${address.reason}`, {})
  const fields = new Map<string, string>()
  for (const { name, index } of plan.fields)
    fields.set(name, (row.cells[index] ?? '').trim().replace(/\r\n?/g, '\n'))
  return { address, addressKey: normaliseAddress(address), fields }
}

export function isProblem(row: TakenRow | Problem): row is Problem {
  return 'code' in row
}

// C0 without tab and line breaks, DEL, C1; and what the decoder could not read.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/

function faultOf({ line, cells, fault }: CsvRow, plan: RowPlan): Problem | null {
  if (fault === 'quote') return toProblem('lists.row-quote-unclosed', { line })
  const long = cells.findIndex((cell) => cell.length > fieldLengthMax)
  if (fault === 'too-long' || long >= 0) {
    const column = plan.names[Math.max(long, 0)] ?? String(long + 1)
    return toProblem('lists.row-field-too-long', { column, lengthMax: fieldLengthMax })
  }
  // Spreadsheets leave delimiters behind at a row's end; cells with text in them are another thing.
  if (cells.length < plan.columnCount || cells.slice(plan.columnCount).some((cell) => cell !== ''))
    return cells.every((cell) => cell.trim() === '')
      ? toProblem('lists.row-address-missing', {})
      : toProblem('lists.row-columns', { found: cells.length, expected: plan.columnCount })
  for (const [index, cell] of cells.entries()) {
    if (!unwanted.test(cell)) continue
    const column = plan.names[index] ?? String(index + 1)
    return cell.includes('\ufffd')
      ? toProblem('lists.row-undecodable', { column })
      : toProblem('lists.row-control-character', { column })
  }
  return null
}
