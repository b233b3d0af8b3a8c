import { honorifics, type MergeField } from '../../preload/contract/mail-document.ts'

const pattern =
  /^\{\{ ([^\s|{}"'.,:[\]()<>=!&]+)(?: \| honorific: "([^"]*)")?(?: \| default: (?:"([^"{}%]*)"|'([^'{}%]*)'))? \}\}$/u

/**
 * A merge field as the picker makes it; every other marker is kept word for word. Null: not one that the
 * picker could have made.
 */
export function parseMergeMarker(source: string): MergeField | null {
  const [, name, title, double, single] = pattern.exec(source) ?? []
  if (name === undefined) return null
  const honorific = honorifics.find((each) => each === title) ?? null
  const read = { name, fallback: double ?? single ?? null, honorific }
  return writeMergeMarker(read) === source ? read : null
}

/** A fallback can hold one kind of quotes; what ends a marker is taken out of it. */
export function writeMergeMarker({ name, fallback, honorific }: MergeField): string {
  const title = honorific === null ? '' : ` | honorific: "${honorific}"`
  return `{{ ${name}${title}${fallback === null ? '' : ` | default: ${quoted(fallback)}`} }}`
}

function quoted(text: string): string {
  const safe = text.replace(/[{}%\n]/g, '')
  if (!safe.includes('"')) return `"${safe}"`
  return `'${safe.replace(/'/g, '’')}'`
}
