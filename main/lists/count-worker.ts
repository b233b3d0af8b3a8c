/**
 * Entry of the worker thread that counts audiences: it reads the address book, holds what it has
 * read for as long as it lives, and answers in the order of asking. It has the book's key and
 * nothing else, and ends when the vault closes.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openReadable } from '../sqlite/sqlite.ts'
import type { AddressBook } from './address-book.ts'
import { type AudienceCounter, createAudienceCounter } from './audience-count.ts'
import type { AudienceAnswer, AudienceQuestion } from './audience-reader.ts'
import { defineFieldFunctions } from './condition-sql.ts'
import type { SuppressedValues } from './suppression.ts'

const none: SuppressedValues = { version: 0, addresses: [], domains: [], patterns: [] }

function run(book: AddressBook): void {
  const db = openReadable(book)
  db.prepare('PRAGMA cache_size = -16384').run()
  defineFieldFunctions(db)
  const counter = createAudienceCounter(db)
  let suppressed = none
  parentPort?.on('message', (question: AudienceQuestion) => {
    if (question.suppressed !== null) suppressed = question.suppressed
    say({ id: question.id, answer: answerOf(counter, question, suppressed) })
  })
}

function answerOf(
  counter: AudienceCounter,
  { ask, plan }: AudienceQuestion,
  suppressed: SuppressedValues,
): AudienceAnswer['answer'] {
  switch (ask.kind) {
    case 'summary':
      return { kind: 'summary', value: counter.summary(plan, suppressed) }
    case 'count':
      return { kind: 'count', value: counter.count(plan) }
    case 'values':
      return { kind: 'values', value: counter.values(plan, ask.field, ask.limit) }
    default:
      return ask satisfies never
  }
}

function say(answer: AudienceAnswer): void {
  parentPort?.postMessage(answer)
}

function isStartData(data: unknown): data is { readonly audienceOf: AddressBook } {
  return typeof data === 'object' && data !== null && 'audienceOf' in data
}

if (isStartData(workerData)) run(workerData.audienceOf)
