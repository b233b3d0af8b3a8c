import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDifference, wordDifference } from '../../../main/message/text-difference.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
const texts = fc.oneof(
  fc.array(fc.constantFrom('年末', '年始', 'の', '休業', ' ', '\n', 'mail', '👨‍👩‍👧'), {
    maxLength: 30,
  }),
  fc.array(fc.string(), { maxLength: 5 }),
)

describe('what differs between two texts', () => {
  it('gives both of them back line by line, whatever they are', () => {
    fc.assert(
      fc.property(lines, lines, (old, now) => {
        const found = lineDifference(old.join('\n'), now.join('\n'))
        const without = (kind: string) =>
          found.filter((each) => each.kind !== kind).map((each) => each.text)
        expect(without('added').join('\n')).toBe(old.join('\n'))
        expect(without('gone').join('\n')).toBe(now.join('\n'))
      }),
    )
  })

  it('gives both of them back in words, letter for letter', () => {
    fc.assert(
      fc.property(texts, texts, (old, now) => {
        const found = wordDifference(old.join(''), now.join(''))
        const without = (kind: string) =>
          found.flatMap((each) => (each.kind === kind ? [] : [each.text])).join('')
        expect(without('added')).toBe(old.join(''))
        expect(without('gone')).toBe(now.join(''))
      }),
    )
  })

  it('keeps what stays', () => {
    expect(lineDifference('a\nb\nc', 'a\nx\nc')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'gone', text: 'b' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: 'c' },
    ])
    const same = lineDifference('a\nb', 'a\nb')
    expect(same.every(({ kind }) => kind === 'same')).toBe(true)
  })

  it('names the words of Japanese that changed, not the whole line', () => {
    expect(wordDifference('前\n年末の休業のお知らせ\n後', '前\n年始の休業のお知らせ\n後')).toEqual([
      { kind: 'same', text: '前\n' },
      { kind: 'gone', text: '年末' },
      { kind: 'added', text: '年始' },
      { kind: 'same', text: 'の休業のお知らせ\n後' },
    ])
  })

  it('says of texts too long to compare what went and what came', () => {
    const long = (word: string) =>
      Array.from({ length: 3_000 }, (_, at) => `${word}${at}`).join('\n')
    const found = lineDifference(long('a'), long('b'))
    expect(found.map(({ kind }) => kind)).toEqual([
      ...Array(3_000).fill('gone'),
      ...Array(3_000).fill('added'),
    ])
  })
})
