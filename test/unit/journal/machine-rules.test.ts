import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  type MachineRuleName,
  rulesOnMachine,
  stricter,
} from '../../../main/journal/machine-rules.ts'
import { PolicyRules } from '../../../main/journal/policy-rules.ts'
import {
  type MachineValues,
  resolvePolicy,
  settingOf,
} from '../../../main/policy/machine-policy.ts'

const numRuns = process.env.SLOW ? 5000 : 100
const hours = fc.integer({ min: 1, max: 200 })
const networks = fc.uniqueArray(
  fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '192.168.0.0/16', '2001:db8::/32'),
  { maxLength: 3 },
)
const arbitraries: { readonly [K in MachineRuleName]: fc.Arbitrary<PolicyRules[K]> } = {
  quorumMin: fc.integer({ min: 1, max: 20 }),
  holdMinutes: fc.integer({ min: 0, max: 300 }),
  coolingOffHours: fc.integer({ min: 0, max: 100 }),
  approvalHoursMax: hours,
  executionHoursMax: hours,
  storeGraceMinutes: fc.integer({ min: 0, max: 60 }),
  idleMinutesMax: fc.integer({ min: 1, max: 60 }),
  sessionHoursMax: fc.integer({ min: 1, max: 24 }),
  delegationHoursMax: fc.option(hours),
  storelessMinutesMax: fc.option(hours),
  routeCoolingOffHours: fc.integer({ min: 0, max: 100 }),
  parcelsAllowed: fc.boolean(),
  passwordFor: fc.uniqueArray(fc.constantFrom('approve', 'release', 'export', 'unmask', 'grant')),
  passwordGraceMinutes: fc.integer({ min: 0, max: 15 }),
  typeCountFrom: fc.option(hours),
  looks: fc.uniqueArray(fc.constantFrom('text', 'links', 'route', 'samples')),
  loginNetworks: networks,
  releaseNetworks: networks,
  masking: fc.constantFrom('first-letter', 'domain-only', 'nothing'),
  unmask: fc.constantFrom('nobody', 'readers', 'everyone'),
  exportQuorum: fc.integer({ min: 0, max: 5 }),
  suppressionLiftNeedsSecond: fc.boolean(),
}
const addresses = ['10.0.0.1', '10.1.0.1', '10.1.2.1', '192.168.0.1', '203.0.113.1', '2001:db8::1']

/** What each rule lets through, said anew and without the code under test: a set to compare by. */
const allowed: { readonly [K in MachineRuleName]: (value: PolicyRules[K]) => readonly unknown[] } =
  {
    quorumMin: (least) => upTo(20).filter((approvals) => approvals >= least),
    holdMinutes: (least) => upTo(300).filter((waited) => waited >= least),
    coolingOffHours: (least) => upTo(100).filter((waited) => waited >= least),
    approvalHoursMax: (most) => upTo(200).filter((asked) => asked <= most),
    executionHoursMax: (most) => upTo(200).filter((asked) => asked <= most),
    storeGraceMinutes: (most) => upTo(60).filter((offline) => offline <= most),
    idleMinutesMax: (most) => upTo(60).filter((idle) => idle <= most),
    sessionHoursMax: (most) => upTo(24).filter((busy) => busy <= most),
    delegationHoursMax: (most) =>
      upTo(200).filter((asked) => most !== null && asked <= most && asked > 0),
    storelessMinutesMax: (most) =>
      upTo(200).filter((away) => most !== null && away <= most && away > 0),
    routeCoolingOffHours: (least) => upTo(100).filter((waited) => waited >= least),
    parcelsAllowed: (may) => (may ? ['file'] : []),
    passwordFor: (needed) =>
      subsets(['approve', 'release', 'export', 'unmask', 'grant']).filter((asked) =>
        needed.every((each) => asked.includes(each)),
      ),
    passwordGraceMinutes: (most) => upTo(15).filter((since) => since <= most),
    typeCountFrom: (from) => upTo(200).filter((untyped) => from === null || untyped < from),
    looks: (needed) =>
      subsets(['text', 'links', 'route', 'samples']).filter((opened) =>
        needed.every((each) => opened.includes(each)),
      ),
    loginNetworks: (limit) => addresses.filter((each) => isIn(limit, each)),
    releaseNetworks: (limit) => addresses.filter((each) => isIn(limit, each)),
    masking: (how) =>
      ({ 'first-letter': ['letter', 'domain'], 'domain-only': ['domain'], nothing: [] })[how],
    unmask: (who) => ({ nobody: [], readers: ['reader'], everyone: ['reader', 'other'] })[who],
    exportQuorum: (least) => (least === 0 ? [] : upTo(5).filter((agreed) => agreed >= least)),
    suppressionLiftNeedsSecond: (isNeeded) => (isNeeded ? ['two'] : ['two', 'one']),
  }

