import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCountMax, sampleIndexes } from '../../../main/approval/sample-rule.ts'

const digest = fc.stringMatching(/^[0-9a-f]{64}$/)

describe('sample rule', () => {
  it('draws distinct indexes inside the audience, always the same', () => {
    fc.assert(
      fc.property(digest, digest, fc.integer({ min: 0, max: 5000 }), (root, template, count) => {
        const drawn = sampleIndexes({ root, template, count })
        expect(new Set(drawn).size).toBe(Math.min(count, sampleCountMax))
        expect(drawn.every((each) => each >= 0 && each < count)).toBe(true)
        expect(sampleIndexes({ root, template, count })).toEqual(drawn)
      }),
    )
  })

  it('draws others for another template or audience', () => {
    const audience = { root: 'a'.repeat(64), template: 'b'.repeat(64), count: 1_000_000 }
    const drawn = sampleIndexes(audience)
    expect(sampleIndexes({ ...audience, template: 'c'.repeat(64) })).not.toEqual(drawn)
    expect(sampleIndexes({ ...audience, root: 'c'.repeat(64) })).not.toEqual(drawn)
  })
})
