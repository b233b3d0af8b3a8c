import { describe, expect, test } from 'vitest'
import { linksOf } from '../../../main/message/links.ts'

describe('linksOf', () => {
  test.each([
    ['<a href="https://example.jp/a">詳しくはこちら</a>', '詳しくはこちら', 'example.jp'],
    ['<a href="https://www.example.jp/">example.jp</a>', 'example.jp', 'www.example.jp'],
    [
      '<a href="https://example.jp/x">https://example.jp/y</a>',
      'https://example.jp/y',
      'example.jp',
    ],
    ['<a href="mailto:info@example.jp">info@example.jp</a>', 'info@example.jp', 'example.jp'],
    ['<a href="tel:0312345678">03-1234-5678</a>', '03-1234-5678', ''],
    ['<a href="https://example.jp/a.pdf">案内.pdf</a>', '案内.pdf', 'example.jp'],
    ['<a href="https://example.jp/"><img src="cid:x" alt="ロゴ"></a>', 'ロゴ', 'example.jp'],
    ['<a href="https://日本.jp/">日本.jp</a>', '日本.jp', 'xn--wgv71a.jp'],
    ['<A HREF=https://example.jp/>Ver. 1.2.3</A>', 'Ver. 1.2.3', 'example.jp'],
    ['<a href="https://example.jp/?a=1&amp;b=2">株式会社A.B.C</a>', '株式会社A.B.C', 'example.jp'],
  ])('%s is what it says', (html, text, host) => {
    expect(linksOf(html)).toMatchObject([{ text, host, suspicious: false }])
  })

  test.each([
    ['<a href="https://evil.example/">https://bank.co.jp/login</a>', 'another host'],
    ['<a href="https://bank.co.jp.evil.example/">bank.co.jp</a>', 'host in front'],
    ['<a href="https://evil.example/">ｂａｎｋ．ｃｏ．ｊｐ</a>', 'full width'],
    ['<a href="https://evil.example/">ba\u200bnk.co.jp</a>', 'zero-width space'],
    ['<a href="https://evil.example/">b&#97;nk&period;co.jp</a>', 'references'],
    ['<a href="https://evil.example/"><b>bank</b>.co.jp</a>', 'markup inside'],
    ['<a href="https://bank.co.jp@evil.example/">開く</a>', 'user info'],
    ['<a href="http://192.0.2.1/">開く</a>', 'number'],
    ['<a href="http://intranet/">開く</a>', 'no domain'],
    ['<a href="javascript:alert(1)">開く</a>', 'script'],
    ['<a href="java&Tab;script&colon;alert(1)">開く</a>', 'script in references'],
    ['<a href="data:text/html,x">開く</a>', 'data'],
    ['<a href="file:///c:/x">開く</a>', 'file'],
    ['<a href="//evil.example/">開く</a>', 'no scheme'],
    ['<a href="/path">開く</a>', 'relative'],
    ['<a href="mailto:x@evil.example">info@bank.co.jp</a>', 'other mailbox'],
    ['<area href="https://evil.example/" alt="bank.co.jp">', 'area'],
    ['<a href="https://xn--pple-43d.com/">apple.com</a>', 'look-alike letters'],
    ['<a href="https://evil.example/">bank.co.jp', 'not closed'],
    [
      '<a href="https://evil.example/">bank.co.jp<a href="https://a.jp/">x</a>',
      'closed by the next',
    ],
  ])('%s is suspicious: %s', (html) => {
    expect(linksOf(html)[0]).toMatchObject({ suspicious: true })
  })

  test('what stands in a comment or a script is no link', () => {
    expect(linksOf('<!-- <a href="https://a.jp">x</a> --><title><a href="b"></title>')).toEqual([])
  })
})
