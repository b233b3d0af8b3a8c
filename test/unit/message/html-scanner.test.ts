import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HtmlScanner, type HtmlToken, scanHtml } from '../../../main/message/html-scanner.ts'

describe('HtmlScanner', () => {
  test.each<[string, HtmlToken[]]>([
    ['a < b', [{ kind: 'text', text: 'a < b' }]],
    [
      'a<<b>',
      [
        { kind: 'text', text: 'a<' },
        { kind: 'start', name: 'b', attributes: [] },
      ],
    ],
    [
      `<a b=1 c='2' d="3" e B=4>`,
      [
        {
          kind: 'start',
          name: 'a',
          attributes: [
            { name: 'b', value: '1' },
            { name: 'c', value: '2' },
            { name: 'd', value: '3' },
            { name: 'e', value: '' },
          ],
        },
      ],
    ],
    ['</p x>', [{ kind: 'end', name: 'p' }]],
    [
      '<!-- a -- b --!>c',
      [
        { kind: 'comment', text: ' a -- b ' },
        { kind: 'text', text: 'c' },
      ],
    ],
    [
      '<!--> c',
      [
        { kind: 'comment', text: '' },
        { kind: 'text', text: ' c' },
      ],
    ],
    ['<!DOCTYPE html>', [{ kind: 'comment', text: 'DOCTYPE html' }]],
    ['<?x?>', [{ kind: 'comment', text: '?x?' }]],
    [
      '<script>a</b></script >c',
      [
        { kind: 'start', name: 'script', attributes: [] },
        { kind: 'raw', element: 'script', text: 'a</b>' },
        { kind: 'end', name: 'script' },
        { kind: 'text', text: 'c' },
      ],
    ],
    ['<br/>', [{ kind: 'start', name: 'br', attributes: [] }]],
  ])('%s', (html, tokens) => {
    expect(scanHtml(html)).toEqual(tokens)
  })

  test('whole, in pieces and character by character: the same tokens', () => {
    const piece = fc.constantFrom('<', '>', '"', "'", '=', '/', '!', '-', ' ', 'a', 'script', 'あ')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('')
        for (const parts of [pieces, [...html]]) {
          const tokens: HtmlToken[] = []
          const scanner = new HtmlScanner((token) => tokens.push(token))
          for (const part of parts) scanner.feed(part)
          scanner.finish()
          expect(tokens).toEqual(scanHtml(html))
        }
      }),
    )
  })
})
