import { expect, test } from 'vitest'
import { withHonorific } from '../../../main/message/honorific.ts'
import { plainTextOf } from '../../../main/message/plain-text.ts'
import { compileTemplate, templateBytes } from '../../../main/message/template.ts'

test('plain text says what the HTML says, with its links, lists and markers', () => {
  const html = `<div style="display:none;max-height:0"><div>見えない</div></div>
    <h2>お知らせ</h2><p>{{ name | default: "<お客様>" }} 様<br>  A &lt; B</p>
    <ul><li>一つ目</li><li>二つ目<ol><li>甲</li><li>乙</li></ol></li></ul>
    <p><a href="https://example.jp/a?b=1&amp;c=2">詳細</a> <a href="mailto:a@example.jp">a@example.jp</a></p>
    <hr><img src="cid:x" alt="地図">`
  expect(plainTextOf(html)).toBe(
    [
      'お知らせ',
      '',
      '{{ name | default: "<お客様>" }} 様',
      'A < B',
      '',
      '・一つ目',
      '・二つ目',
      '  1. 甲',
      '  2. 乙',
      '',
      '詳細 ( https://example.jp/a?b=1&c=2 ) a@example.jp',
      '',
      '----------------------------------------',
      '地図',
      '',
    ].join('\n'),
  )
  expect(plainTextOf('')).toBe('')
})

test.each([
  ['山田 太郎', '様', '山田 太郎 様'],
  ['山田 太郎様', '様', '山田 太郎様'],
  ['関所商事 御中', '様', '関所商事 御中'],
  ['佐藤先生', '様', '佐藤先生'],
  ['  ', '様', ''],
])('an honorific is added once: %s', (name, honorific, expected) => {
  expect(withHonorific(name, honorific)).toBe(expected)
})

test('an honorific leaves an empty name to its fallback, and without one the message stops', () => {
  const render = (text: string, fields: Record<string, string>) =>
    compileTemplate(templateBytes({ subject: '', text, html: '' })).render(fields)
  const withFallback = '{{ name | honorific: "様" | default: "お客様" }}'
  expect(render(withFallback, { name: '山田' }).text).toBe('山田 様')
  expect(render(withFallback, { name: '' })).toMatchObject({ text: 'お客様', fallbacks: ['name'] })
  expect(() => render('{{ name | honorific: "様" }}', { name: '' })).toThrow('message.field-empty')
})
