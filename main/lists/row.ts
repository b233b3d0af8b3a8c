import type { Column, ColumnMeaning, RowFlag } from '../../preload/contract/import.ts'
import type { Problem } from '../../preload/problem.ts'
import { toProblem } from '../../preload/problem.ts'
import { type DomainReader, rememberingDomains } from '../address/domain.ts'
import type { Reach } from '../address/mailbox.ts'
import { hasMixedScripts, parseMailbox } from '../address/mailbox.ts'
import { type ConsentRules, noConsentRules, type ToldConsent, toldConsent } from './told-consent.ts'
import { dayOf } from './written-date.ts'

/** One row of a file as it stands there, whatever kind of file. */
export interface FileRow {
  /** 1-based line at which it starts; in a workbook, its row number. */
  readonly line: number
  readonly cells: readonly string[]
  /** True where nothing in it is odd (see below); else that is still to be found out. */
  readonly isPlain?: boolean
  /** What its reader could not make sense of. */
  readonly fault: 'quote' | 'too-long' | null
}

interface PlannedField {
  readonly index: number
  readonly name: string
  readonly meaning: ColumnMeaning
  /** Its name as a JSON key with the colon behind it. */
  readonly jsonKey: string
}

/** Columns of a consent; -1 where there is none. */
interface PlannedConsent {
  readonly day: number
  readonly source: number
  readonly wording: number
  readonly proof: number
  readonly rules: ConsentRules
}

/** Which cell of a row becomes what; made once per import. */
export interface RowPlan {
  /** How many cells a row must have. */
  readonly columnCount: number
  readonly address: number
  readonly fields: readonly PlannedField[]
  /** Column of the telephone number; -1 without one. */
  readonly phone: number
  /** Null when nothing is said of consent. */
  readonly consent: PlannedConsent | null
  /** Names of all columns, for problems. */
  readonly names: readonly string[]
  /** Remembers what it has read: a file has few domains and many addresses. */
  readonly readDomain: DomainReader
}

/** A row that can be taken. */
export interface TakenRow {
  readonly address: string
  readonly addressKey: string
  readonly reach: Reach
  /** JSON object of every mapped field that is not empty. */
  readonly fields: string
  readonly flags: readonly RowFlag[]
  readonly consent: ToldConsent | 'unclear' | null
}

export const fieldLengthMax = 10_000

/** Null when no column is the address. */
export function planRows(
  columns: readonly Column[],
  columnCount: number,
  rules: ConsentRules = noConsentRules,
): RowPlan | null {
  const address = columns.find((column) => column.meaning === 'address')
  if (address === undefined || address.index >= columnCount) return null
  const fields = new Map<string, PlannedField>()
  for (const column of columns) {
    const { index, meaning } = column
    if (column === address || index >= columnCount || unkept.has(meaning)) continue
    const isOwn = meaning === 'field' || meaning === 'address'
    const name = isOwn ? column.name : meaning
    if (!fields.has(name))
      fields.set(name, { index, name, meaning, jsonKey: `${JSON.stringify(name)}:` })
  }
  const names = Array.from({ length: columnCount }, (_, index) => String(index + 1))
  for (const column of columns) if (column.index < columnCount) names[column.index] = column.name
  return {
    ...{ columnCount, address: address.index, fields: [...fields.values()], names },
    phone:
      columns.find((each) => each.meaning === 'phone' && each.index < columnCount)?.index ?? -1,
    consent: planConsent(columns, columnCount, rules),
    readDomain: rememberingDomains(),
  }
}

/** What consent was given to and what proves it stand with the consent, and not among the fields. */
const unkept: ReadonlySet<ColumnMeaning> = new Set(['ignore', 'consent-wording', 'consent-proof'])

function planConsent(
  columns: readonly Column[],
  columnCount: number,
  rules: ConsentRules,
): PlannedConsent | null {
  const indexOf = (meaning: ColumnMeaning) =>
    columns.find((each) => each.meaning === meaning && each.index < columnCount)?.index ?? -1
  const day = indexOf('consent-date')
  if (day < 0 && rules.givenOn === null) return null
  const [source, wording, proof] = [
    indexOf('consent-source'),
    indexOf('consent-wording'),
    indexOf('consent-proof'),
  ]
  return { day, source, wording, proof, rules }
}

/** How many columns a header names: spreadsheets leave empty cells behind at its end. */
export function titledCount(header: readonly string[]): number {
  return header.findLastIndex((cell) => cell.trim() !== '') + 1
}

