/**
 * Entry of the worker thread that reads a file for an import: decodes, parses and judges its rows.
 * It has neither key nor database.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { fail, ProblemError } from '../../preload/problem.ts'
import { createAddressSet } from './address-set.ts'
import { readFileRows } from './file-rows.ts'
import { inspectFile } from './inspection.ts'
import type { ReadingJob, ReadingSaying, ReadingTask } from './reading-job.ts'
import { batchesAhead } from './reading-job.ts'
import type { FileRow, RowPlan } from './row.ts'
import { planRows, titledCount } from './row.ts'
import type { RowJudge } from './row-batch.ts'
import { judged, toBatch } from './row-batch.ts'
import { createSuppressionMatch } from './suppression-match.ts'

const rowsPerBatchMax = 4000

let allowed = batchesAhead
let wake = () => {}

async function run(task: ReadingTask): Promise<void> {
  try {
    if (task.kind === 'read') await read(task.job)
    else say({ kind: 'inspection', inspection: await inspectFile(task.options) })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    say({ kind: 'problem', problem: error.problem })
  }
}

async function read(job: ReadingJob): Promise<void> {
  let judge: RowJudge | null = null
  let toSkip = job.skipRows
  for await (const { rows: all, bytesRead, bytesTotal } of readFileRows(job.source, job.format)) {
    let rows = all
    const [first] = rows
    if (judge === null && first !== undefined) {
      judge = {
        plan: planFor(job, first),
        seen: createAddressSet(job.seed),
        suppressedBy: createSuppressionMatch(job.suppressed),
        requireConsent: job.requireConsent,
      }
      if (job.hasHeader) rows = rows.slice(1)
    }
    if (judge === null) continue
    const skipped = Math.min(toSkip, rows.length)
    toSkip -= skipped
    // Judged all the same: later rows may have the same addresses.
    for (const row of rows.slice(0, skipped)) judged(row, judge)
    for (let from = skipped; from < rows.length; from += rowsPerBatchMax) {
      const batch = toBatch(rows.slice(from, from + rowsPerBatchMax), judge)
      await mayGoOn()
      say({ kind: 'batch', batch: { ...batch, bytesRead, bytesTotal } })
    }
  }
  say({ kind: 'end' })
}

function planFor({ columns, hasHeader, consent }: ReadingJob, first: FileRow): RowPlan {
  const last = Math.max(...columns.map((column) => column.index))
  const titled = hasHeader ? titledCount(first.cells) : 0
  const count = Math.max(columns.length, last + 1, titled)
  return planRows(columns, count, consent) ?? fail('lists.no-address-column', {})
}

async function mayGoOn(): Promise<void> {
  while (allowed === 0)
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  allowed -= 1
}

function say(saying: ReadingSaying): void {
  parentPort?.postMessage(saying)
}

function isStartData(data: unknown): data is { readonly readingTask: ReadingTask } {
  return typeof data === 'object' && data !== null && 'readingTask' in data
}

if (isStartData(workerData)) {
  parentPort?.on('message', () => {
    allowed += 1
    wake()
  })
  await run(workerData.readingTask)
  // With nothing left to listen to, the thread ends.
  parentPort?.close()
}
