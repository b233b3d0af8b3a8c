import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

const mixed = (inside: number, outside: number, domain = 'sekisho.example'): Described => ({
  rows: [
    ...Array.from({ length: outside }, (_, at) => ({ address: `o${at}@example.com` })),
    ...Array.from({ length: inside }, (_, at) => ({ address: `i${at}@${domain}` })),
  ],
})

describe('internal-address', () => {
  test.each<[Described, string, object]>([
    [mixed(1, 9), 'internal-among-external', { domain: 'sekisho.example', count: 1, index: 9 }],
    [mixed(2, 100), 'internal-among-external', { count: 2, index: 100 }],
    [mixed(1, 1), 'internal-among-external', { count: 1 }],
    [mixed(1, 9, 'sales.sekisho.example'), 'internal-among-external', { count: 1 }],
    [mixed(9, 1), 'external-among-internal', { domain: 'example.com', count: 1, index: 0 }],
    [mixed(50, 3), 'external-among-internal', { count: 3, index: 0 }],
  ])('%#', async (described, code, params) => {
    expect(await checked('internal-address', described)).toMatchObject({
      verdict: 'warning',
      findings: [{ code, params }],
    })
  })

  test.each<Described>([
    mixed(0, 10),
    mixed(10, 0),
    mixed(1, 9, 'notsekisho.example'),
    mixed(1, 9, 'sekisho.example.org'),
    { ...mixed(1, 9), identity: null },
    { rows: [] },
  ])('%# passes', async (described) => {
    expect((await checked('internal-address', described)).verdict).toBe('pass')
  })
})
