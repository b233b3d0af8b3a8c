import { describe, expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ address: `a${at}@example.com` }))

describe('audience-growth', () => {
  test.each<[number, number, string]>([
    [200, 100, 'larger'],
    [151, 100, 'larger'],
    [500, 0, 'larger'],
    [49, 100, 'smaller'],
    [1, 100, 'smaller'],
    [30, 200, 'smaller'],
  ])('%i after %i: %s', async (count, previousCount, code) => {
    expect(await checked('audience-growth', { rows: rowsOf(count), previousCount })).toMatchObject({
      verdict: 'warning',
      findings: [{ code, params: { count, previousCount } }],
    })
  })

  test.each<[number, number | null]>([
    [100, 100],
    [150, 100],
    [50, 100],
    [10, 2],
    [500, null],
    [1, 15],
  ])('%i after %o passes', async (count, previousCount) => {
    expect((await checked('audience-growth', { rows: rowsOf(count), previousCount })).verdict).toBe(
      'pass',
    )
  })
})
