/** Ways to alter one thing and leave the rest: for tests that nothing altered gets through. */

/** Every path to a leaf (string, number, boolean, null) of a JSON value. */
export function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]))
}

/** A copy with the leaf at this path replaced by another value of the same kind. */
export function withLeafChanged<T>(value: T, path: readonly string[]): T {
  const copy = structuredClone(value)
  let holder = copy as Record<string, unknown>
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>
  const last = path.at(-1) ?? ''
  holder[last] = otherThan(holder[last])
  return copy
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return '2026-12-01T00:00:00.000Z'
  const text = String(value)
  // Keeps hashes hashes and instants instants, so that the schema alone does not catch it.
  const at = text.search(/[0-8]/)
  return at === -1
    ? `${text}x`
    : text.slice(0, at) + String(Number(text[at]) + 1) + text.slice(at + 1)
}

/** A copy with one bit flipped. */
export function withBitFlipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const index = at % copy.length
  copy[index] = (copy[index] ?? 0) ^ (1 << (bit % 8))
  return copy
}
