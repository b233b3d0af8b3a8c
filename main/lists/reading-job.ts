import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { type Column, type FileFormat, FileInspection } from '../../preload/contract/import.ts'
import type { Problem } from '../../preload/problem.ts'
import { ProblemError } from '../../preload/problem.ts'
import type { FileSource } from './file-rows.ts'
import type { InspectOptions } from './inspection.ts'
import type { RowBatch } from './row-batch.ts'
import type { SuppressedValues } from './suppression.ts'
import type { ConsentRules } from './told-consent.ts'

/** What is read of a file, and how. Structured-clone. */
export interface ReadingJob {
  readonly source: FileSource
  readonly format: FileFormat
  readonly hasHeader: boolean
  readonly columns: readonly Column[]
  readonly requireConsent: boolean
  readonly consent: ConsentRules
  /** Who must not be mailed. */
  readonly suppressed: SuppressedValues
  /** Secret and random. */
  readonly seed: number
  /** Rows without the header that were imported before an interruption. */
  readonly skipRows: number
}

/** What a thread that reads says: batches while it may, then one of the others. */
export type ReadingSaying =
  | { readonly kind: 'batch'; readonly batch: RowBatch }
  | { readonly kind: 'inspection'; readonly inspection: FileInspection }
  | { readonly kind: 'end' }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Batches that may wait for the writer: enough that neither waits long, few enough for memory. */
export const batchesAhead = 3

const workerFile = import.meta.url.endsWith('.ts') ? './reading-worker.ts' : './reading-worker.js'

/** What the thread is started with. */
export type ReadingTask =
  | { readonly kind: 'read'; readonly job: ReadingJob }
  | { readonly kind: 'inspect'; readonly options: InspectOptions }

/**
 * Reads a file in a thread of its own, which has no key and no database: whatever a hostile file
 * does to a parser, it does there. Ends the thread when the loop over it ends.
 */
export async function* readInThread(job: ReadingJob): AsyncGenerator<RowBatch> {
  for await (const { saying, goOn } of sayingsOf({ kind: 'read', job })) {
    if (saying.kind !== 'batch') return
    yield saying.batch
    goOn()
  }
}

/** What we understand of a file, found out in such a thread. */
export async function inspectInThread(options: InspectOptions): Promise<FileInspection> {
  for await (const { saying } of sayingsOf({ kind: 'inspect', options }))
    if (saying.kind === 'inspection') return v.parse(FileInspection, saying.inspection)
  throw new Error('an inspection ended without a word')
}

const endMsMax = 1000

async function* sayingsOf(
  readingTask: ReadingTask,
): AsyncGenerator<{ saying: ReadingSaying; goOn: () => void }> {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { readingTask },
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 },
  })
  const waiting: ReadingSaying[] = []
  let failure: Error | null = null
  let wake = () => {}
  worker.on('message', (saying: ReadingSaying) => {
    waiting.push(saying)
    wake()
  })
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error('the reading thread failed')
    wake()
  })
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let hasEnded = false
  worker.on('exit', () => {
    failure ??= new Error('the reading thread ended early')
    wake()
  })
  const goOn = () => worker.postMessage('more')
  try {
    for (;;) {
      const saying = waiting.shift()
      hasEnded ||= saying !== undefined && saying.kind !== 'batch'
      if (saying?.kind === 'problem') throw new ProblemError(saying.problem)
      if (saying !== undefined) yield { saying, goOn }
      else if (failure !== null) throw failure
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    // A thread that has said its last word ends by itself: it is not torn out of what it still closes.
    if (hasEnded) await Promise.race([gone, wait(endMsMax, undefined, { ref: false })])
    await worker.terminate()
  }
}
