import { describe, expect, test } from 'vitest'
import { checked, type Described, file } from '../../support/checked.ts'

const megabyte = 1024 * 1024
const sized = (size: number, ...addresses: string[]): Described => ({
  attachments: [file('a.zip', Buffer.alloc(size), 'application/zip')],
  rows: (addresses.length > 0 ? addresses : ['a@example.com']).map((address) => ({ address })),
})

describe('message-size', () => {
  test.each<[Described, string, string]>([
    [sized(19 * megabyte), 'stop', 'too-large'],
    [sized(30 * megabyte), 'stop', 'too-large'],
    [sized(8 * megabyte), 'warning', 'large'],
    [sized(3 * megabyte, 'a@ezweb.ne.jp', 'b@example.com'), 'warning', 'carrier-limit'],
    [sized(3 * megabyte, 'a@au.com'), 'warning', 'carrier-limit'],
    [
      { text: 'あ'.repeat(900_000), rows: [{ address: 'a@softbank.ne.jp' }] },
      'warning',
      'carrier-limit',
    ],
  ])('%#', async (described, verdict, code) => {
    expect(await checked('message-size', described)).toMatchObject({
      verdict,
      findings: [{ code }],
    })
  })

  test.each<Described>([
    sized(0),
    sized(2 * megabyte, 'a@ezweb.ne.jp'),
    sized(6 * megabyte),
    sized(5 * megabyte, 'a@docomo.ne.jp'),
    { text: 'あ'.repeat(10_000) },
  ])('%# passes', async (described) => {
    expect((await checked('message-size', described)).verdict).toBe('pass')
  })
})
