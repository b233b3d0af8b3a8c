import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  beforeOurselves,
  inTurn,
  type MailExchange,
} from '../../../main/deliverability/mail-hosts.ts'
import { systemRandom } from '../../support/random.ts'

const exchange = fc.record({
  exchange: fc.integer({ min: 0, max: 9 }).map((n) => `mx${n}.example.jp`),
  preference: fc.integer({ min: 0, max: 3 }),
})
const exchanges = fc.array(exchange, { maxLength: 12 })
const least = (all: readonly MailExchange[], host: string) =>
  Math.min(...all.filter((each) => each.exchange === host).map(({ preference }) => preference))

describe('the order of mail hosts (RFC 5321 section 5.1)', () => {
  it('has each once, and none before one that is preferred to it', () => {
    fc.assert(
      fc.property(exchanges, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (all, bytes) => {
        const random = {
          bytes: (count: number) =>
            Uint8Array.from({ length: count }, () => Number(bytes.next().value ?? 0)),
        }
        const order = inTurn(all, random)
        expect([...order].sort()).toEqual([...new Set(all.map((each) => each.exchange))].sort())
        const preferences = order.map((host) => least(all, host))
        expect(preferences).toEqual([...preferences].sort((a, b) => a - b))
      }),
    )
  })

  it('shares the load among those of one preference', () => {
    const same = ['a', 'b', 'c', 'd'].map((name) => ({ exchange: name, preference: 10 }))
    const firsts = new Map<string | undefined, number>()
    for (let turn = 0; turn < 2000; turn += 1) {
      const [first] = inTurn(same, systemRandom)
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    // 500 each; to be 150 off is as good as impossible.
    for (const { exchange: name } of same)
      expect(Math.abs((firsts.get(name) ?? 0) - 500)).toBeLessThan(150)
  })

  it('ends before ourselves: nothing that is not preferred to us is left', () => {
    fc.assert(
      fc.property(exchanges, (all) => {
        const left = beforeOurselves(all, (host) => host === 'mx0.example.jp')
        const ours = least(all, 'mx0.example.jp')
        expect(left).toEqual(all.filter(({ preference }) => preference < ours))
      }),
    )
  })
})

test('without ourselves among them all are left', () => {
  const all = [{ exchange: 'a.example.jp', preference: 10 }]
  expect(beforeOurselves(all, () => false)).toEqual(all)
})
