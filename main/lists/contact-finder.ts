import { Worker } from 'node:worker_threads'
import { ProblemError, toProblem } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { type AddressBook, attachAddressBook } from './address-book.ts'
import type { ContactFind, ContactsFound } from './contact-index.ts'

/** find: null only to read ahead, which nobody waits for. */
export interface FinderQuestion {
  readonly id: number
  readonly find: ContactFind | null
}

export interface FinderAnswer {
  readonly id: number
  readonly found: ContactsFound
}

interface Finder {
  readonly book: AddressBook
  readonly readAhead: () => void
  readonly find: (question: ContactFind) => Promise<ContactsFound>
  readonly end: () => void
}

const finders = new WeakMap<ReadableDb, Finder>()

/**
 * Finds contacts of a list in a thread of its own (contact-index.ts). Fails with
 * `lists.counting-stopped` when the vault closes meanwhile.
 */
export async function findContacts(db: ReadableDb, question: ContactFind): Promise<ContactsFound> {
  const finder = finderOf(db)
  return finder === null ? { total: 0, ids: [] } : finder.find(question)
}

/** Reads what a search will need, before there is one. */
export function readAhead(db: ReadableDb): void {
  finderOf(db)?.readAhead()
}

/** Null: nothing was ever imported. */
function finderOf(db: ReadableDb): Finder | null {
  const book = attachAddressBook(db)
  if (book === null) return null
  const known = finders.get(db)
  if (known?.book.file === book.file) return known
  known?.end()
  const finder = startFinder(db, book)
  finders.set(db, finder)
  // Whatever it has read of the address book goes with the vault.
  db.onClose(finder.end)
  return finder
}

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './find-worker.ts' : './find-worker.js'

function startFinder(db: ReadableDb, book: AddressBook): Finder {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { contactsOf: book },
  })
  // Nobody waits for an answer that nobody waits for.
  worker.unref()
  const waiting = new Map<number, PromiseWithResolvers<ContactsFound>>()
  let lastId = 0
  const end = (reason: Error | null) => {
    if (finders.get(db)?.book === book) finders.delete(db)
    void worker.terminate()
    const stopped = new ProblemError(toProblem('lists.counting-stopped', {}))
    for (const each of waiting.values()) each.reject(reason ?? stopped)
    waiting.clear()
  }
  const ask = (question: FinderQuestion) => worker.postMessage(question)
  worker.on('message', ({ id, found }: FinderAnswer) => {
    waiting.get(id)?.resolve(found)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  })
  worker.on('error', (error) => end(error instanceof Error ? error : new Error('worker failed')))
  worker.on('exit', () => end(null))
  return {
    book,
    end: () => end(null),
    readAhead: () => ask({ id: 0, find: null }),
    find(question) {
      lastId += 1
      const promised = Promise.withResolvers<ContactsFound>()
      waiting.set(lastId, promised)
      worker.ref()
      ask({ id: lastId, find: question })
      return promised.promise
    },
  }
}
