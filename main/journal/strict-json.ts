/** What strict JSON can say. Numbers are safe integers. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [k: string]: Json }

interface JsonBounds {
  readonly sizeBytesMax: number
  readonly depthMax: number
}

/** Not JSON as this product writes it. `at` counts UTF-16 units from the start of the text. */
export class StrictJsonError extends Error {
  readonly at: number

  constructor(reason: string, at: number) {
    super(reason)
    this.name = 'StrictJsonError'
    this.at = at
  }
}

/**
 * RFC 8259 JSON, narrowed so that two readers cannot understand the same bytes differently: UTF-8
 * without byte order mark, no key twice in an object, no fraction, exponent or minus zero, no lone
 * surrogate, and no key that an object inherits a meaning for. Size and depth are checked before and
 * while reading, so that hostile bytes cost no more than their bound.
 * Throws StrictJsonError.
 */
export function parseStrictJson(bytes: Uint8Array, bounds: JsonBounds): Json {
  if (bytes.length > bounds.sizeBytesMax) throw new StrictJsonError('too large', 0)
  const reader: Reader = { text: decodeUtf8(bytes), at: 0, depthMax: bounds.depthMax }
  const value = readValue(reader, 0)
  skipSpace(reader)
  if (reader.at < reader.text.length) refuse(reader, 'text after the value')
  return value
}

interface Reader {
  readonly text: string
  readonly depthMax: number
  at: number
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw new StrictJsonError('not UTF-8', 0)
    throw error
  }
}

function refuse(reader: Reader, reason: string): never {
  throw new StrictJsonError(reason, reader.at)
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const unit = reader.text.charCodeAt(reader.at)
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return
    reader.at += 1
  }
}

function readValue(reader: Reader, depth: number): Json {
  skipSpace(reader)
  const first = reader.text[reader.at]
  if (first === '{') return readObject(reader, depth + 1)
  if (first === '[') return readArray(reader, depth + 1)
  if (first === '"') return readString(reader)
  if (first === 't') return readWord(reader, 'true', true)
  if (first === 'f') return readWord(reader, 'false', false)
  if (first === 'n') return readWord(reader, 'null', null)
  return readInteger(reader)
}

function readWord<T>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at)) refuse(reader, 'unknown word')
  reader.at += word.length
  return value
}

const integer = /-?(?:0|[1-9]\d{0,15})/y

function readInteger(reader: Reader): number {
  integer.lastIndex = reader.at
  const digits = integer.exec(reader.text)?.[0] ?? refuse(reader, 'no value')
  const value = Number(digits)
  const next = reader.text[reader.at + digits.length]
  if (next !== undefined && '.eE0123456789'.includes(next)) refuse(reader, 'not a whole number')
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) refuse(reader, 'number out of range')
  reader.at += digits.length
  return value
}

function readString(reader: Reader): string {
  const start = reader.at
  for (let at = start + 1; ; at += 1) {
    const unit = reader.text.charCodeAt(at)
    if (Number.isNaN(unit)) refuse(reader, 'string without end')
    if (unit < 0x20) refuse(reader, 'control character in a string')
    if (unit === 0x5c) at += 1
    else if (unit === 0x22) {
      const raw = reader.text.slice(start + 1, at)
      reader.at = at + 1
      return raw.includes('\\') ? unescapeString(reader, raw) : raw
    }
  }
}

const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g

/** The engine decodes what the grammar above has admitted; a lone surrogate is no text. */
function unescapeString(reader: Reader, raw: string): string {
  if (raw.replace(escapeSequence, '').includes('\\')) refuse(reader, 'unknown escape')
  const value: unknown = JSON.parse(`"${raw}"`)
  if (typeof value !== 'string' || !value.isWellFormed()) refuse(reader, 'lone surrogate')
  return value
}

function readArray(reader: Reader, depth: number): readonly Json[] {
  if (depth > reader.depthMax) refuse(reader, 'too deep')
  reader.at += 1
  const items: Json[] = []
  skipSpace(reader)
  if (takeIf(reader, ']')) return items
  for (;;) {
    items.push(readValue(reader, depth))
    skipSpace(reader)
    if (takeIf(reader, ']')) return items
    if (!takeIf(reader, ',')) refuse(reader, 'array without end')
  }
}

function readObject(reader: Reader, depth: number): { readonly [k: string]: Json } {
  if (depth > reader.depthMax) refuse(reader, 'too deep')
  reader.at += 1
  const entries: Record<string, Json> = {}
  skipSpace(reader)
  if (takeIf(reader, '}')) return entries
  for (;;) {
    skipSpace(reader)
    if (reader.text[reader.at] !== '"') refuse(reader, 'no key')
    const key = readString(reader)
    if (forbiddenKeys.has(key)) refuse(reader, 'forbidden key')
    if (Object.hasOwn(entries, key)) refuse(reader, 'key twice')
    skipSpace(reader)
    if (!takeIf(reader, ':')) refuse(reader, 'no colon')
    entries[key] = readValue(reader, depth)
    skipSpace(reader)
    if (takeIf(reader, '}')) return entries
    if (!takeIf(reader, ',')) refuse(reader, 'object without end')
  }
}

function takeIf(reader: Reader, unit: string): boolean {
  if (reader.text[reader.at] !== unit) return false
  reader.at += 1
  return true
}
