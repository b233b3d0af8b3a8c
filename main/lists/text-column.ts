import { isAsciiText } from './folded-text.ts'

/** One field of contacts: different values once, folded, in UTF-8, those of one script together. */
export interface Column {
  /** At the place of each contact the number of its value; 0 for none. */
  readonly numbers: Uint16Array
  /** All values, each with a NUL behind it. The first is empty. */
  readonly text: Uint8Array
  /** Where in the text each value begins, by its number; one more at the end. */
  readonly starts: Uint32Array
  /**
   * Numbers of the first value that has ASCII letters or digits, and of the first that is nothing
   * but ASCII: most searches need to look at one side alone.
   */
  readonly latinFrom: number
  readonly asciiFrom: number
  /** 1 for values with an @, which people who may not read addresses cannot look for. */
  readonly withAt: Uint8Array
}

/** Values as they come, before they are folded and put in order. */
export interface ColumnText {
  readonly numbers: Uint16Array
  readonly numberOf: ReadonlyMap<string, number>
  /** at: the place of the contact. */
  readonly put: (at: number, value: string) => void
}

export function collectColumn(size: number): ColumnText {
  const numbers = new Uint16Array(size)
  const numberOf = new Map<string, number>([['', 0]])
  return {
    numbers,
    numberOf,
    put(at, value) {
      let number = numberOf.get(value)
      if (number === undefined) {
        number = numberOf.size
        numberOf.set(value, number)
      }
      numbers[at] = number
    },
  }
}

const latin = /[a-z0-9]/

export function buildColumn(
  { numbers, numberOf }: ColumnText,
  fold: (value: string) => string,
): Column {
  const groups: [number, string][][] = [[], [], []]
  for (const [value, number] of numberOf) {
    const folded = fold(value).replaceAll('\0', ' ')
    if (number > 0) groups[groupOf(folded)]?.push([number, folded])
  }
  const [first = [], second = [], third = []] = groups
  const ordered: (readonly [number, string])[] = [[0, ''], ...first, ...second, ...third]
  const newNumber = new Uint16Array(ordered.length)
  for (const [place, [number]] of ordered.entries()) newNumber[number] = place
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = newNumber[numbers[at] ?? 0] ?? 0
  const values = ordered.map(([, value]) => value)
  const text = new Uint8Array(Buffer.from(`${values.join('\0')}\0`))
  return {
    numbers,
    text,
    starts: startsOf(text, values.length),
    latinFrom: 1 + first.length,
    asciiFrom: 1 + first.length + second.length,
    withAt: Uint8Array.from(values, (value) => (value.includes('@') ? 1 : 0)),
  }
}

function groupOf(value: string): 0 | 1 | 2 {
  if (isAsciiText(value)) return 2
  return latin.test(value) ? 1 : 0
}

function startsOf(text: Uint8Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  let number = 0
  for (let at = 0; at < text.length; at += 1)
    if (text[at] === 0) {
      number += 1
      starts[number] = at + 1
    }
  return starts
}
