import { Worker } from 'node:worker_threads'
import type { ImportRowTexts, UndoOutcome } from '../../preload/contract/import.ts'
import type { Problem } from '../../preload/problem.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { AddressBook } from './address-book.ts'
import type { OnStep } from './bulk-edit.ts'
import type { ContactResult, ContactWork } from './contact-task.ts'
import type { ImportJob, ImportResult, ImportStep } from './import.ts'
import type { MailingTask } from './mailing.ts'
import { signYielding } from './yielding.ts'

/** What changes the address book. Each is whole or not at all, or says how far it came. */
export type BookTask =
  | { readonly kind: 'import'; readonly job: ImportJob }
  | { readonly kind: 'undo-import'; readonly import: string }
  | {
      readonly kind: 'save-rows'
      readonly import: string
      readonly rows: 'not-taken' | 'all'
      readonly path: string
      readonly texts: ImportRowTexts
    }
  | { readonly kind: 'contacts'; readonly work: ContactWork }
  | ({ readonly kind: 'note-mailings' } & MailingTask)
  /** All that is left, in another file under another key. */
  | { readonly kind: 'renew'; readonly next: AddressBook }
  /** Nothing besides forgetting what no list names. */
  | { readonly kind: 'sweep' }

export type BookResult =
  | { readonly kind: 'import'; readonly result: ImportResult }
  | { readonly kind: 'undo-import'; readonly result: UndoOutcome }
  | { readonly kind: 'save-rows'; readonly rowCount: number }
  | { readonly kind: 'contacts'; readonly result: ContactResult }
  | { readonly kind: 'note-mailings'; readonly after: number | null }
  | { readonly kind: 'renew' }
  | { readonly kind: 'sweep' }

/** Everything that a worker gets; structured-clone. */
export interface BookJob {
  readonly book: AddressBook
  /**
   * The lists that the vault has now. Others, and contacts that no list names any more, are
   * forgotten before anything else is done.
   */
  readonly lists: readonly string[]
  readonly task: BookTask
}

/** What a worker says: any number of steps, then one of the others. */
export type BookSaying =
  | { readonly kind: 'step'; readonly step: ImportStep }
  | { readonly kind: 'contacts-step'; readonly step: Parameters<OnStep>[0] }
  | { readonly kind: 'done'; readonly result: BookResult }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Whoever works on contacts hears how far it is, and can stop it: it ends with `lists.edit-stopped`. */
export interface ContactWatch {
  readonly onStep: OnStep
  readonly stopped: AbortSignal
}

/** Runs jobs one after the other, each in a worker of its own. */
export interface BookWriter {
  /** settle: what has to happen after it and before the next one. */
  readonly run: (
    toJob: () => BookJob,
    onStep?: (step: ImportStep) => void,
    work?: ContactWatch,
    settle?: () => Promise<void>,
  ) => Promise<BookResult>
  /** Ends what runs, which undoes it, and what waits, with `lists.import-stopped`. */
  readonly stop: () => Promise<void>
}

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './book-worker.ts' : './book-worker.js'

/** isUrgent: whether something is going on that an import has to leave the processor to. */
export function createBookWriter(isUrgent: () => boolean = () => false): BookWriter {
  let last: Promise<unknown> = Promise.resolve()
  let generation = 0
  let current: Worker | null = null
  return {
    run(toJob, onStep = () => {}, watch, settle = async () => {}) {
      const mine = generation
      const begun = last.then(() => {
        if (mine !== generation) return fail('lists.import-stopped', {})
        if (watch?.stopped.aborted) return fail('lists.edit-stopped', {})
        const job = toJob()
        const sign = signYielding(isUrgent)
        current = new Worker(new URL(workerFile, import.meta.url), {
          workerData: { bookJob: job, yielding: sign.memory },
        })
        return { gone: once(current).finally(sign.end), answer: answerOf(current, onStep, watch) }
      })
      // The next one begins when this one's thread is gone, and with it every lock on the file.
      const ended = begun.then(async ({ gone, answer }) => {
        await Promise.allSettled([gone, answer])
        const result = await answer
        await settle()
        return result
      })
      last = ended.catch(() => null)
      return ended
    },
    async stop() {
      generation += 1
      await current?.terminate()
      await last
    },
  }
}

function once(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.on('exit', () => resolve())
  })
}

function answerOf(
  worker: Worker,
  onStep: (step: ImportStep) => void,
  watch: ContactWatch | undefined,
): Promise<BookResult> {
  return new Promise((resolve, reject) => {
    let problem: Problem = { code: 'lists.import-stopped', params: {} }
    watch?.stopped.addEventListener('abort', () => {
      problem = { code: 'lists.edit-stopped', params: {} }
      // SQLite undoes what it had begun.
      void worker.terminate()
    })
    worker.on('message', (saying: BookSaying) => {
      if (saying.kind === 'step') onStep(saying.step)
      else if (saying.kind === 'contacts-step') watch?.onStep(saying.step)
      else if (saying.kind === 'done') resolve(saying.result)
      else problem = saying.problem
    })
    worker.on('error', reject)
    // Only then has it let go of the file.
    worker.on('exit', () => reject(new ProblemError(problem)))
  })
}
