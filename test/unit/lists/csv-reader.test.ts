import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCsvReader, rowLengthMax } from '../../../main/lists/csv-reader.ts'
import type { FileRow } from '../../../main/lists/row.ts'

function read(
  text: string,
  cuts: readonly number[] = [],
  delimiter: ',' | ';' | '\t' = ',',
): FileRow[] {
  const reader = createCsvReader(delimiter)
  const ends = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b)
  const rows: FileRow[] = []
  let from = 0
  for (const end of ends) {
    rows.push(...reader.feed(text.slice(from, end)))
    from = end
  }
  return [...rows, ...reader.end()]
}

function check(text: string, expected: readonly (readonly [line: number, ...cells: string[]])[]) {
  const rows = read(text)
  expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual(expected)
  const bytewise = read(
    text,
    [...text].map((_, index) => index),
  )
  expect(bytewise).toEqual(rows)
}

describe('corner cases', () => {
  it.each<[string, string, [number, ...string[]][]]>([
    [
      'plain',
      'a,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'mixed line ends',
      'a\nb\r\nc\rd',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
        [4, 'd'],
      ],
    ],
    [
      'CR only',
      'a,b\rc,d\r',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',\n,,',
      [
        [1, '', ''],
        [2, '', '', ''],
      ],
    ],
    [
      'empty lines are counted and left out',
      'a\n\n\r\n\rb',
      [
        [1, 'a'],
        [5, 'b'],
      ],
    ],
    ['quoted delimiter', '"a,b",c', [[1, 'a,b', 'c']]],
    [
      'quoted line breaks',
      '"a\nb\r\nc\rd",e\nf',
      [
        [1, 'a\nb\r\nc\rd', 'e'],
        [5, 'f'],
      ],
    ],
    [
      'doubled quotes',
      '"a""b","""",""\nc',
      [
        [1, 'a"b', '"', ''],
        [2, 'c'],
      ],
    ],
    [
      'quote within a plain cell',
      'a,5" pipe,b\nc',
      [
        [1, 'a', '5" pipe', 'b'],
        [2, 'c'],
      ],
    ],
    [
      'JSON in cells',
      '1,"{""type"": ""Point"", ""x"": [1, 2]}"',
      [[1, '1', '{"type": "Point", "x": [1, 2]}']],
    ],
    ['spaces stay', ' a , b ', [[1, ' a ', ' b ']]],
    ['a lone quoted empty cell', '""', [[1, '']]],
    ['NUL is data', 'a\u0000b,c', [[1, 'a\u0000b', 'c']]],
    ['UTF-8 of all kinds', '髙﨑,🈁,a\u0301', [[1, '髙﨑', '🈁', 'a\u0301']]],
    ['nothing', '', []],
    ['only line ends', '\n\r\n\r', []],
  ])('%s', (_, text, expected) => check(text, expected))

  it('keeps other delimiters as they are', () => {
    expect(read('a;"b;c";d,e', [], ';')[0]?.cells).toEqual(['a', 'b;c', 'd,e'])
    expect(read('a\t"b\tc"', [], '\t')[0]?.cells).toEqual(['a', 'b\tc'])
  })
})

