import { expect, it } from 'vitest'
import { createSuppressionTest } from '../../../main/sending/late-suppression.ts'

it('takes an address, a domain with all under it, and a pattern, in whatever case the row has them', () => {
  const isSuppressed = createSuppressionTest([
    { kind: 'address', value: 'one@example.jp' },
    { kind: 'domain', value: 'closed.example' },
    { kind: 'pattern', value: 'info+?@*.co.jp' },
  ])
  const taken = ['One@Example.jp', 'a@closed.example', 'a@mail.closed.example', 'info+1@a.b.co.jp']
  const left = ['two@example.jp', 'a@enclosed.example', 'info+12@a.co.jp', 'infoo1@a.co.jp']
  expect(taken.filter((each) => !isSuppressed(each))).toEqual([])
  expect(left.filter(isSuppressed)).toEqual([])
  expect(createSuppressionTest([])('one@example.jp')).toBe(false)
})
