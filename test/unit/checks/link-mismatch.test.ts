import { describe, expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

describe('link-mismatch', () => {
  test.each<[string, string]>([
    ['<a href="https://evil.example/">https://bank.co.jp/</a>', 'differs'],
    ['<a href="https://bank.co.jp.evil.example/">bank.co.jp</a>', 'differs'],
    ['<a href="mailto:x@evil.example">info@bank.co.jp</a>', 'differs'],
    ['<a href="https://bank.co.jp@evil.example/">開く</a>', 'unusual'],
    ['<a href="http://192.0.2.1/">開く</a>', 'unusual'],
    ['<a href="/relative">開く</a>', 'unusual'],
    ['<a href="javascript:x">開く</a>', 'unusual'],
  ])('%s', async (html, code) => {
    expect(await checked('link-mismatch', { html })).toMatchObject({
      verdict: 'warning',
      findings: [{ code, params: { count: 1, index: 0 } }],
    })
  })

  test('a merged link is looked at for everybody', async () => {
    const rows = ['bank.co.jp', 'evil.example', 'evil.example'].map((host, at) => ({
      address: `a${at}@example.com`,
      fields: { リンク: `https://${host}/` },
    }))
    const html = '<a href="{{ リンク }}">https://bank.co.jp/</a>'
    expect(await checked('link-mismatch', { html, rows })).toMatchObject({
      findings: [{ code: 'differs', params: { host: 'evil.example', count: 2, index: 1 } }],
    })
  })

  test.each([
    '<a href="https://bank.co.jp/">https://bank.co.jp/</a>',
    '<a href="https://www.bank.co.jp/x">bank.co.jp</a>',
    '<a href="https://bank.co.jp/">詳しくはこちら</a>',
    '<a href="mailto:info@bank.co.jp">info@bank.co.jp</a>',
    '<a href="tel:0312345678">03-1234-5678</a>',
    '<a href="#top">先頭へ</a>',
    '<p>リンクなし</p>',
  ])('%s passes', async (html) => {
    expect((await checked('link-mismatch', { html })).verdict).toBe('pass')
  })
})
