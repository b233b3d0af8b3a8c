import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Codec, createCodec } from '../../host/world/codec.ts'

const { encode, decode } = createCodec()
const roundTrip = (value: unknown) => decode(encode(value))

describe('the codec of the host', () => {
  it('gives back whatever structured clone carries', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    })
    fc.assert(
      fc.property(anything, (value) => {
        const cloned = structuredClone(value)
        expect(roundTrip(cloned)).toStrictEqual(cloned)
      }),
    )
  })

  it('keeps what JSON loses', () => {
    const value = {
      none: undefined,
      minusZero: -0,
      notANumber: Number.NaN,
      infinite: Number.NEGATIVE_INFINITY,
      at: new Date(0),
      pattern: /関所/giu,
      bytes: Uint8Array.from({ length: 20_000 }, (_, i) => i % 256),
      buffer: Uint8Array.of(1, 2, 3).buffer,
    }
    const back = roundTrip(value)
    expect(back).toStrictEqual(value)
    expect(Object.is((back as typeof value).minusZero, -0)).toBe(true)
  })

  it('keeps shared references, cycles and a key named __proto__', () => {
    const shared = { n: 1 }
    const cyclic: Record<string, unknown> = { a: shared, b: shared }
    cyclic.self = cyclic
    const back = roundTrip(cyclic) as typeof cyclic
    expect(back.self).toBe(back)
    expect(back.a).toBe(back.b)
    const own = JSON.parse('{"__proto__": 1}')
    expect(Object.getOwnPropertyDescriptor(roundTrip(own), '__proto__')?.value).toBe(1)
  })

  it('keeps the type of an error', () => {
    const back = roundTrip(new RangeError('too far'))
    expect(back).toBeInstanceOf(RangeError)
    expect((back as Error).message).toBe('too far')
  })

  it('refuses functions', () => {
    expect(() => encode({ act: () => 1 })).toThrow('An object could not be cloned.')
  })

  it('is the same from its source text, as the page gets it', () => {
    const inPage = new Function(`return (${createCodec.toString()})()`)() as Codec
    const value = { at: new Date(1), bytes: Uint8Array.of(255, 0) }
    expect(decode(inPage.encode(value))).toStrictEqual(value)
    expect(inPage.decode(encode(value))).toStrictEqual(value)
  })
})
