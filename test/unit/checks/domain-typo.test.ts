import { describe, expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

describe('domain-typo', () => {
  test.each([
    ['gmai.com', 'gmail.com'],
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.co.jp', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['docmo.ne.jp', 'docomo.ne.jp'],
    ['docomo.co.jp', 'docomo.ne.jp'],
    ['dokomo.ne.jp', 'docomo.ne.jp'],
    ['ezwed.ne.jp', 'ezweb.ne.jp'],
    ['ezweb.co.jp', 'ezweb.ne.jp'],
    ['yaho.co.jp', 'yahoo.co.jp'],
    ['yahooo.co.jp', 'yahoo.co.jp'],
    ['yahoo.cojp', 'yahoo.co.jp'],
    ['yahoo.co.jpp', 'yahoo.co.jp'],
    ['yahoo.ne.jp', 'yahoo.co.jp'],
    ['hotmai.com', 'hotmail.com'],
    ['iclud.com', 'icloud.com'],
    ['example.con', 'example.com'],
    ['sekisho.co.jo', 'sekisho.co.jp'],
  ])('%s was probably meant to be %s', async (domain, suggestion) => {
    const rows = [
      { address: 'a@example.jp' },
      { address: `b@${domain}` },
      { address: `c@${domain}` },
    ]
    expect(await checked('domain-typo', { rows })).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'unlikely', params: { domain, suggestion, count: 2, index: 1, row: 2 } }],
    })
  })

  test.each([
    'gmail.com',
    'googlemail.com',
    'mail.com',
    'ymail.com',
    'yahoo.com',
    'yahoo.co.jp',
    'ymail.ne.jp',
    'docomo.ne.jp',
    'ezweb.ne.jp',
    'au.com',
    'softbank.ne.jp',
    'i.softbank.jp',
    'vodafone.ne.jp',
    'icloud.com',
    'me.com',
    'hotmail.co.jp',
    'outlook.jp',
    'live.jp',
    'nifty.com',
    'biglobe.ne.jp',
    'ocn.ne.jp',
    'example.co.jp',
    'example.or.jp',
    'example.ac.jp',
    'city.tokyo.lg.jp',
    'bank.co.jp',
    'a.co',
    'nec.com',
    'example.xn--q9jyb4c',
  ])('%s is right', async (domain) => {
    expect((await checked('domain-typo', { rows: [{ address: `a@${domain}` }] })).findings).toEqual(
      [],
    )
  })
})
