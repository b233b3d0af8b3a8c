import { describe, expect, it } from 'vitest'
import { linkTableOf } from '../../../main/approval/link-table.ts'

const html = (markup: string) => linkTableOf({ text: '', html: markup }, [])
const isSuspicious = (markup: string) => html(markup).map((each) => each.suspicious)

describe('link table', () => {
  it('shows what is seen and where it opens', () => {
    const text = '詳細は https://example.jp/a?b=1 をご覧ください。お問い合わせはwww.example.jpへ。'
    expect(
      linkTableOf(
        { text, html: '<a class="x" href="https://example.jp/?a=1&amp;b=2"><b>詳細</b></a>' },
        [],
      ),
    ).toEqual([
      { text: '詳細', href: 'https://example.jp/?a=1&b=2', host: 'example.jp', suspicious: false },
      {
        text: 'https://example.jp/a?b=1',
        href: 'https://example.jp/a?b=1',
        host: 'example.jp',
        suspicious: false,
      },
      {
        text: 'www.example.jp',
        href: 'http://www.example.jp',
        host: 'www.example.jp',
        suspicious: false,
      },
    ])
  })

  it.each([
    '<a href="https://evil.example/">https://example.jp/</a>',
    '<a href="https://evil.example/">example.jp</a>',
    "<a href='https://example.jp@evil.example/'>詳細</a>",
    '<a href="https://xn--r8jz45g.jp/">詳細</a>',
    '<a href=https://192.0.2.1/x>詳細</a>',
    '<a href="javascript:alert(1)">詳細</a>',
    '<a href="&#106;avascript:alert(1)">詳細</a>',
    '<a href="data:text/html,x">詳細</a>',
    '<a href="https://{{ host }}.example.jp/">詳細</a>',
    '<a href="{{ url }}">詳細</a>',
    '<a href="/relative">詳細</a>',
    '<area href="file:///c:/x">',
  ])('flags %s', (markup) => {
    expect(isSuspicious(markup)).toEqual([true])
  })

  it.each([
    '<a href="https://www.example.jp/x">example.jp</a>',
    '<a href="mailto:info@example.jp">info@example.jp</a>',
    '<a href="https://example.jp/?id={{ id }}">詳細</a>',
    '<A HREF="https://example.jp/">詳細はこちら</A>',
  ])('lets %s pass', (markup) => {
    expect(isSuspicious(markup)).toEqual([false])
  })

  it('shows links as recipients get them, and from the template only what they do not show', () => {
    const source = {
      text: '',
      html: '<a href="https://example.jp/?id={{ id }}">{{ name }}様</a><!-- <a href="https://no.example/">x</a> -->{% if gold %}<a href="https://gold.example/">特典</a>{% endif %}<a href="https://example.jp/">x</a>',
    }
    const rendered = [1, 2].map((id) => ({
      text: '',
      html: `<a href="https://example.jp/?id=${id}">山田様</a><a href="https://example.jp/">x</a>`,
    }))
    expect(linkTableOf(source, rendered).map(({ text, href }) => [text, href])).toEqual([
      ['山田様', 'https://example.jp/?id=1'],
      ['x', 'https://example.jp/'],
      ['山田様', 'https://example.jp/?id=2'],
      ['特典', 'https://gold.example/'],
    ])
  })

  it('flags what a merged value makes of a link', () => {
    const source = { text: '', html: '<a href="{{ url }}">{{ name }}</a>' }
    const rendered = [{ text: '', html: '<a href="https://evil.example/">bank.co.jp</a>' }]
    expect(linkTableOf(source, rendered)).toMatchObject([
      { text: 'bank.co.jp', host: 'evil.example', suspicious: true },
      { href: '{{ url }}', suspicious: true },
    ])
  })

  it('lists a repeated link once', () => {
    const link = '<a href="https://example.jp/">x</a>'
    expect(html(link + link)).toHaveLength(1)
  })
})
