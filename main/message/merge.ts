import { fail } from '../../preload/problem.ts'

/**
 * What a recipient's row offers to a template: plain text under field names, nothing else.
 * Values are data from imported files, so they arrive here untrusted.
 */
export type Fields = Readonly<Record<string, string>>

/** The fields that an import gives a meaning, and the Japanese names they also answer to. */
export const wellKnownFields = {
  name: '氏名',
  company: '会社名',
  department: '部署',
  title: '役職',
} as const

const aliasOf: ReadonlyMap<string, string> = new Map(
  Object.entries(wellKnownFields).flatMap(([plain, japanese]): [string, string][] => [
    [plain, japanese],
    [japanese, plain],
  ]),
)

/** The name itself and what it is also called, for showing and comparing field names. */
export function fieldNamesOf(name: string): readonly string[] {
  const alias = aliasOf.get(name)
  return alias === undefined ? [name] : [name, alias]
}

/** True when one of the offered fields answers to this name. */
export function isOffered(name: string, offered: ReadonlySet<string>): boolean {
  return fieldNamesOf(name).some((each) => offered.has(each))
}

/** Fails with `message.unknown-field` for a field that none of the chosen lists has. */
export function requireOffered(
  uses: readonly { readonly part: string; readonly field: string }[],
  offered: readonly string[],
): void {
  const names = new Set(offered)
  for (const { part, field } of uses) {
    if (!isOffered(field, names)) fail('message.unknown-field', { part, field })
  }
}

/** The recipient's value under the first of these names; '' when it is empty or missing. */
export function fieldValue(fields: Fields, names: readonly string[]): string {
  for (const each of names) {
    if (!Object.hasOwn(fields, each)) continue
    const value = cleanText(fields[each] ?? '')
    if (value.trim() !== '') return value
  }
  return ''
}

// C0 but tab and line feed, DEL, C1.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
// What makes cleaning necessary at all: text is seldom dirty, and this runs for every message.
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const suspect = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/
// Characters that reorder what stands around them: U+202A-202E, U+2066-2069, and the marks.
const reordering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g

/** Text with line feeds only, without control characters and halves of surrogate pairs. */
export function cleanText(text: string): string {
  if (!suspect.test(text) && text.isWellFormed()) return text
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(controls, '')
}

/**
 * One line for a header or a list on screen: every line break and tab becomes one space, and
 * nothing is left that could end a header or reorder the text around it.
 */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\n\t]+/g, ' ')
    .replace(reordering, '')
    .trim()
}

/** The name that stands before the address in a recipient's To header; '' when there is none. */
export function recipientName(fields: Fields): string {
  return cleanLine(fieldValue(fields, fieldNamesOf('name')))
}
