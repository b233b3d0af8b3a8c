/**
 * Entry of the worker thread that finds contacts: it reads the address book, holds what it has read
 * for as long as it lives, and ends when the vault closes. It has the book's key and nothing else.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openReadable } from '../sqlite/sqlite.ts'
import type { AddressBook } from './address-book.ts'
import type { FinderAnswer, FinderQuestion } from './contact-finder.ts'
import { createContactIndex } from './contact-index.ts'

function run(book: AddressBook): void {
  const index = createContactIndex(openReadable(book))
  parentPort?.on('message', (question: FinderQuestion) => {
    void (question.find === null ? index.warm() : answer(question.id, question.find))
  })
  async function answer(id: number, find: NonNullable<FinderQuestion['find']>): Promise<void> {
    const said: FinderAnswer = { id, found: await index.find(find) }
    parentPort?.postMessage(said)
  }
}

function isStartData(data: unknown): data is { readonly contactsOf: AddressBook } {
  return typeof data === 'object' && data !== null && 'contactsOf' in data
}

if (isStartData(workerData)) run(workerData.contactsOf)
