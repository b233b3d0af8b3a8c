import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { ImportReport } from '../../preload/contract/lists.ts'
import type { Problem } from '../../preload/problem.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { AddressBook } from './address-book.ts'
import type { ImportJob, ImportStep } from './import.ts'

/** Work on the address book that changes it. Everything that a worker gets; structured-clone. */
export interface BookJob {
  readonly book: AddressBook
  /**
   * The lists that the vault has now. Others, and contacts that no list names any more, are
   * forgotten before anything else is done.
   */
  readonly lists: readonly string[]
  readonly import: ImportJob | null
}

/** What a worker says: any number of steps, then one of the others. */
export type BookSaying =
  | { readonly kind: 'step'; readonly step: ImportStep }
  | { readonly kind: 'done'; readonly report: ImportReport | null }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Runs jobs one after the other, each in a worker of its own. */
export interface BookWriter {
  readonly run: (
    toJob: () => BookJob,
    onStep?: (step: ImportStep) => void,
  ) => Promise<ImportReport | null>
  /** Ends what runs, which undoes it, and what waits, with `lists.import-stopped`. */
  readonly stop: () => Promise<void>
}

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './book-worker.ts' : './book-worker.js'

export function createBookWriter(): BookWriter {
  let last: Promise<unknown> = Promise.resolve()
  let generation = 0
  let current: Worker | null = null
  return {
    run(toJob, onStep = () => {}) {
      const mine = generation
      const result = last.then(() => {
        if (mine !== generation) return fail('lists.import-stopped', {})
        current = new Worker(new URL(workerFile, import.meta.url), {
          workerData: { bookJob: toJob() },
        })
        return answerOf(current, onStep)
      })
      last = result.catch(() => null)
      return result
    },
    async stop() {
      generation += 1
      await current?.terminate()
      await last
    },
  }
}

function answerOf(
  worker: Worker,
  onStep: (step: ImportStep) => void,
): Promise<ImportReport | null> {
  return new Promise((resolve, reject) => {
    let answer: (() => void) | null = null
    worker.on('message', (saying: BookSaying) => {
      if (saying.kind === 'step') onStep(saying.step)
      else if (saying.kind === 'done')
        answer = () => resolve(v.parse(v.nullable(ImportReport), saying.report))
      else answer = () => reject(new ProblemError(saying.problem))
    })
    worker.on('error', reject)
    // The answer counts once the worker is gone, and with it every lock on the file.
    worker.on('exit', () => {
      if (answer === null) reject(new ProblemError({ code: 'lists.import-stopped', params: {} }))
      else answer()
    })
  })
}
