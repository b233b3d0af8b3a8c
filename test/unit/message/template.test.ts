import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../main/message/merge.ts'
import { compileTemplate, templateBytes } from '../../../main/message/template.ts'
import { anyText } from '../../support/any-text.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

const compile = (source: { subject?: string; text?: string; html?: string }) =>
  compileTemplate(templateBytes({ subject: '', text: '', html: '', ...source }))
const text = (source: string, fields: Record<string, string> = {}) =>
  compile({ text: source }).render(fields).text
const html = (source: string, fields: Record<string, string> = {}) =>
  compile({ html: source }).render(fields).html

describe('merge fields', () => {
  test.each([
    ['{{ 氏名 }} 様', { 氏名: '山田太郎' }, '山田太郎 様'],
    ['{{氏名}}様', { name: '山田' }, '山田様'],
    ['{{ name }}', { 氏名: '佐藤' }, '佐藤'],
    ['{{ 会社名 }}/{{ 部署 }}/{{ 役職 }}', { company: 'A', department: 'B', title: 'C' }, 'A/B/C'],
    ['{{ 会社名（正式） }}', { '会社名（正式）': 'X' }, 'X'],
    ['{{ ["会員 番号"] }}', { '会員 番号': '7' }, '7'],
    ['{{ E-mail }}', { 'E-mail': 'x' }, 'x'],
    ["{{ 役職 | default: '各位' }}", { 役職: '' }, '各位'],
    ["{{ 役職 | default: '各位' }}", { 役職: '部長' }, '部長'],
    ["{{ 役職 | strip | default: '各位' | append: '殿' }}", {}, '各位殿'],
    ['{{ 氏名 | default: 会社名 }}', { 会社名: '関所商事' }, '関所商事'],
    ["{% if 部署 != '' %}{{ 部署 }} {% endif %}御中", {}, '御中'],
    ["{% if 部署 != '' %}{{ 部署 }} {% endif %}御中", { 部署: '経理部' }, '経理部 御中'],
    ["{% case 区分 %}{% when 'A' %}甲{% else %}乙{% endcase %}", { 区分: 'A' }, '甲'],
    ["{% assign 呼び名 = 氏名 | default: 'お客様' %}{{ 呼び名 }}", {}, 'お客様'],
    ["{% assign 氏名 = 氏名 | default: 'お客様' %}{{ 氏名 }}", {}, 'お客様'],
    ['{{ 氏名 | escape }}', { 氏名: 'A&B' }, 'A&B'],
    ['{{ 氏名.size }}', { 氏名: '山田' }, '2'],
    ["{{ 'そのまま' }}", {}, 'そのまま'],
    ['一行目\r\n二行目\r三行目', {}, '一行目\n二行目\n三行目'],
  ])('%s with %o', (source, fields, expected) => {
    expect(text(source, fields as Record<string, string>)).toBe(expected)
  })

  test('names the fields whose fallback was used', () => {
    const template = compile({
      subject: "{{ 氏名 | default: 'お客様' }}",
      text: "{{ 役職 | default: '' }}{{ 会社名 }}",
    })
    expect(template.render({ 会社名: 'A' }).fallbacks).toEqual(['氏名', '役職'])
    expect(template.render({ 会社名: 'A', 氏名: 'B', 役職: 'C' }).fallbacks).toEqual([])
  })

  test('says which fields each part reads, and which have a fallback everywhere', () => {
    const { uses } = compile({
      subject: '{{ 氏名 }}',
      text: "{{ 氏名 | default: 'x' }}{% if 区分 == '1' %}{% endif %}{{ a | append: b }}",
    })
    expect(uses).toEqual([
      { part: 'subject', field: '氏名', hasFallback: false, decides: false },
      { part: 'text', field: '氏名', hasFallback: true, decides: false },
      { part: 'text', field: '区分', hasFallback: true, decides: true },
      { part: 'text', field: 'a', hasFallback: false, decides: false },
      { part: 'text', field: 'b', hasFallback: false, decides: false },
    ])
  })

  test.each([
    ['{{ 氏名 }}様', {}, '氏名'],
    ['{{ 氏名 }}様', { 氏名: ' 　' }, '氏名'],
    ["{{ 氏名 | append: '様' | default: 'お客様' }}", { 氏名: '' }, '氏名'],
    ['{{ 姓 | append: 名 }}', { 姓: '山田' }, '名'],
    ['{{ 氏名 | default: 会社名 }}', {}, '会社名'],
    ['{% assign x = 氏名 %}{{ x }}', {}, '氏名'],
  ])('%s with %o: an empty field without a fallback is a problem', (source, fields, field) => {
    const template = compile({ text: source })
    expect(thrownProblem(() => template.render(fields as Record<string, string>, 4))).toEqual({
      code: 'message.field-empty',
      params: { part: 'text', field, row: 5 },
    })
  })

  test('a render that failed leaves nothing behind for the next', () => {
    const template = compile({ text: "{{ a | default: 'x' }}{{ b }}" })
    expect(thrownProblem(() => template.render({})).code).toBe('message.field-empty')
    expect(template.render({ a: '1', b: '2' })).toMatchObject({ text: '12', fallbacks: [] })
  })
})

