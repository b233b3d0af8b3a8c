import { describe, expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

const rowsOf = (...addresses: string[]) => ({ rows: addresses.map((address) => ({ address })) })

describe('duplicate-recipient', () => {
  test.each<[string[], string, string]>([
    [['a@example.com', 'a@example.com'], 'stop', 'repeated'],
    [['a@example.com', 'b@example.com', 'A@Example.com'], 'stop', 'repeated'],
    [['taro@example.com', 'taro+news@example.com'], 'warning', 'same-mailbox'],
    [['taro.yamada@gmail.com', 'taroyamada@gmail.com'], 'warning', 'same-mailbox'],
    [['ta.ro+x@gmail.com', 'taro@googlemail.com'], 'warning', 'same-mailbox'],
    [['taro+a@example.com', 'taro+b@example.com'], 'warning', 'same-mailbox'],
  ])('%o', async (addresses, verdict, code) => {
    expect(await checked('duplicate-recipient', rowsOf(...addresses))).toMatchObject({
      verdict,
      findings: [{ code, params: { count: 1, index: addresses.length - 1 } }],
    })
  })

  test.each([
    [['a@example.com']],
    [['a@example.com', 'b@example.com']],
    [['a@example.com', 'a@example.org']],
    [['ta.ro@example.com', 'taro@example.com']],
    [['+tag@example.com', '+other@example.com']],
    [['a@sub.example.com', 'a@example.com']],
  ])('%o pass', async (addresses) => {
    expect((await checked('duplicate-recipient', rowsOf(...addresses))).verdict).toBe('pass')
  })

  test('twenty thousand different addresses have no two alike', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `user${at}@example${at % 7}.com`)
    expect((await checked('duplicate-recipient', rowsOf(...many))).verdict).toBe('pass')
  })
})
