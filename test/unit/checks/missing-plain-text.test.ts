import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

describe('missing-plain-text', () => {
  test.each<[Described, string, string]>([
    [{ text: '', html: '<p>x</p>' }, 'warning', 'html-only'],
    [{ text: ' \n\u3000', html: '<p>x</p>' }, 'warning', 'html-only'],
    [
      { text: "{{ 追伸 | default: '' }}", html: '<p>x</p>', fields: ['追伸'] },
      'warning',
      'html-only',
    ],
    [{ text: '', html: '' }, 'stop', 'empty-body'],
    [{ text: '\n', html: ' ' }, 'stop', 'empty-body'],
  ])('%o', async (described, verdict, code) => {
    expect(await checked('missing-plain-text', described)).toMatchObject({
      verdict,
      findings: [{ code }],
    })
  })

  test.each<Described>([
    { text: '本文', html: '' },
    { text: '本文', html: '<p>本文</p>' },
    { text: '{{ 氏名 }}' },
    { text: '.' },
    { text: 'a\n', html: '<b>a</b>' },
  ])('%o passes', async (described) => {
    expect((await checked('missing-plain-text', described)).verdict).toBe('pass')
  })
})
