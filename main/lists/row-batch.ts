import type { RowFlag, RowOutcome } from '../../preload/contract/import.ts'
import type { Problem } from '../../preload/problem.ts'
import { toProblem } from '../../preload/problem.ts'
import type { Reach } from '../address/mailbox.ts'
import type { AddressSet } from './address-set.ts'
import type { FileRow, RowPlan, TakenRow } from './row.ts'
import { cleanCell, isProblem, toRow } from './row.ts'
import type { SuppressedBy, SuppressionMatch } from './suppression-match.ts'
import type { ToldConsent } from './told-consent.ts'

/**
 * Rows on their way from the thread that reads a file to the one that writes the address book. A few
 * long strings and arrays instead of an object a row: that is what makes handing them over cheap.
 */
export interface RowBatch {
  /** Line of every row. */
  readonly lines: Uint32Array
  /** Addresses of the rows that can be taken, in order, parted by line feeds. */
  readonly addresses: string
  /** JSON objects of their fields, parted by line feeds. */
  readonly fields: string
  /** JSON of their consents, `null` where there is none, parted by line feeds; empty without any. */
  readonly consents: string
  /** Rows that cannot be taken, by their place in the batch, ascending. */
  readonly refused: readonly RefusedRow[]
  /** Rows that are taken and deserve a look, by their place in the batch. */
  readonly flagged: readonly FlaggedRow[]
  /** Names of the fields that have a value in some row. */
  readonly filled: readonly string[]
  readonly bytesRead: number
  readonly bytesTotal: number
}

export interface RefusedRow {
  readonly at: number
  readonly outcome: Exclude<RowOutcome, 'added' | 'updated' | 'unchanged'>
  readonly problem: Problem
  /** JSON array of what stood there, cut where it is very long. */
  readonly cells: string
}

export interface FlaggedRow {
  readonly at: number
  readonly flags: readonly RowFlag[]
  readonly reach: Reach
}

/** What decides about rows besides their own text; lives as long as the reading. */
export interface RowJudge {
  readonly plan: RowPlan
  /** Addresses that the file had before. */
  readonly seen: AddressSet
  /** Who must not be mailed. */
  readonly suppressedBy: SuppressionMatch
  readonly requireConsent: boolean
}

const cellKeptLengthMax = 1000
const cellKeptCountMax = 500

export function toBatch(
  rows: readonly FileRow[],
  judge: RowJudge,
): Omit<RowBatch, 'bytesRead' | 'bytesTotal'> {
  const lines = new Uint32Array(rows.length)
  const addresses: string[] = []
  const fields: string[] = []
  const consents: (ToldConsent | null)[] = []
  const refused: RefusedRow[] = []
  const flagged: FlaggedRow[] = []
  let unfilled = judge.plan.fields
  for (const [at, row] of rows.entries()) {
    lines[at] = row.line
    const taken = judged(row, judge)
    if ('outcome' in taken) {
      refused.push({ at, ...taken, cells: keptCells(row.cells) })
      continue
    }
    addresses.push(taken.address)
    fields.push(taken.fields)
    if (judge.plan.consent !== null)
      consents.push(taken.consent === 'unclear' ? null : taken.consent)
    if (unfilled.length > 0)
      unfilled = unfilled.filter(({ index }) => cleanCell(row.cells[index] ?? '') === '')
    if (taken.flags.length > 0) flagged.push({ at, flags: taken.flags, reach: taken.reach })
  }
  return {
    lines,
    addresses: addresses.join('\n'),
    fields: fields.join('\n'),
    consents: consents.map((each) => JSON.stringify(each)).join('\n'),
    refused,
    flagged,
    filled: judge.plan.fields.filter((field) => !unfilled.includes(field)).map(({ name }) => name),
  }
}

/** The row, or why it is not taken: for what it is, whom it is for, or because it comes again. */
export function judged(
  row: FileRow,
  { plan, seen, suppressedBy, requireConsent }: RowJudge,
): TakenRow | Pick<RefusedRow, 'outcome' | 'problem'> {
  const taken = toRow(row, plan)
  if (isProblem(taken)) return { outcome: 'invalid', problem: taken }
  const suppression = suppressedBy(taken.addressKey)
  if (suppression !== null)
    return { outcome: 'suppressed', problem: suppressedProblem(suppression) }
  if (requireConsent && (taken.consent === null || taken.consent === 'unclear')) {
    const code = taken.consent === null ? 'lists.row-no-consent' : 'lists.row-consent-unclear'
    return { outcome: 'no-consent', problem: toProblem(code, {}) }
  }
  const line = seen.lineOf(taken.addressKey, row.line)
  if (line === null) return taken
  return { outcome: 'duplicate', problem: toProblem('lists.row-duplicate', { line }) }
}

function suppressedProblem({ kind, value }: SuppressedBy): Problem {
  if (kind === 'domain') return toProblem('lists.row-suppressed-domain', { domain: value })
  if (kind === 'pattern') return toProblem('lists.row-suppressed-pattern', { pattern: value })
  return toProblem('lists.row-suppressed', {})
}

function keptCells(cells: readonly string[]): string {
  return JSON.stringify(
    cells
      .slice(0, cellKeptCountMax)
      .map((cell) =>
        cell.length > cellKeptLengthMax ? `${cell.slice(0, cellKeptLengthMax)}…` : cell,
      ),
  )
}
