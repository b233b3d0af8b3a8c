import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fromRootSheet,
  isSameWord,
  pickReadBackPosition,
  toRootSheet,
} from '../../../main/identity/root-sheet.ts'
import { systemRandom } from '../../support/random.ts'

test('a sheet brings back its seed, in either language, and no changed sheet does', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.constantFrom('ja' as const, 'en' as const),
      (seed, language) => {
        const words = toRootSheet(seed, language)
        expect(words).toHaveLength(24)
        expect(fromRootSheet(words)).toEqual(seed)
        expect(fromRootSheet(words.slice(1))).toBeNull()
        const other = words[0] === words[1] ? null : [words[1]!, words[0]!, ...words.slice(2)]
        if (other) expect(fromRootSheet(other)).not.toEqual(seed)
      },
    ),
    { numRuns: 30 },
  )
})

test('known sheet: all zero ends in art (BIP 39 test vector)', () => {
  const words = toRootSheet(new Uint8Array(32), 'en')
  expect(words).toEqual([...Array(23).fill('abandon'), 'art'])
  expect(fromRootSheet([...Array(23).fill('abandon'), 'abandon'])).toBeNull()
  expect(fromRootSheet(Array(24).fill('kanban'))).toBeNull()
})

test('typed words are forgiven case, width, spaces and katakana', () => {
  expect(isSameWord(' Abandon', 'abandon')).toBe(true)
  expect(isSameWord('アイコクシン', 'あいこくしん')).toBe(true)
  expect(isSameWord('ｱｲｺｸｼﾝ', 'あいこくしん')).toBe(true)
  expect(isSameWord('', 'abandon')).toBe(false)
  expect(isSameWord('abandom', 'abandon')).toBe(false)
})

test('every position comes up', () => {
  const seen = new Set(Array.from({ length: 2000 }, () => pickReadBackPosition(systemRandom)))
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
})
