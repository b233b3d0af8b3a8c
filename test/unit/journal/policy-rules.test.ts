import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PolicyRules, quorumFor, writtenRules } from '../../../main/journal/policy-rules.ts'

const first = { coolingOffHours: 24, quorumMin: 1, storeGraceMinutes: 15, severities: {} }
const rules = v.parse(PolicyRules, first)

test('a policy from before the newer rules reads as it always did', () => {
  expect(rules).toMatchObject({
    ...first,
    quorumTiers: [],
    secondStage: null,
    urgent: null,
    holdMinutes: 0,
    idleMinutesMax: 10,
    sessionHoursMax: 12,
    masking: 'first-letter',
    retention: { listDays: null, resultDays: null, messageDays: null },
  })
})

test('only rules that somebody has made use of are written, so that an older version reads on', () => {
  expect(writtenRules(rules)).toEqual(first)
  expect(writtenRules({ ...rules, holdMinutes: 5 })).toEqual({ ...first, holdMinutes: 5 })
})

test('whatever is written reads back the same', () => {
  const tier = fc.record({ recipientsMin: fc.integer({ min: 1, max: 1e6 }), quorum: fc.nat(9) })
  const change = fc.record(
    {
      coolingOffHours: fc.nat(100),
      holdMinutes: fc.nat(10_080),
      typeCountFrom: fc.option(fc.integer({ min: 1, max: 1e6 })),
      parcelsAllowed: fc.boolean(),
      looks: fc.subarray(['text', 'html', 'links'] as const),
      loginNetworks: fc.subarray(['10.0.0.0/8', '2001:db8::/32']),
      quorumTiers: fc.array(tier, { maxLength: 3 }).map((tiers) =>
        tiers
          .sort((a, b) => a.recipientsMin - b.recipientsMin)
          .filter((each, at, all) => each.recipientsMin !== all[at - 1]?.recipientsMin)
          .map(({ recipientsMin }, at) => ({ recipientsMin, quorum: at + 1 })),
      ),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(change, (changes) => {
      const changed = v.parse(PolicyRules, { ...rules, ...changes })
      const read = v.parse(PolicyRules, JSON.parse(JSON.stringify(writtenRules(changed))))
      expect(read).toEqual(changed)
      expect(JSON.stringify(read)).toBe(JSON.stringify(changed))
    }),
  )
})

test('an unknown rule, or tiers that a larger audience could slip under, are refused', () => {
  const refused = [
    { later: 1 },
    {
      quorumTiers: [
        { recipientsMin: 100, quorum: 2 },
        { recipientsMin: 50, quorum: 3 },
      ],
    },
    {
      quorumTiers: [
        { recipientsMin: 100, quorum: 2 },
        { recipientsMin: 500, quorum: 1 },
      ],
    },
    { loginNetworks: ['office'] },
    { masking: 'none' },
    { idleMinutesMax: 0 },
  ]
  for (const each of refused)
    expect(v.safeParse(PolicyRules, { ...first, ...each }).success).toBe(false)
})

test('the tier of the audience counts, never less than the least', () => {
  const tiers = [
    { recipientsMin: 1000, quorum: 2 },
    { recipientsMin: 100_000, quorum: 3 },
  ]
  const tiered = { ...rules, quorumTiers: tiers }
  expect([1, 999, 1000, 99_999, 100_000].map((count) => quorumFor(tiered, count))).toEqual([
    1, 1, 2, 2, 3,
  ])
  expect(quorumFor({ ...tiered, quorumMin: 4 }, 5)).toBe(4)
})
