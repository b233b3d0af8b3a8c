import { describe, expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

describe('empty-subject', () => {
  test.each<[string, Record<string, string>]>([
    ['', {}],
    ['   ', {}],
    ['\u3000\t', {}],
    ["{{ 題 | default: '' }}", { 題: '' }],
    ["{% if 区分 == 'A' %}件名{% endif %}", { 区分: 'B' }],
  ])('%j for %o stops', async (subject, fields) => {
    const rows = [{ address: 'a@example.com', fields }]
    expect(await checked('empty-subject', { subject, rows })).toMatchObject({
      verdict: 'stop',
      findings: [{ code: 'empty', params: { count: 1, index: 0, row: 1 } }],
    })
  })

  test('is found at the one recipient for whom it is empty', async () => {
    const rows = ['A', 'A', 'B', 'A'].map((区分, at) => ({
      address: `a${at}@example.com`,
      fields: { 区分 },
    }))
    const subject = "{% if 区分 == 'A' %}件名{% endif %}"
    expect(await checked('empty-subject', { subject, rows })).toMatchObject({
      findings: [{ params: { count: 1, index: 2, row: 3 } }],
    })
  })

  test.each(['件名', '.', 'Re:', '{{ 氏名 }}', "{{ 氏名 | default: '' }}様"])(
    '%s passes',
    async (subject) => {
      expect((await checked('empty-subject', { subject })).verdict).toBe('pass')
    },
  )
})
