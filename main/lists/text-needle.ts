import type { Column } from './text-column.ts'

/** What is looked for in the texts of columns. */
export interface Needle {
  readonly bytes: Uint8Array
  /** How far to go on by the byte that stands where the last one would. */
  readonly shifts: Uint32Array
  readonly hasLatin: boolean
  readonly hasOther: boolean
}

/** folded: not empty; a NUL in it is the end of a value. */
export function toNeedle(folded: string): Needle {
  const bytes = new Uint8Array(Buffer.from(folded))
  const shifts = new Uint32Array(256).fill(bytes.length)
  for (let at = 0; at < bytes.length - 1; at += 1) shifts[bytes[at] ?? 0] = bytes.length - 1 - at
  return {
    bytes,
    shifts,
    hasLatin: /[a-z0-9]/.test(folded),
    hasOther: /[\u0080-\uffff]/.test(folded),
  }
}

/** 1 at the numbers of the values that have it; null when none has. */
export function valuesWith(column: Column, needle: Needle): Uint8Array | null {
  const { text, starts, latinFrom, asciiFrom } = column
  const from = needle.hasLatin ? (starts[latinFrom] ?? text.length) : 0
  const to = needle.hasOther ? (starts[asciiFrom] ?? text.length) : text.length
  const length = needle.bytes.length
  let hits: Uint8Array | null = null
  let number = 0
  // The byte before a value ends another, and may be where what is looked for begins.
  const back = length > 1 && needle.bytes[0] === 0 ? 1 : 0
  let end = nextEnd(text, needle, Math.max(from - back, 0) + length - 1, to)
  while (end < to) {
    while ((starts[number + 1] ?? to) <= end) number += 1
    hits ??= new Uint8Array(starts.length - 1)
    hits[number] = 1
    const next = starts[number + 1] ?? to
    end = nextEnd(text, needle, next - back + length - 1, to)
  }
  return hits
}

/** Where the next place ends that has it; `to` when there is none. */
function nextEnd(text: Uint8Array, needle: Needle, at: number, to: number): number {
  return needle.bytes.length <= shortLength
    ? nextShort(text, needle.bytes, at, to)
    : nextLong(text, needle, at, to)
}

/** Below this, looking at every byte is faster than finding out how far to go on. */
const shortLength = 3

function nextShort(text: Uint8Array, bytes: Uint8Array, from: number, to: number): number {
  const last = bytes[bytes.length - 1] ?? 0
  for (let at = from; at < to; at += 1) if (text[at] === last && endsAt(text, bytes, at)) return at
  return to
}

/** Horspool's search. */
function nextLong(text: Uint8Array, { bytes, shifts }: Needle, from: number, to: number): number {
  const last = bytes[bytes.length - 1] ?? 0
  for (let at = from; at < to; ) {
    const byte = text[at] ?? 0
    if (byte === last && endsAt(text, bytes, at)) return at
    at += shifts[byte] ?? 1
  }
  return to
}

function endsAt(text: Uint8Array, bytes: Uint8Array, end: number): boolean {
  const from = end - bytes.length + 1
  for (let at = bytes.length - 2; at >= 0; at -= 1) if (text[from + at] !== bytes[at]) return false
  return true
}
