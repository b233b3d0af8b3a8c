import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createRowReader,
  createRowWriter,
  encodeRow,
  linesOf,
  parseRow,
} from '../../../main/approval/frozen-row.ts'

const fields = fc.dictionary(fc.string({ maxLength: 10, unit: 'grapheme' }), fc.string(), {
  maxKeys: 4,
  noNullPrototype: true,
})
const address = fc.string({ maxLength: 20 })

describe('frozen row', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.nat(), address, fields, (index, to, values) => {
        const row = { index, address: to, fields: values }
        expect(parseRow(encodeRow(row), index)).toEqual(row)
        expect(parseRow(encodeRow(row), index + 1)).toBeNull()
      }),
    )
  })

  it.each([
    '',
    '[]',
    '{}',
    'null',
    '[0,"a@b.jp",{}',
    '[0, "a@b.jp",{}]',
    '[0,"a@b.jp",{"x":1}]',
    '[0,"a@b.jp",{"x":"1","x":"2"}]',
    '[0,"a@b.jp",[]]',
    '[0,"a@b.jp",null]',
    '[0.0,"a@b.jp",{}]',
    '[0,"a@b.jp",{},1]',
    '\ufeff[0,"a@b.jp",{}]',
    '[0,"\\u0061@b.jp",{}]',
  ])('refuses another spelling: %s', (text) => {
    expect(parseRow(Buffer.from(text), 0)).toBeNull()
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(parseRow(Buffer.from([0x5b, 0xff]), 0)).toBeNull()
  })

  it('pages through a blob', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(address, fields), { maxLength: 30 }), (rows) => {
        const writer = createRowWriter()
        rows.forEach(([to, values], index) => {
          writer.add({ index, address: to, fields: values })
        })
        const bytes = writer.bytes()
        const reader = createRowReader(bytes)
        expect(reader.count).toBe(rows.length)
        expect([...linesOf(bytes)]).toHaveLength(rows.length)
        rows.forEach(([to, values], index) => {
          expect(reader.rowAt(index)).toEqual({ index, address: to, fields: values })
        })
        expect(reader.rowAt(rows.length)).toBeNull()
      }),
    )
  })

  it('keeps rows that are longer than a chunk', () => {
    const writer = createRowWriter()
    const long = { index: 0, address: 'a@b.jp', fields: { x: '関'.repeat(700_000) } }
    writer.add(long)
    writer.add({ ...long, index: 1 })
    expect(createRowReader(writer.bytes()).rowAt(1)).toEqual({ ...long, index: 1 })
  })
})