describe('strictness', () => {
  test.each([
    ['{{ 氏名', 'message.template-syntax', { part: 'text', line: 1, detail: '{{ 氏名' }],
    ['a\n{{ 氏名 }', 'message.template-syntax', { part: 'text', line: 2, detail: '{{ 氏名 }' }],
    ['{% if 氏名 %}x', 'message.template-syntax', { part: 'text', line: 1 }],
    ['{{ 会社 名 }}', 'message.template-syntax', { part: 'text', line: 1 }],
    ['{{ 氏名 | nope }}', 'message.unknown-filter', { part: 'text', filter: 'nope' }],
    ['{{ 氏名 | raw }}', 'message.unknown-filter', { part: 'text', filter: 'raw' }],
    ['{{ 氏名 | date: "%Y" }}', 'message.unknown-filter', { part: 'text', filter: 'date' }],
    ['{{ 氏名.読み }}', 'message.unknown-field', { part: 'text', field: '氏名.読み' }],
    ['{{ 氏名.constructor }}', 'message.unknown-field', { part: 'text' }],
    ['{% for i in (1..9) %}{% endfor %}', 'message.template-syntax', { part: 'text' }],
    ['{% include "a" %}', 'message.template-syntax', { part: 'text' }],
    ['{% render "a" %}', 'message.template-syntax', { part: 'text' }],
    ['{% layout "a" %}', 'message.template-syntax', { part: 'text' }],
    ['{{ (1..99999999) }}', 'message.template-syntax', { part: 'text' }],
  ])('%s is refused when it is written', (source, code, params) => {
    const problem = thrownProblem(() => compile({ text: source }))
    expect(problem.code).toBe(code)
    expect(problem.params).toMatchObject(params)
  })

  test.each([
    '{}',
    '[]',
    '{"v":2,"subject":"","text":"","html":""}',
    '{"v":1,"subject":"","text":"","html":"","x":1}',
    'no json',
  ])('%s is no template', (bytes) => {
    expect(thrownProblem(() => compileTemplate(new TextEncoder().encode(bytes))).code).toBe(
      'message.template-unreadable',
    )
  })

  test('doubling a value by assignment ends in a problem, not in the memory', () => {
    const source = `{% assign x = 'xxxxxxxxxx' %}${'{% assign x = x | append: x %}'.repeat(40)}`
    expect(thrownProblem(() => compile({ text: source }).render({})).code).toBe(
      'message.template-syntax',
    )
  })
})

describe('values in HTML are text', () => {
  const attack = `"><script>alert('1')</script>`
  test.each([
    [
      '<p>{{ a }}</p>',
      attack,
      `<p>&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;</p>`,
    ],
    ['<p title="{{ a }}">', 'a" onclick="x', '<p title="a&#34; onclick=&#34;x">'],
    ['<a href="{{ a }}">x</a>', 'https://例.jp/?a=1&b', '<a href="https://例.jp/?a=1&#38;b">x</a>'],
    ['<a href="https://x.jp/?u={{ a }}">', 'a&b=c #', '<a href="https://x.jp/?u=a%26b%3Dc%20%23">'],
    ['<title>{{ a }}</title>', '</title>', '<title>&#60;/title&#62;</title>'],
    ['{% if a != "" %}<b>{{ a }}</b>{% else %}<i>x</i>{% endif %}', '<', '<b>&#60;</b>'],
    [
      `<a href="{% if a == '<' %}https://x.jp{% else %}https://y.jp{% endif %}">`,
      '<',
      '<a href="https://x.jp">',
    ],
    ['<p {% if a == "1" %}class="b"{% endif %}>', '1', '<p class="b">'],
  ])('%s', (source, value, expected) => {
    expect(html(source, { a: value })).toBe(expected)
  })

  test.each([
    '<script>var a = "{{ a }}"</script>',
    '<style>p { color: {{ a }} }</style>',
    '<p style="color:{{ a }}">',
    '<p onclick="x({{ a }})">',
    '<p class={{ a }}>',
    '<p {{ a }}>',
    '<{{ a }}>',
    '<!-- {{ a }} -->',
    '<!--[if mso]>{{ a }}<![endif]-->',
    '<img srcset="{{ a }}">',
  ])('%s is refused when it is written', (source) => {
    expect(thrownProblem(() => compile({ html: source })).code).toBe('message.field-unsafe-place')
  })

  test.each(['{% if a %}<p class="{% endif %}{{ b }}">', '{% if a %}<!--{% endif %}{{ b }}'])(
    '%s: a condition that changes the place is refused',
    (source) => {
      expect(thrownProblem(() => compile({ html: source })).code).toBe('message.template-syntax')
    },
  )

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//evil.jp',
    'https:\\\\evil.jp',
    'file:///c:/x',
  ])('%s is no link', (value) => {
    expect(thrownProblem(() => html('<a href="{{ a }}">x</a>', { a: value }))).toEqual({
      code: 'message.field-unsafe-value',
      params: { part: 'html', field: 'a', row: 1 },
    })
  })

  test('no value makes markup, whatever it is', () => {
    const template = compile({ html: '<p title="{{ a }}">{{ a }}</p><i>{{ a | upcase }}</i>' })
    fc.assert(
      fc.property(anyText, (value) => {
        fc.pre(cleanText(value).trim() !== '')
        const out = template.render({ a: value }).html
        expect(out.match(/</g)).toHaveLength(4)
        expect(out.match(/"/g)).toHaveLength(2)
      }),
    )
  })
})

test('plain text comes back as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      fc.pre(!/[{}]/.test(written))
      expect(text(written)).toBe(written.replace(/\r\n?/g, '\n'))
    }),
  )
})