// C0 without tab and line breaks, DEL, C1; and what the decoder could not read.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/
// The same, and what deserves a look: private use, variation selectors (U+E01xx begins with DB40).
const unusual =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]|[\ufe00-\ufe0f]|\udb40/
// What may need an escape in JSON, too: a row without any of it is taken as it stands.
const odd =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /["\\\u0000-\u001f\u007f-\u009f\ud800-\udfff\ue000-\uf8ff\ufffd]|[\ufe00-\ufe0f]/

/** True for text without anything that a row could be refused or flagged for, or JSON escapes. */
export function isPlainText(text: string): boolean {
  return !odd.test(text)
}

// Numbers within Japan begin with 0 and have ten or eleven digits.
const zeroLost = /^[1-9]\d{8,9}$/
const userDefined = /[\ue000-\uf8ff]/
const variation = /[\ufe00-\ufe0f]|\udb40/

/** Reads one row by the plan, or says why it cannot be taken. */
export function toRow(row: FileRow, plan: RowPlan): TakenRow | Problem {
  const { cells } = row
  const shape = faultOfShape(row, plan)
  if (shape !== null) return shape
  const isOdd = row.isPlain !== true && cells.some((cell) => odd.test(cell))
  const isUnusual = isOdd && cells.some((cell) => unusual.test(cell))
  const fault = isUnusual ? faultOfCells(cells, plan) : null
  if (fault !== null) return fault
  const mailbox = parseMailbox(cells[plan.address] ?? '', plan.readDomain)
  if ('reason' in mailbox) return toProblem(`lists.row-address-${mailbox.reason}`, {})
  const { address, key, reach } = mailbox
  let fields = ''
  for (const { index, meaning, jsonKey } of plan.fields) {
    const cell = cells[index] ?? ''
    let value = isOdd ? cleanCell(cell) : cell.trim()
    if (meaning === 'consent-date') value = dayOf(value) ?? value
    if (value === '') continue
    const text = isOdd ? JSON.stringify(value) : `"${value}"`
    fields += fields === '' ? jsonKey + text : `,${jsonKey}${text}`
  }
  const isPlain = reach === 'plain' && !isUnusual && !address.includes('xn--')
  const consent = plan.consent === null ? null : consentOf(cells, plan.consent)
  const flags = isPlain ? [] : flagsOf(mailbox, cells)
  if (consent === 'unclear') flags.push('consent-unclear')
  if (zeroLost.test(cells[plan.phone] ?? '')) flags.push('phone-zero')
  return { address, addressKey: key, reach, fields: `{${fields}}`, flags, consent }
}

function consentOf(cells: readonly string[], { rules, ...at }: PlannedConsent) {
  const text = (index: number) => cleanCell(cells[index] ?? '')
  const [day, source, wording, proof] = [at.day, at.source, at.wording, at.proof].map(text)
  return toldConsent(
    { day: day ?? '', source: source ?? '', wording: wording ?? '', proof: proof ?? '' },
    rules,
  )
}

export function isProblem(row: TakenRow | Problem): row is Problem {
  return 'code' in row
}

/** As it is kept: without white space around it, with line feeds alone. */
export function cleanCell(cell: string): string {
  const trimmed = cell.trim()
  return trimmed.includes('\r') ? trimmed.replace(/\r\n?/g, '\n') : trimmed
}

function flagsOf(
  { address, reach }: { readonly address: string; readonly reach: Reach },
  cells: readonly string[],
): RowFlag[] {
  const flags: RowFlag[] = []
  if (cells.some((cell) => userDefined.test(cell))) flags.push('user-defined')
  if (cells.some((cell) => variation.test(cell))) flags.push('variation')
  if (hasMixedScripts(address)) flags.push('mixed-script')
  if (reach !== 'plain') flags.push(reach)
  return flags
}

function faultOfShape({ line, cells, fault }: FileRow, plan: RowPlan): Problem | null {
  if (fault === 'quote') return toProblem('lists.row-quote-unclosed', { line })
  const long = longCell(cells)
  if (fault === 'too-long' || long >= 0) {
    const column = plan.names[Math.max(long, 0)] ?? String(long + 1)
    return toProblem('lists.row-field-too-long', { column, lengthMax: fieldLengthMax })
  }
  if (cells.length === plan.columnCount) return null
  // Spreadsheets leave delimiters behind at a row's end; cells with text in them are another thing.
  if (cells.length < plan.columnCount || cells.slice(plan.columnCount).some((cell) => cell !== ''))
    return cells.every((cell) => cell.trim() === '')
      ? toProblem('lists.row-address-missing', {})
      : toProblem('lists.row-columns', { found: cells.length, expected: plan.columnCount })
  return null
}

function longCell(cells: readonly string[]): number {
  for (let index = 0; index < cells.length; index += 1)
    if ((cells[index]?.length ?? 0) > fieldLengthMax) return index
  return -1
}

function faultOfCells(cells: readonly string[], plan: RowPlan): Problem | null {
  for (const [index, cell] of cells.entries()) {
    if (!unwanted.test(cell)) continue
    const column = plan.names[index] ?? String(index + 1)
    return cell.includes('\ufffd')
      ? toProblem('lists.row-undecodable', { column })
      : toProblem('lists.row-control-character', { column })
  }
  return null
}

/** How many cells most rows have. */
export function usualColumnCount(rows: readonly FileRow[]): number {
  const counts = new Map<number, number>()
  for (const row of rows.slice(0, 1000))
    counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1
}
