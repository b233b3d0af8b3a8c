import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithinLimits } from '../../../main/ipc/input-limit.ts'

const nested = (depth: number): object => (depth === 0 ? {} : { inner: nested(depth - 1) })

describe('what an input may measure (E08)', () => {
  it('E08 depth, number of values and length of texts are limited', () => {
    expect(isWithinLimits(nested(15))).toBe(true)
    expect(isWithinLimits(nested(16))).toBe(false)
    expect(isWithinLimits({ all: new Array(200_001).fill(0) })).toBe(false)
    expect(isWithinLimits({ text: 'x'.repeat(16_000_001) })).toBe(false)
    expect(isWithinLimits({ ['x'.repeat(16_000_001)]: 0 })).toBe(false)
    expect(isWithinLimits({ many: new Array(100_000).fill('x'.repeat(200)) })).toBe(false)
  })

  it('E08 one that refers to itself ends', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(isWithinLimits(loop)).toBe(false)
  })

  it('the largest texts and files of the contract are within', () => {
    expect(isWithinLimits({ text: 'x'.repeat(5_000_000), html: 'x'.repeat(2_000_000) })).toBe(true)
    expect(isWithinLimits({ bytes: new Uint8Array(64 * 1024 * 1024) })).toBe(true)
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 6 }), (input) => {
        expect(typeof isWithinLimits(input)).toBe('boolean')
      }),
    )
  })
})
