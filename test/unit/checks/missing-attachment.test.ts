import { describe, expect, test } from 'vitest'
import { checked, type Described, file } from '../../support/checked.ts'

const pdf = file('a.pdf', '%PDF-1.7')

describe('missing-attachment', () => {
  test.each<[string, string]>([
    ['資料を添付いたします。', '添付'],
    ['添付ファイルをご覧ください。', '添付'],
    ['別添のとおりです。', '別添'],
    ['申込書を同封しております。', '同封'],
    ['Please find attached the report.', 'attached'],
    ['See the attachment for details.', 'the attachment'],
    ['The enclosed form is to be returned.', 'enclosed'],
    ['添付はありませんが、別添をご覧ください。', '別添'],
  ])('%s without a file', async (text, word) => {
    expect(await checked('missing-attachment', { text })).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'mentioned', params: { word, count: 1, index: 0 } }],
    })
  })

  test('in the HTML only', async () => {
    expect(
      (await checked('missing-attachment', { html: '<p>添<b>付</b>をご覧ください</p>' })).verdict,
    ).toBe('warning')
  })

  test.each<Described>([
    { text: '資料を添付いたします。', attachments: [pdf] },
    { text: 'Please find attached the report.', attachments: [pdf] },
    { text: '添付ファイルはありません。' },
    { text: 'このメールに添付はございません。' },
    { text: 'There is no attachment.' },
    { text: 'お知らせです。' },
    { text: 'We are attached to our customers.' },
  ])('%o passes', async (described) => {
    expect((await checked('missing-attachment', described)).verdict).toBe('pass')
  })
})
