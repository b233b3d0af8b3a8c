import { describe, expect, test } from 'vitest'
import { checked, file } from '../../support/checked.ts'

describe('card-number', () => {
  // The card brands' own published test numbers.
  test.each([
    'カード番号は 4111111111111111 です',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '5555555555554444',
    '2223003122003222',
    '3782 822463 10005',
    '3530111333300000',
    '30569309025904',
    '6011111111111117',
    '４１１１１１１１１１１１１１１１',
  ])('%s is found', async (text) => {
    expect(await checked('card-number', { text })).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'text', params: { count: 1 } }],
    })
  })

  test('in an attachment', async () => {
    const attachments = [file('a.txt', '4111111111111111', 'text/plain')]
    expect(await checked('card-number', { attachments })).toMatchObject({
      findings: [{ code: 'attachment', params: { name: 'a.txt', count: 1 } }],
    })
  })

  test.each([
    '4111111111111112',
    '9111111111111111',
    '41111111111111',
    '追跡番号 1234567890123456',
    '電話 090-1234-5678',
    'https://example.jp/?c=4111111111111111',
    '4444444444444444',
    '0000000000000000',
  ])('%s passes', async (text) => {
    expect((await checked('card-number', { text })).verdict).toBe('pass')
  })
})
