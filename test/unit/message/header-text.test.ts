import { describe, expect, test } from 'vitest'
import {
  dateField,
  mailboxField,
  messageIdField,
  plainField,
  textField,
  toMailDate,
} from '../../../main/message/header-text.ts'

describe('textField', () => {
  test.each([
    ['Notice', 'Subject: Notice'],
    ['件名', 'Subject: =?UTF-8?B?5Lu25ZCN?='],
    ['=?UTF-8?B?eA==?=', 'Subject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?='],
    ['a\tb\r\n c', 'Subject: a b  c'],
    ['', 'Subject: '],
    [
      'あいうえおかきくけこさしすせそ',
      'Subject: =?UTF-8?B?44GC44GE44GG44GI44GK44GL44GN44GP44GR44GT44GV44GX44GZ?=\r\n =?UTF-8?B?44Gb44Gd?=',
    ],
    // Characters are never torn apart, whatever their length.
    [
      `${'a'.repeat(38)}😀`,
      `Subject: =?UTF-8?B?${Buffer.from('a'.repeat(38)).toString('base64')}?=\r\n =?UTF-8?B?8J+YgA==?=`,
    ],
  ])('%j', (text, field) => {
    expect(textField('Subject', text)).toBe(field)
  })
})

describe('mailboxField', () => {
  test.each([
    ['', 'a@example.jp', 'To: a@example.jp'],
    ['Taro Yamada', 'a@example.jp', 'To: Taro Yamada <a@example.jp>'],
    ['Yamada, T. "X"', 'a@example.jp', 'To: "Yamada, T. \\"X\\"" <a@example.jp>'],
    ['山田', 'a@example.jp', 'To: =?UTF-8?B?5bGx55Sw?= <a@example.jp>'],
    ['x', '"a b"@example.jp', 'To: x <"a b"@example.jp>'],
    ['Taro', `${'a'.repeat(64)}@example.jp`, `To: Taro\r\n <${'a'.repeat(64)}@example.jp>`],
  ])('%j <%s>', (name, address, field) => {
    expect(mailboxField('To', name, address)).toBe(field)
  })
})

test('a long value is folded before its spaces and never elsewhere', () => {
  expect(plainField('X-A', `${'a'.repeat(40)} ${'b'.repeat(40)} ${'c'.repeat(90)}`)).toBe(
    `X-A: ${'a'.repeat(40)}\r\n ${'b'.repeat(40)}\r\n ${'c'.repeat(90)}`,
  )
  expect(plainField('X-A', 'd'.repeat(100))).toBe(`X-A: ${'d'.repeat(100)}`)
})

test('dates and ids', () => {
  const date = toMailDate(Date.parse('2026-11-24T02:00:00Z'))
  expect(dateField(date)).toBe('Date: Tue, 24 Nov 2026 02:00:00 +0000')
  expect(messageIdField('<a.b@example.jp>')).toBe('Message-ID: <a.b@example.jp>')
})
