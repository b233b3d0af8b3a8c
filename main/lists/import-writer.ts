import type { RowFlag, RowOutcome } from '../../preload/contract/import.ts'
import type { Problem } from '../../preload/problem.ts'
import { outcomeNumber, writeBlock } from './import-block.ts'
import type { ImportRun } from './import-run.ts'
import { openStore } from './import-store.ts'
import type { RowBatch } from './row-batch.ts'
import type { ToldConsent } from './told-consent.ts'

/** Puts the rows of a batch into the address book and the list, and writes down what became of them. */
export function takeBatch(run: ImportRun, batch: RowBatch): void {
  const { lines, refused } = batch
  const firstOrdinal = run.rowCount
  const outcomes = new Uint8Array(lines.length)
  const contacts = new Uint32Array(lines.length)
  const addresses = partsOf(batch.addresses)
  const fields = partsOf(batch.fields)
  const consents = partsOf(batch.consents)
  const flagged = new Map(batch.flagged.map((row) => [row.at, row]))
  const store = openStore(run, addresses)
  let nextRefused = 0
  let taken = 0
  for (let at = 0; at < lines.length; at += 1) {
    const place = { ordinal: firstOrdinal + at, line: lines[at] ?? 0 }
    const refusal = refused[nextRefused]
    if (refusal?.at === at) {
      nextRefused += 1
      outcomes[at] = outcomeNumber(refusal.outcome)
      noteRefusal(run, { ...place, ...refusal, contact: null })
      continue
    }
    const flag = flagged.get(at)
    const consent = toConsent(consents[taken])
    const row = { address: addresses[taken] ?? '', fields: fields[taken] ?? '{}', consent, flag }
    const stored = store.take(row)
    taken += 1
    outcomes[at] = outcomeNumber(stored.outcome)
    if ('problem' in stored) {
      // Of whoever is deleted nothing is kept; the others' cells are what their contact has.
      noteRefusal(run, { ...place, ...stored, cells: stored.contact === null ? '[]' : null })
      continue
    }
    contacts[at] = stored.contact
    run.counts[stored.outcome] += 1
    if (flag !== undefined || stored.flags.length > 0)
      noteFlags(run, { ...place, ...stored, flags: [...(flag?.flags ?? []), ...stored.flags] })
  }
  store.close()
  for (const name of batch.filled) run.filled.add(name)
  writeBlock(run.book, run.importNumber, { firstOrdinal, lines, contacts, outcomes })
  run.rowCount += lines.length
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

/** As row-batch.ts wrote it. */
function toConsent(text: string | undefined): ToldConsent | null {
  return text === undefined || text === 'null' ? null : JSON.parse(text)
}

interface NotedRow {
  readonly ordinal: number
  readonly line: number
  readonly outcome: RowOutcome
  /** JSON; null where the contact has it. */
  readonly cells: string | null
  readonly contact: number | null
}

function noteRefusal(run: ImportRun, row: NotedRow & { readonly problem: Problem }): void {
  const { outcome, problem, line } = row
  run.counts[outcome] += 1
  run.reasons.set(problem.code, (run.reasons.get(problem.code) ?? 0) + 1)
  if (outcome === 'invalid' && run.firstInvalidLine === 0) run.firstInvalidLine = line
  insertNote(run, { ...row, problem: JSON.stringify(problem), flags: [] })
}

function noteFlags(
  run: ImportRun,
  row: Omit<NotedRow, 'cells'> & { readonly flags: readonly RowFlag[] },
): void {
  run.flagged += 1
  insertNote(run, { ...row, problem: null, cells: null })
}

function insertNote(
  run: ImportRun,
  row: NotedRow & { readonly problem: string | null; readonly flags: readonly RowFlag[] },
): void {
  run.book
    .prepare(
      `INSERT INTO import_note
       (import_number, ordinal, line, outcome, problem, flags, cells, contact_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[run.importNumber, row.ordinal, row.line, row.outcome, row.problem],
      ...[JSON.stringify(row.flags), row.cells, row.contact],
    )
}
