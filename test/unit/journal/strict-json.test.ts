import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStrictJson, StrictJsonError } from '../../../main/journal/strict-json.ts'

const bounds = { sizeBytesMax: 100_000, depthMax: 8 }
const parse = (text: string) => parseStrictJson(Buffer.from(text), bounds)
/** What a parser of strings stumbles over, and plain text in between. */
const stringUnit = fc.constantFrom(...'a1 _"\\/\u0000\n\u007f\u2028é漢\ufeff', '😀', '\u{10ffff}')
const isRefused = (bytes: Uint8Array) => {
  try {
    parseStrictJson(bytes, bounds)
    return false
  } catch (error) {
    if (error instanceof StrictJsonError) return true
    throw error
  }
}

describe('strict JSON', () => {
  test('what JSON.stringify writes within the bounds is read as it was', () => {
    const value = fc.jsonValue({ maxDepth: 4, stringUnit }).map(toAdmissible)
    fc.assert(
      fc.property(value, (each: unknown) => {
        const text = JSON.stringify(each)
        const spaced = ` \n${JSON.stringify(each, null, 2)}\r\t`
        return [text, spaced].every((one) => isDeepStrictEqual(parse(one), JSON.parse(text)))
      }),
      { numRuns: Number(process.env.SLOW ? 2000 : 50) },
    )
  })

  test('whatever it reads, JSON.parse reads as the same; nothing makes it throw otherwise', () => {
    const near = fc
      .tuple(fc.json(), fc.nat(), fc.string({ minLength: 1, maxLength: 2 }))
      .map(([text, at, noise]) => {
        const cut = at % (text.length + 1)
        return text.slice(0, cut) + noise + text.slice(cut)
      })
    fc.assert(
      fc.property(fc.oneof(near, fc.json(), fc.string()), (text) => {
        const bytes = Buffer.from(text)
        if (isRefused(bytes)) return true
        const read = parseStrictJson(bytes, bounds)
        return isDeepStrictEqual(read, JSON.parse(bytes.toString()))
      }),
      { numRuns: Number(process.env.SLOW ? 20_000 : 300) },
    )
  })

  test.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['__proto__', '{"__proto__":{"x":1}}'],
    ['constructor', '{"constructor":1}'],
    ['a fraction', '1.5'],
    ['an exponent', '1e3'],
    ['minus zero', '-0'],
    ['a leading zero', '012'],
    ['beyond a safe integer', '9007199254740993'],
    ['twenty digits', '10000000000000000000'],
    ['NaN', 'NaN'],
    ['Infinity', '[Infinity]'],
    ['a comment', '{}//'],
    ['a comma too many', '[1,]'],
    ['single quotes', "{'a':1}"],
    ['a raw newline in a string', '"a\nb"'],
    ['a lone surrogate', '"\\ud800"'],
    ['an unknown escape', '"\\x41"'],
    ['two values', '1 2'],
    ['nothing', ''],
    ['a byte order mark', '\ufeff{}'],
    ['nine deep', '[[[[[[[[[]]]]]]]]]'],
    ['a string that does not end', '"abc\\'],
  ])('refuses %s', (_, text) => {
    expect(isRefused(Buffer.from(text))).toBe(true)
  })

  test('refuses bytes that are not UTF-8', () => {
    expect(isRefused(Buffer.from([0x22, 0xff, 0x22]))).toBe(true)
    // U+D800 in CESU form, and an overlong slash.
    expect(isRefused(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toBe(true)
    expect(isRefused(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))).toBe(true)
  })

  test('reads eight deep, and keys that objects inherit as plain ones', () => {
    expect(parse('[[[[[[[[]]]]]]]]')).toEqual([[[[[[[[]]]]]]]])
    expect(parse('{"toString":1,"hasOwnProperty":2}')).toEqual({ toString: 1, hasOwnProperty: 2 })
  })
})

/** Numbers become whole, and the three forbidden keys something else. */
function toAdmissible(value: unknown): unknown {
  if (typeof value === 'number') return Math.trunc(value % 2 ** 53) || 0
  if (Array.isArray(value)) return value.map(toAdmissible)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      /^(__proto__|constructor|prototype)$/.test(key) ? `${key}?` : key,
      toAdmissible(each),
    ]),
  )
}
