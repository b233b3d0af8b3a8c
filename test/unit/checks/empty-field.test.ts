import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

const rowsWith = (...values: string[]) =>
  values.map((value, at) => ({
    address: `a${at}@example.com`,
    fields: { 氏名: value, リンク: value },
  }))

describe('empty-field', () => {
  test.each<[Described, object]>([
    [
      { text: '{{ 氏名 }}様', rows: rowsWith('山田', '') },
      { part: 'text', field: '氏名', count: 1, index: 1, row: 2 },
    ],
    [
      { subject: '{{ 氏名 }}様', rows: rowsWith('', '') },
      { part: 'subject', count: 2, index: 0, row: 1 },
    ],
    [
      { html: '<p>{{ 氏名 }}</p>', rows: rowsWith('山田', ' ', '　') },
      { part: 'html', count: 2, index: 1 },
    ],
    [
      { text: "{{ 氏名 | append: '様' }}", rows: rowsWith('') },
      { field: '氏名', count: 1 },
    ],
    [
      { text: "{% if 氏名 == '' %}{{ 氏名 }}{% endif %}", rows: rowsWith('a', '', 'b') },
      { count: 1, index: 1 },
    ],
  ])('%o stops', async (described, params) => {
    expect(await checked('empty-field', described)).toMatchObject({
      verdict: 'stop',
      findings: [{ code: 'no-fallback', params }],
    })
  })

  test('a value that is no link where one has to be stops', async () => {
    const rows = rowsWith('https://example.jp/', 'javascript:x')
    expect(
      await checked('empty-field', { html: '<a href="{{ リンク }}">x</a>', rows }),
    ).toMatchObject({
      verdict: 'stop',
      findings: [{ code: 'unsafe-value', params: { field: 'リンク', count: 1, index: 1 } }],
    })
  })

  test.each<Described>([
    { text: "{{ 氏名 | default: 'お客様' }}", rows: rowsWith('', '山田') },
    { text: '{{ 氏名 }}様', rows: rowsWith('山田', '佐藤') },
    { text: "{% if 氏名 != '' %}{{ 氏名 }}{% endif %}", rows: rowsWith('') },
    { text: '差し込みなし', rows: rowsWith('') },
    // Everybody lacks it: that is the finding of unknown-field, once.
    { text: '{{ 指名 }}', rows: rowsWith('山田', '佐藤') },
  ])('%o passes', async (described) => {
    expect((await checked('empty-field', described)).verdict).toBe('pass')
  })
})