function upTo(most: number) {
  return Array.from({ length: most + 1 }, (_, at) => at)
}
function subsets<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((each) => [each, [first, ...each]])
}
/** Over these few networks, by their prefixes as text. */
function isIn(limit: readonly string[], address: string) {
  const prefixes: Readonly<Record<string, string>> = {
    '10.0.0.0/8': '10.',
    '10.1.0.0/16': '10.1.',
    '10.1.2.0/24': '10.1.2.',
    '192.168.0.0/16': '192.168.',
    '2001:db8::/32': '2001:db8:',
    '255.255.255.255/32': 'nobody',
  }
  return limit.length === 0 || limit.some((each) => address.startsWith(prefixes[each] ?? '?'))
}

describe.each(Object.keys(stricter) as MachineRuleName[])(
  '%s',
  <K extends MachineRuleName>(name: K) => {
    const value: fc.Arbitrary<PolicyRules[K]> = arbitraries[name]
    const combine: (a: PolicyRules[K], b: PolicyRules[K]) => PolicyRules[K] = stricter[name]
    const allow: (value: PolicyRules[K]) => readonly unknown[] = allowed[name]
    const asSet = (each: PolicyRules[K]) => (Array.isArray(each) ? [...each].sort() : each)
    const isSame = (a: PolicyRules[K], b: PolicyRules[K]) => isDeepStrictEqual(asSet(a), asSet(b))

    test('allows exactly what both allow: never weaker than either', () => {
      fc.assert(
        fc.property(value, value, (a, b) => {
          const both = allow(a).filter((each) =>
            allow(b).some((other) => isDeepStrictEqual(each, other)),
          )
          expect(allow(combine(a, b))).toEqual(both)
        }),
        { numRuns },
      )
    })

    test('is the same in either order, in any grouping, and with itself', () => {
      fc.assert(
        fc.property(value, value, value, (a, b, c) => {
          expect(isSame(combine(a, b), combine(b, a))).toBe(true)
          expect(allow(combine(combine(a, b), c))).toEqual(allow(combine(a, combine(b, c))))
          expect(allow(combine(a, a))).toEqual(allow(a))
        }),
        { numRuns },
      )
    })
  },
)

const signed = v.parse(PolicyRules, {
  coolingOffHours: 24,
  quorumMin: 1,
  storeGraceMinutes: 15,
  severities: {},
  urgent: { quorum: 1, holdMinutes: 0 },
})

describe('the rules on a machine', () => {
  test('are the signed ones where IT says nothing', () => {
    expect(rulesOnMachine(signed, {})).toEqual(signed)
  })

  test('spare an urgent request neither the quorum nor the hold of the machine', () => {
    const rules = rulesOnMachine(signed, { QuorumMin: 3, HoldMinutes: 30 })
    expect(rules.urgent).toEqual({ quorum: 3, holdMinutes: 30 })
    expect(rulesOnMachine({ ...signed, urgent: null }, { QuorumMin: 3 }).urgent).toBeNull()
  })

  test('take no delegation for zero hours', () => {
    const open = { ...signed, delegationHoursMax: 24 }
    expect(rulesOnMachine(open, { DelegationHoursMax: 0 }).delegationHoursMax).toBeNull()
    expect(rulesOnMachine(open, { DelegationHoursMax: 8 }).delegationHoursMax).toBe(8)
    expect(rulesOnMachine(signed, { DelegationHoursMax: 8 }).delegationHoursMax).toBeNull()
  })

  test('stay rules: whatever IT says, what comes is a policy that could be signed', () => {
    const names = [
      'QuorumMin',
      'ExportQuorum',
      'DelegationHoursMax',
      'LoginNetworks',
      'Looks',
    ] as const
    const given = Object.fromEntries(names.map((name) => [name, settingOf(name).strictest]))
    const { values }: { values: MachineValues } = resolvePolicy([
      { name: 'policy-file', place: 'x', values: given, fault: null },
    ])
    expect(v.safeParse(PolicyRules, rulesOnMachine(signed, values)).success).toBe(true)
  })
})
