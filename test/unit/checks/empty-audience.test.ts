import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

describe('empty-audience', () => {
  test.each<Described>([
    { rows: [] },
    { rows: [], removed: 3 },
    { rows: [], text: '{{ 氏名 }}' },
    { rows: [], html: '<p>x</p>' },
    { rows: [], identity: null },
  ])('%o stops', async (described) => {
    expect(await checked('empty-audience', described)).toMatchObject({
      verdict: 'stop',
      findings: [{ code: 'nobody', params: { removed: described.removed ?? 0 } }],
    })
  })

  test.each([1, 2, 3, 10, 200])('%i recipients pass', async (count) => {
    const rows = Array.from({ length: count }, (_, at) => ({ address: `a${at}@example.com` }))
    expect((await checked('empty-audience', { rows })).verdict).toBe('pass')
  })
})
