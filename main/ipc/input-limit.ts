/** Deeper than any input of the contract: conditions of segments nest, nothing else does. */
const depthMax = 16
const valuesMax = 200_000
const charactersMax = 16_000_000

/**
 * FAULTS E08: whether an input is small and flat enough to be looked at. A schema walks all of what it is given before
 * it refuses, so this stands before it. Bytes of a file count by themselves, in their channel.
 */
export function isWithinLimits(input: unknown): boolean {
  const rest = { values: valuesMax, characters: charactersMax }
  return isWithin(input, depthMax, rest)
}

interface Rest {
  values: number
  characters: number
}

function isWithin(value: unknown, depth: number, rest: Rest): boolean {
  rest.values -= 1
  if (typeof value === 'string') rest.characters -= value.length
  if (rest.values < 0 || rest.characters < 0) return false
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return true
  if (depth === 0) return false
  return Object.keys(value).every((name) => {
    rest.characters -= name.length
    return isWithin(Reflect.get(value, name), depth - 1, rest)
  })
}
