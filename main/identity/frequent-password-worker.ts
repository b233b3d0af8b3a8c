/** Entry of the worker thread that knows the lists: one question, one answer, then it ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { dictionary as leaked } from '@zxcvbn-ts/language-common'
import japanese from '@zxcvbn-ts/language-ja'
import { ownFrequentPasswords } from './frequent-password-table.ts'

/** Shorter words are part of everything, and say nothing about what they are part of. */
const lengthMin = 4

function isStartData(data: unknown): data is { readonly frequentPassword: readonly string[] } {
  return typeof data === 'object' && data !== null && 'frequentPassword' in data
}

function answer(spellings: readonly string[]): boolean {
  const lists = [
    leaked['passwords-common'],
    ...Object.values(japanese.dictionary),
    ownFrequentPasswords,
  ]
  const asked = new Set(spellings.filter((each) => [...each].length >= lengthMin))
  return lists.some((list) => list.some((word) => asked.has(String(word))))
}

if (isStartData(workerData)) parentPort?.postMessage(answer(workerData.frequentPassword))
