import { describe, expect, test } from 'vitest'
import { isPersonalNumber } from '../../../main/checks/personal-number.ts'
import { checked, type Described, file } from '../../support/checked.ts'

// Made for this test: twelve digits whose last one is the check digit of the others.
const number = '123456789018'

describe('personal-number', () => {
  test.each<[string, boolean]>([
    ['123456789018', true],
    ['021325678945', false],
    ['123456789012', false],
    ['000000000000', false],
    ['12345678901', false],
  ])('the check digit of %s: %s', (digits, expected) => {
    expect(isPersonalNumber(digits)).toBe(expected)
  })

  test('every eleven digits have exactly one check digit', () => {
    for (const eleven of ['10000000000', '98765432109', '55555555555', '13579246801']) {
      const fits = '0123456789'.split('').filter((last) => isPersonalNumber(eleven + last))
      expect(fits).toHaveLength(1)
    }
  })

  test.each<Described>([
    { text: `マイナンバーは${number}です` },
    { text: '個人番号：1234 5678 9018' },
    { text: '個人番号 1234-5678-9018' },
    { text: '１２３４５６７８９０１８' },
    { text: '1234ー5678ー9018' },
    { html: `<td>${number}</td>`, text: 'x' },
    { html: '<td>1234&nbsp;5678&nbsp;9018</td>', text: 'x' },
    { subject: `番号 ${number}` },
    { text: '{{ 番号 }}', rows: [{ address: 'a@example.com', fields: { 番号: number } }] },
  ])('%o is found', async (described) => {
    expect(await checked('personal-number', described)).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'text', params: { count: 1, index: 0 } }],
    })
  })

  test.each([
    ['text/csv', Buffer.from(`氏名,番号\n山田,${number}\n佐藤,${number}\n`), 2],
    ['text/plain', Buffer.from([0x94, 0xd4, 0x8d, 0x86, 0x20, ...Buffer.from(number)]), 1],
  ])('an attachment of %s is read', async (type, bytes, count) => {
    expect(
      await checked('personal-number', { attachments: [file('a.csv', bytes, type)] }),
    ).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'attachment', params: { name: 'a.csv', count } }],
    })
  })

  test.each([
    '注文番号 123456789012 を確認しました',
    `お問い合わせ番号 1${number}`,
    '電話 03-1234-5678 FAX 03-1234-5679',
    `https://example.jp/?id=${number}`,
    '2026/11/24 10:30 から 2026/11/25',
    '金額 1,234,567,890,18 円',
    '10 20 30 40 50 60',
    '000000000000',
  ])('%s passes', async (text) => {
    expect((await checked('personal-number', { text })).verdict).toBe('pass')
  })
})
