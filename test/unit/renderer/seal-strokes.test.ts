import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sealSize, sealStrokes } from '../../../renderer/components/seal-strokes.ts'

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

describe('seal', () => {
  it('is the same for the same digest and stays within its frame', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const strokes = sealStrokes(digestOf(text))
        expect(sealStrokes(digestOf(text))).toEqual(strokes)
        const points = strokes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])
        expect(points.every((at) => at >= 10 && at <= sealSize - 10)).toBe(true)
      }),
    )
  })

  it('draws every stroke once, those in the middle too', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const strokes = sealStrokes(digestOf(text)).map((stroke) => JSON.stringify(stroke))
        expect(new Set(strokes).size).toBe(strokes.length)
      }),
    )
  })

  it('differs for nearly every other digest', () => {
    const drawings = Array.from({ length: 2000 }, (_, index) =>
      JSON.stringify(sealStrokes(digestOf(`${index}`))),
    )
    expect(new Set(drawings).size).toBe(drawings.length)
  })

  it('changes with a bit of each quarter', () => {
    const zero = '0'.repeat(64)
    const plain = JSON.stringify(sealStrokes(zero))
    for (const quarter of [0, 16, 32, 48]) {
      const other = `${zero.slice(0, quarter)}8${zero.slice(quarter + 1)}`
      expect(JSON.stringify(sealStrokes(other))).not.toBe(plain)
    }
  })
})
