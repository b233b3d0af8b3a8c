import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PolicyRules } from '../../../main/journal/policy-rules.ts'
import {
  isRuleName,
  ruleGroups,
  ruleJson,
  ruleText,
} from '../../../renderer/features/administration/rule-form.ts'

const rules = v.parse(PolicyRules, {
  coolingOffHours: 24,
  quorumMin: 1,
  storeGraceMinutes: 15,
  severities: { honorific: 'stop' },
  quorumTiers: [{ recipientsMin: 1000, quorum: 2 }],
  secondStage: { recipientsMin: 5000, quorum: 1, members: ['m-a'] },
  urgent: { quorum: 2, holdMinutes: 5 },
  looks: ['text', 'links'],
  recipientLimits: [{ department: null, route: 'r-1', recipientsMax: 500 }],
  linkHosts: ['example.co.jp', 'www.sekisho.example'],
  loginNetworks: ['10.0.0.0/8'],
  appVersionMin: '1.2.3',
  retention: { listDays: 365, resultDays: null, messageDays: 30 },
})
const absent = v.parse(PolicyRules, {
  coolingOffHours: 0,
  quorumMin: 1,
  storeGraceMinutes: 0,
  severities: {},
})

test('every rule of the policy has its field, and every field a rule', () => {
  const fields = Object.values(ruleGroups).flatMap((group) => Object.keys(group))
  expect(fields.sort()).toEqual(Object.keys(rules).sort())
})

test('what stands in a field reads back as the same rule', () => {
  for (const each of [rules, absent])
    for (const [name, value] of Object.entries(each)) {
      if (!isRuleName(name)) throw new Error(name)
      const json = ruleJson(name, ruleText(name, JSON.stringify(value)))
      expect([name, JSON.parse(json)]).toEqual([name, value])
    }
})

test('what cannot be a value goes to the core as it was typed, to be refused there', () => {
  const typed = [ruleJson('holdMinutes', 'soon'), ruleJson('quorumTiers', '1000')]
  expect(typed.map((each) => JSON.parse(each))).toEqual([
    'soon',
    [{ recipientsMin: 1000, quorum: null }],
  ])
  expect(v.safeParse(PolicyRules, { ...rules, holdMinutes: 'soon' }).success).toBe(false)
})