describe('stray quotation marks', () => {
  it('reports one that is never closed with its line, and loses nothing behind it', () => {
    const rows = read('a,b\n1,"x\n2,y\n3,z\n')
    expect(rows).toMatchObject([
      { line: 1, cells: ['a', 'b'], fault: null },
      { line: 2, cells: ['1', '"x'], fault: 'quote' },
      { line: 3, cells: ['2', 'y'], fault: null },
      { line: 4, cells: ['3', 'z'], fault: null },
    ])
  })

  it('does not let it end at the next quoted cell', () => {
    const text = '1,"open,x\n2,"fine",y\n3,z,z\n'
    expect(read(text).map((row) => [row.line, row.fault, row.cells])).toEqual([
      [1, 'quote', ['1', '"open', 'x']],
      [2, null, ['2', 'fine', 'y']],
      [3, null, ['3', 'z', 'z']],
    ])
    // Why this is not left to csv-parse: told to bear stray quotation marks, it makes one row of
    // the first two, with the right number of cells; told not to, it ends there.
    expect(parse(text, { relax_quotes: true, relax_column_count: true })).toEqual([
      ['1', '"open,x\n2,"fine"', 'y'],
      ['3', 'z', 'z'],
    ])
    expect(() => parse(text, { relax_column_count: true })).toThrow(/Quote/)
  })

  it('reports text behind a closing one', () => {
    expect(read('"a"b,c\nd,e').map((row) => row.fault)).toEqual(['quote', null])
  })

  it('finds every line of any text again: each is a row, inside one, or empty', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab,"\n\r'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (input, cuts) => {
        const rows = read(input, cuts)
        expect(rows).toEqual(read(input))
        const lines = input.split(/\r\n|\n|\r/)
        let line = 1
        for (const row of rows) {
          expect(lines.slice(line - 1, row.line - 1).every((each) => each === '')).toBe(true)
          const breaks = row.fault === null ? row.cells.join(',').match(/\r\n|\n|\r/g) : null
          line = row.line + 1 + (breaks?.length ?? 0)
        }
        expect(lines.slice(line - 1).every((each) => each === '')).toBe(true)
      }),
      { numRuns: process.env.SLOW ? 100_000 : 2000 },
    )
  })
})

it('agrees with csv-parse on every well-formed file', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'aあ ,;"\n\r\t'), maxLength: 8 })
  const rowOf = fc.array(cell, { minLength: 2, maxLength: 5 })
  const file = fc.array(fc.tuple(rowOf, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 8 })
  fc.assert(
    fc.property(file, fc.array(fc.nat(), { maxLength: 6 }), (rows, cuts) => {
      const text = rows
        .map(
          ([cells, end]) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',') + end,
        )
        .join('')
      const ours = read(text, cuts).map((row) => row.cells)
      expect(ours).toEqual(rows.map(([cells]) => cells))
      const options = { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] }
      expect(ours).toEqual(parse(text, options))
    }),
    { numRuns: process.env.SLOW ? 20_000 : 500 },
  )
})

describe('bounds', { timeout: 60_000 }, () => {
  it('reads a cell of nearly sixteen megabytes, quoted or not', () => {
    const long = 'x'.repeat(rowLengthMax - 100)
    const cuts = Array.from({ length: 16 }, (_, index) => index * 999_999)
    for (const text of [`a,${long}\nb,c`, `a,"${long}"\nb,c`])
      expect(read(text, cuts).map((row) => [row.line, row.cells.length, row.fault])).toEqual([
        [1, 2, null],
        [2, 2, null],
      ])
  })

  it('cuts a longer line, says so, and goes on with the next', () => {
    const reader = createCsvReader(',')
    const rows: FileRow[] = []
    for (let count = 0; count < 30; count += 1) rows.push(...reader.feed('x'.repeat(1_000_000)))
    rows.push(...reader.feed('\r'), ...reader.feed('\nb,c\n'), ...reader.end())
    expect(rows.map((row) => [row.line, row.cells.length, row.fault])).toEqual([
      [1, 1, 'too-long'],
      [2, 2, null],
    ])
    expect(rows[0]?.cells[0]?.length).toBeLessThanOrEqual(100_000)
  })

  it('looks for a closing quotation mark no further than that', () => {
    const reader = createCsvReader(',')
    const rows: FileRow[] = [...reader.feed('a,"open\n')]
    for (let count = 0; count < 200; count += 1)
      rows.push(...reader.feed(`${'x'.repeat(99_998)},\n`))
    rows.push(...reader.end())
    expect(rows[0]).toEqual({ line: 1, cells: ['a', '"open'], fault: 'quote' })
    expect(rows.length).toBe(201)
    expect(rows.at(-1)?.line).toBe(201)
  })

  it('is not slowed down by a file full of quotation marks that are never closed', () => {
    const lines = 40_000
    const began = performance.now()
    const rows = read('a,"""\n'.repeat(lines), [50_000, 100_000])
    expect(rows.length).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
