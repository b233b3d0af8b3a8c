import { setImmediate } from 'node:timers/promises'
import type {
  AssignmentFilter,
  AssignmentRow,
  AssignmentView,
} from '../../preload/contract/recipient-files.ts'
import type { Recipient } from '../lists/lists.ts'
import {
  type AssignedFile,
  createFileAssignment,
  type FileAssignment,
  type RecipientFile,
} from './recipient-file-assignment.ts'

/** Which lines are wanted. */
export interface AssignmentQuery {
  readonly filter: AssignmentFilter
  /** Part of an address, of what a row names or of a file's name; '' for all. */
  readonly search: string
  readonly offset: number
  readonly limit: number
}

/** After so many rows whatever else waits gets its turn. */
const rowsPerTurn = 500

/**
 * Who gets which file, and what is wrong with it. The rows are gone through twice: whether a file is
 * shared is only known at the end.
 */
export async function viewAssignment(o: {
  readonly column: string | null
  readonly files: readonly RecipientFile[]
  readonly rows: () => Iterable<Recipient>
  readonly showAddress: (address: string) => string
  readonly query: AssignmentQuery
}): Promise<AssignmentView> {
  const { column, files, query } = o
  const view = emptyView(column, files)
  if (column === null) return view
  const assignment = createFileAssignment(column, files)
  await inTurns(o.rows(), ({ fields }) => void assignment.assign(fields))
  const page = createPage(query)
  await inTurns(o.rows(), (row, index) => {
    const assigned = assignment.look(row.fields)
    const state = stateOf(assigned, assignment)
    view.recipientCount += 1
    view.counts[state] += 1
    const address = o.showAddress(row.address)
    // An address that is not shown is not found by guessing it either.
    const texts = [assigned.named, ...(address === row.address ? [address] : [])]
    page.offer(state, () => toRow(assigned, { index, state, address }), texts)
  })
  for (const file of assignment.unused()) {
    view.unusedCount += 1
    page.offer('unused', () => unusedRow(file), [file.name])
  }
  return { ...view, total: page.total(), rows: page.rows() }
}

export function stateOf(
  assigned: AssignedFile,
  assignment: FileAssignment,
): AssignedFile['state'] | 'shared' {
  const { file, state } = assigned
  return file !== null && assignment.usesOf(file) > 1 ? 'shared' : state
}

async function inTurns(
  rows: Iterable<Recipient>,
  see: (row: Recipient, index: number) => void,
): Promise<void> {
  let index = 0
  for (const row of rows) {
    see(row, index)
    index += 1
    if (index % rowsPerTurn === 0) await setImmediate()
  }
}

function emptyView(column: string | null, files: readonly RecipientFile[]) {
  return {
    column,
    fileCount: files.length,
    sizeBytes: files.reduce((sum, each) => sum + each.sizeBytes, 0),
    recipientCount: 0,
    counts: { assigned: 0, shared: 0, empty: 0, missing: 0, near: 0, refused: 0 },
    unusedCount: 0,
    total: 0,
    rows: [] as AssignmentRow[],
  }
}

function createPage({ filter, search, offset, limit }: AssignmentQuery) {
  const wanted = search.normalize('NFKC').toLowerCase()
  const rows: AssignmentRow[] = []
  let total = 0
  return {
    offer(state: AssignmentRow['state'], make: () => AssignmentRow, texts: readonly string[]) {
      if (!isIn(filter, state)) return
      const isFound = texts.some((each) => each.normalize('NFKC').toLowerCase().includes(wanted))
      if (!isFound) return
      if (total >= offset && rows.length < limit) rows.push(make())
      total += 1
    },
    total: () => total,
    rows: () => rows,
  }
}

function isIn(filter: AssignmentFilter, state: AssignmentRow['state']): boolean {
  switch (filter) {
    case 'all':
      return state !== 'unused'
    case 'wrong':
      return state !== 'assigned' && state !== 'unused'
    case 'shared':
    case 'unused':
      return state === filter
  }
}

function toRow(
  { named, suggestion, file }: AssignedFile,
  o: Pick<AssignmentRow, 'index' | 'state' | 'address'>,
): AssignmentRow {
  return { ...o, named, suggestion, file }
}

function unusedRow(file: RecipientFile): AssignmentRow {
  return { index: null, address: null, state: 'unused', named: '', suggestion: null, file }
}
