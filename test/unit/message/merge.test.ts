import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, cleanText, isOffered, recipientName } from '../../../main/message/merge.ts'
import { anyText } from '../../support/any-text.ts'

describe('cleaning', () => {
  test.each([
    ['a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['a\0b\u0007c\u009fd', 'abcd'],
    ['tab\tstays', 'tab\tstays'],
    ['\ud800x', '\ufffdx'],
    ['絵文字😀', '絵文字😀'],
  ])('text %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected)
  })

  test.each([
    ['a\r\nBcc: b', 'a Bcc: b'],
    ['  a\tb  ', 'a b'],
    ['\u202eexe.pdf\u202c', 'exe.pdf'],
  ])('line %j', (text, expected) => {
    expect(cleanLine(text)).toBe(expected)
  })

  test('cleaning twice changes nothing, and a line is one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text))
        expect(cleanLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      }),
    )
  })
})

test('a field answers to its other name', () => {
  expect(isOffered('氏名', new Set(['name']))).toBe(true)
  expect(isOffered('name', new Set(['氏名']))).toBe(true)
  expect(isOffered('氏名', new Set(['name2']))).toBe(false)
})

test.each([
  [{ 氏名: '山田 太郎' }, '山田 太郎'],
  [{ name: ' Taro\r\nBcc: x ' }, 'Taro Bcc: x'],
  [{ 会社名: '関所商事' }, ''],
])('the name in the To header of %o', (fields, name) => {
  expect(recipientName(fields as Record<string, string>)).toBe(name)
})
