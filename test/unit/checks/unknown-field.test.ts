import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

describe('unknown-field', () => {
  test.each<[Described, string, string]>([
    [{ text: '{{ 指名 }}' }, 'text', '指名'],
    [{ subject: '{{ 会員番号 }}' }, 'subject', '会員番号'],
    [{ html: '<p>{{ company_name }}</p>' }, 'html', 'company_name'],
    [{ text: "{{ 役職 | default: '各位' }}" }, 'text', '役職'],
    [{ text: "{% if 区分 == 'A' %}x{% endif %}" }, 'text', '区分'],
    [{ text: '{{ 氏名 | append: 敬称 }}' }, 'text', '敬称'],
  ])('%o stops', async (described, part, field) => {
    expect(await checked('unknown-field', { ...described, fields: ['氏名'] })).toMatchObject({
      verdict: 'stop',
      findings: [{ code: 'unknown', params: { part, field } }],
    })
  })

  test.each<Described>([
    { text: '{{ 氏名 }}', fields: ['氏名'] },
    { text: '{{ 氏名 }}', fields: ['name'] },
    { text: '{{ name }}', fields: ['氏名'] },
    { text: '{% assign x = 氏名 %}{{ x }}', fields: ['氏名'] },
    { text: '差し込みなし', fields: [] },
    { text: '{{ ["会員 番号"] }}', fields: ['会員 番号'] },
  ])('%o passes', async (described) => {
    expect((await checked('unknown-field', described)).verdict).toBe('pass')
  })
})
