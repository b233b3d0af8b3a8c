import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { createAddressSet } from '../../../main/lists/address-set.ts'
import { type Piece, readFileRows } from '../../../main/lists/file-rows.ts'
import { planRows } from '../../../main/lists/row.ts'
import { toBatch } from '../../../main/lists/row-batch.ts'
import type { Delimiter, Encoding } from '../../../preload/contract/import.ts'
import { toJis } from '../../support/jis-text.ts'

/** The whole way from the bytes of a text to judged rows. */
const encoders: Readonly<Record<Encoding, (text: string) => Uint8Array>> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => iconv.encode(text, 'utf-16be'),
  shift_jis: (text) => iconv.encode(text, 'cp932'),
  'euc-jp': (text) => iconv.encode(text, 'euc-jp'),
  'iso-2022-jp': (text) => toJis(iconv.encode(text, 'euc-jp')),
}
const encodings = Object.keys(encoders) as Encoding[]
const marks: Partial<Record<Encoding, Uint8Array>> = {
  'utf-8': Uint8Array.of(0xef, 0xbb, 0xbf),
  'utf-16le': Uint8Array.of(0xff, 0xfe),
  'utf-16be': Uint8Array.of(0xfe, 0xff),
}

async function rowsOf(bytes: Uint8Array, encoding: Encoding, delimiter: Delimiter = ',') {
  const source = { kind: 'bytes', name: 'x.csv', bytes } as const
  const rows: Piece['rows'][number][] = []
  for await (const piece of readFileRows(source, { kind: 'text', encoding, delimiter }))
    rows.push(...piece.rows)
  return rows
}

const cell = fc.string({
  unit: fc.constantFrom(...'山田髙あア株①ａ ,;|\t"\n\ra1@.-'),
  maxLength: 6,
})
const oldCell = fc.string({
  unit: fc.constantFrom(...'山田高あア株ａ ,;|\t"\n\ra1@.-'),
  maxLength: 6,
})
const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
const isOld = (encoding: Encoding) => encoding === 'euc-jp' || encoding === 'iso-2022-jp'

describe('every cell of every row comes back', () => {
  it.each(encodings)('%s: any delimiter, line ends of all kinds in one file', async (encoding) => {
    const cells = fc.array(isOld(encoding) ? oldCell : cell, { minLength: 2, maxLength: 4 })
    const lines = fc.array(fc.tuple(cells, lineEnd, fc.nat(2)), { maxLength: 6 })
    const delimiters = fc.constantFrom<Delimiter>(',', ';', '\t', '|')
    await fc.assert(
      fc.asyncProperty(lines, delimiters, fc.boolean(), async (table, delimiter, isMarked) => {
        let text = ''
        let line = 1
        const expected = table.map(([row, end, emptyLines]) => {
          const quoted = row.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter)
          const at = line
          text += quoted + end.repeat(1 + emptyLines)
          line += (quoted.match(/\r\n|\n|\r/g)?.length ?? 0) + 1 + emptyLines
          return { line: at, cells: row, fault: null }
        })
        const mark = (isMarked && marks[encoding]) || new Uint8Array()
        const bytes = Buffer.concat([mark, encoders[encoding](text)])
        expect(await rowsOf(bytes, encoding, delimiter)).toEqual(expected)
      }),
      { numRuns: process.env.SLOW ? 5000 : 60 },
    )
  })
})

const columns = [
  { index: 0, name: '氏名', meaning: 'name' },
  { index: 1, name: 'メール', meaning: 'address' },
] as const

/** What became of the lines of a text: line and code, or the address that is taken. */
async function judgedLines(bytes: Uint8Array | string, encoding: Encoding = 'utf-8') {
  const rows = await rowsOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, encoding)
  const plan = planRows(columns, 2)
  if (plan === null) throw new Error('there is an address column')
  const nothing = { suppressedBy: () => null, requireConsent: false }
  const batch = toBatch(rows, { plan, seen: createAddressSet(1), ...nothing })
  const addresses = batch.addresses === '' ? [] : batch.addresses.split('\n')
  const refused = new Map(batch.refused.map((row) => [row.at, row.problem.code]))
  expect(addresses.length + refused.size).toBe(rows.length)
  return [...batch.lines].map((line, at) => `${line} ${refused.get(at) ?? addresses.shift()}`)
}

describe('files as they come', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['a byte order mark alone', '\ufeff', []],
    ['a byte order mark before a quoted cell', '\ufeff"山田",a@example.jp', ['1 a@example.jp']],
    [
      'a second byte order mark, where two files were joined',
      '山,a@example.jp\n\ufeff田,b@example.jp\n',
      ['1 a@example.jp', '2 b@example.jp'],
    ],
    [
      'CR, LF and CRLF in turn',
      '山,a@example.jp\r田,b@example.jp\n\r\n川,c@example.jp\r\r\n',
      ['1 a@example.jp', '2 b@example.jp', '4 c@example.jp'],
    ],
    [
      'NUL between the letters, as UTF-16 read as UTF-8 has',
      'a\0,a@example.jp\nb,b@example.jp\n',
      ['1 lists.row-control-character', '2 b@example.jp'],
    ],
    [
      'ragged rows',
      '山\n山,a@example.jp\n山,b@example.jp,x\n山,c@example.jp,,\n',
      ['1 lists.row-columns', '2 a@example.jp', '3 lists.row-columns', '4 c@example.jp'],
    ],
    [
      'delimiters alone, and blanks alone',
      ',\n , \n山,a@example.jp\n',
      ['1 lists.row-address-missing', '2 lists.row-address-missing', '3 a@example.jp'],
    ],
    [
      'a quotation mark that is never closed',
      '"山,a@example.jp\n田,b@example.jp\n川,c@example.jp',
      ['1 lists.row-quote-unclosed', '2 b@example.jp', '3 c@example.jp'],
    ],
    [
      'quotation marks in the middle',
      '山"本",a@example.jp\n"田"中,b@example.jp\n5" 管,c@example.jp\n',
      ['1 a@example.jp', '2 lists.row-quote-unclosed', '3 c@example.jp'],
    ],
    [
      'a row over several lines moves the numbers behind it',
      '"山\n\r\n本",a@example.jp\n田,b@\n',
      ['1 a@example.jp', '4 lists.row-address-domain-missing'],
    ],
    [
      'the header once more, somewhere below',
      '山,a@example.jp\n氏名,メール\n',
      ['1 a@example.jp', '2 lists.row-address-no-at'],
    ],
    [
      'bytes that belong to no character',
      Buffer.concat([
        Buffer.from('山,a@example.jp\n田,b@example.jp\n'),
        Buffer.of(0xe5, 0xb1),
        Buffer.from(',c@example.jp\n川,d@example.jp'),
      ]),
      ['1 a@example.jp', '2 b@example.jp', '3 lists.row-undecodable', '4 d@example.jp'],
    ],
    [
      'a file that ends within a character',
      Buffer.concat([Buffer.from('山,a@example.jp\n田,b@example.jp'), Buffer.of(0xe5)]),
      ['1 a@example.jp', '2 lists.row-undecodable'],
    ],
  ])('%s', async (_, text, expected) => expect(await judgedLines(text)).toEqual(expected))

  it('a field of ten megabytes is that row alone', async () => {
    const long = 'x'.repeat(10_000_000)
    expect(await judgedLines(`山,a@example.jp\n"${long}",b@example.jp\n田,c@example.jp\n`)).toEqual(
      ['1 a@example.jp', '2 lists.row-field-too-long', '3 c@example.jp'],
    )
  })
})
