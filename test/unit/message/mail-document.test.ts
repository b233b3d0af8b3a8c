import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeDocument } from '../../../main/message/mail-document.ts'
import { readDocument } from '../../../main/message/mail-document-reader.ts'
import type { MailBlock, MailInline, MailMark } from '../../../preload/contract/mail-document.ts'

const whole = `<div style="font-family:'Yu Gothic UI',sans-serif;line-height:1.7">
<div style="display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px">年末の休業日 &amp; 連絡先</div>
<p>{{ name | honorific: "様" | default: "お客様" }}</p>
<h2 style="text-align:center">休業日の<strong>お知らせ</strong></h2>
<p>A &lt; B<br>{% if gold %}特典{% endif %}<a href="https://example.jp/?a=1&amp;b={{ id }}"><em>詳細</em></a></p>
<p style="margin:16px 0;text-align:center"><a href="https://example.jp/" style="display:inline-block;padding:10px 24px;border-radius:4px;background-color:#0f6cbd;color:#ffffff;text-decoration:none;font-weight:bold">開く</a></p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="50%" style="padding:0 8px;vertical-align:top">
<p>左</p>
</td>
<td width="50%" style="padding:0 8px;vertical-align:top">
<ul>
<li>一</li>
<li>二
<ol>
<li>三</li>
</ol>
</li>
</ul>
</td>
</tr></table>
<hr>
<p><img src="cid:0123@sekisho" alt="地図" width="320"></p>
<div style="margin-top:24px;font-size:12px;color:#555555">
<p>関所市役所</p>
</div>
</div>`

const read = (html: string) => {
  const document = readDocument(html)
  return document === null ? null : writeDocument(document)
}

describe('a document of the editor', () => {
  test('comes back as it was written, with every kind of block', () => {
    expect(read(whole)).toBe(whole)
    expect(readDocument(whole)).toMatchObject({
      preheader: '年末の休業日 & 連絡先',
      content: [
        { content: [{ type: 'field', attrs: { name: 'name', honorific: '様' } }] },
        ...['heading', 'paragraph', 'button', 'columns', 'divider', 'image', 'footer'].map(
          (type) => ({ type }),
        ),
      ],
    })
  })

  test('is read from HTML that somebody wrote by hand, and means the same', () => {
    const byHand = `<P>こんにちは<BR/>
      {{氏名 | default:'お客様'}} 様</P>
      <ul><li>一つ <b></b></li></ul>`
    expect(read(byHand.replace('<b></b>', ''))).toBe(
      "<p>こんにちは<br>{{氏名 | default:'お客様'}} 様</p>\n<ul>\n<li>一つ</li>\n</ul>",
    )
    expect(readDocument('')).toEqual({ preheader: '', frame: null, content: [] })
  })

  test.each([
    ['an element it has no block for', '<blockquote>a</blockquote>'],
    ['a table with data', '<table><tr><td>a</td></tr></table>'],
    ['an attribute it does not keep', '<p class="x">a</p>'],
    ['a style that loads or moves', '<p style="background:url(https://x.example/)">a</p>'],
    ['a style that covers the page', '<p style="position:fixed">a</p>'],
    ['a style that reaches out', '<p style="margin-top:-400px">a</p>'],
    ['a style element', '<style>p{}</style><p>a</p>'],
    ['a script', '<p>a</p><script>1</script>'],
    ['an event handler', '<p onclick="1">a</p>'],
    ['a comment', '<p>a</p><!-- b -->'],
    ['a whole document', '<!doctype html><html><body><p>a</p></body></html>'],
    ['a branch around blocks', '{% if a %}<p>b</p>{% endif %}'],
    ['a reference it does not know', '<p>&copy;</p>'],
    ['marks the other way round', '<p><strong><a href="https://a.example/">b</a></strong></p>'],
    ['an end that is missing', '<p>a'],
    ['text outside of blocks', 'a<p>b</p>'],
    ['a no-break space between blocks', '<p>a</p>\u00a0<p>b</p>'],
    ['an empty mark', '<p>a<strong></strong></p>'],
    ['an attribute of a table row', whole.replace('<tr>', '<tr bgcolor="red">')],
    ['a list with a number', '<ol start="3"><li>a</li></ol>'],
  ])('is refused for %s, which would not come back', (_, html) => {
    expect(readDocument(html)).toBeNull()
  })

  const style = fc.constantFrom(null, 'text-align:center', 'color:#333333')
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((each) => {
    const plain = each.replace(/[\p{C}\s{}%]+/gu, ' ').trim()
    return plain === '' ? 'あ' : plain
  })
  const mark: fc.Arbitrary<MailMark[]> = fc
    .record({
      link: fc.boolean(),
      strong: fc.boolean(),
      em: fc.boolean(),
      underline: fc.boolean(),
    })
    .map((on) => [
      ...(on.link
        ? [{ type: 'link' as const, attrs: { href: 'https://a.example/?b="&c', style: null } }]
        : []),
      ...(on.strong ? [{ type: 'strong' as const }] : []),
      ...(on.em ? [{ type: 'em' as const }] : []),
      ...(on.underline ? [{ type: 'underline' as const }] : []),
    ])
  const leaf: fc.Arbitrary<MailInline> = fc.oneof(
    text.map((each) => ({ type: 'text' as const, text: each })),
    fc.record({
      type: fc.constant('field' as const),
      attrs: fc.record({
        name: fc.constantFrom('name', '会員番号'),
        fallback: fc.option(fc.constantFrom('お客様', 'it’s "so"', 'a<b')),
        honorific: fc.option(fc.constantFrom('様' as const, '御中' as const)),
      }),
    }),
    fc.constant({ type: 'break' as const }),
    fc.constant({ type: 'logic' as const, attrs: { source: '{{ a | upcase }}' } }),
  )
  // Neighbouring texts with the same marks are one text to every reader.
  const inline: fc.Arbitrary<MailInline[]> = fc
    .array(fc.tuple(leaf, mark), { minLength: 1, maxLength: 6 })
    .map((pairs) =>
      pairs
        .map(([each, marks]): MailInline => (marks.length === 0 ? each : { ...each, marks }))
        .filter(
          (each, at, all) => at === 0 || each.type !== 'text' || all[at - 1]?.type !== 'text',
        ),
    )
  const paragraph = fc.record({
    type: fc.constant('paragraph' as const),
    attrs: fc.record({ style }),
    content: inline,
  })
  const block: fc.Arbitrary<MailBlock> = fc.oneof(
    paragraph,
    fc.record({
      type: fc.constant('heading' as const),
      attrs: fc.record({ level: fc.constantFrom(1 as const, 2 as const), style }),
      content: inline,
    }),
    fc.record({
      type: fc.constant('button' as const),
      attrs: fc.record({ href: fc.constant('https://a.example/'), label: text }),
    }),
    fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((content) => ({
      type: 'bullet_list' as const,
      content: content.map((each) => ({ type: 'list_item' as const, content: [each] })),
    })),
  )

  test('whatever is written is read back the same', () => {
    fc.assert(
      fc.property(
        fc.record({
          preheader: fc.oneof(fc.constant(''), text),
          frame: fc.constantFrom(null, "font-family:'Yu Gothic UI',sans-serif"),
          content: fc.array(block, { minLength: 1, maxLength: 5 }),
        }),
        (document) => {
          expect(readDocument(writeDocument(document))).toEqual(document)
        },
      ),
      { numRuns: process.env.SLOW === '1' ? 20_000 : 400 },
    )
  })
})
