import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createRowWriter,
  lineOf,
  linesOfPieces,
  parseRow,
  rowInPiece,
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
        expect(parseRow(Buffer.from(lineOf(row)), index)).toEqual(row)
        expect(parseRow(Buffer.from(lineOf(row)), index + 1)).toBeNull()
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

  it('pages through pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(address, fields), { maxLength: 30 }), (rows) => {
        const writer = createRowWriter()
        const written = rows.map(([to, values], index) => ({ index, address: to, fields: values }))
        for (const row of written) writer.add(Buffer.from(lineOf(row)))
        const pieces = writer.pieces()
        const lines = [...linesOfPieces(pieces.map((each) => each.bytes))]
        expect(lines.map((line, index) => parseRow(line, index))).toEqual(written)
        for (const row of written)
          expect(rowInPiece(pieces[0]?.bytes ?? new Uint8Array(), 0, row.index)).toEqual(row)
      }),
    )
  })

  it('ends a piece with a whole row, and keeps rows that are longer than a piece', () => {
    const writer = createRowWriter()
    const fields = { x: '関'.repeat(150_000) }
    for (const index of [0, 1, 2, 3])
      writer.add(Buffer.from(lineOf({ index, address: 'a@b.jp', fields })))
    const pieces = writer.pieces()
    expect(pieces.map((each) => each.count)).toEqual([2, 2])
    expect(rowInPiece(pieces[1]!.bytes, 2, 3)).toEqual({ index: 3, address: 'a@b.jp', fields })
    expect(rowInPiece(pieces[0]!.bytes, 0, 3)).toBeNull()
  })
})
