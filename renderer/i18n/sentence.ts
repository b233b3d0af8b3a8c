import type { Language } from '../../preload/contract/app.ts'
import { formatDateTime, formatNumber, formatSize } from './format.ts'

/**
 * A sentence of a catalog: `{name}` is replaced by the parameter of that name, and
 * `{count:message|messages}` by the number with the noun that agrees with it.
 */
export type SentenceParams = Readonly<Record<string, string | number>>

/** Names of the placeholders in a sentence, at compile time. */
export type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? (P extends `${infer Name}:${string}` ? Name : P) | Placeholders<Rest>
  : never

const placeholder = /\{([A-Za-z]+)(?::([^|{}]*)\|([^|{}]*))?\}/g
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
const sizeName = /bytes(max|min)?$/i

/** Fills a sentence in. A parameter that is missing stays visible as its placeholder. */
export function fillIn(sentence: string, params: SentenceParams, language: Language): string {
  return sentence.replace(placeholder, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) {
      return whole
    }
    const text = formatParam(name, value, language)
    return one === undefined ? text : `${text} ${value === 1 ? one : many}`
  })
}

export function placeholdersOf(sentence: string): string[] {
  const names = [...sentence.matchAll(placeholder)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

/** By its name and its form: sizes, instants, numbers; everything else as it is. */
function formatParam(name: string, value: string | number, language: Language): string {
  if (typeof value === 'number') {
    return sizeName.test(name) ? formatSize(value, language) : formatNumber(value, language, 2)
  }
  return instant.test(value) ? formatDateTime(value, language) : value
}
