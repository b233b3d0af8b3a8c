import { readdirSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { runChecks } from '../../../main/checks/check-run.ts'
import { requireCleared } from '../../../main/checks/checks.ts'
import { CheckResult } from '../../../preload/contract/campaigns.ts'
import { checkFindings } from '../../../preload/contract/checks.ts'
import { checks as english } from '../../../renderer/i18n/en/checks.ts'
import { checks as japanese } from '../../../renderer/i18n/ja/checks.ts'
import { checkedAll, factsOf, rowsOf } from '../../support/checked.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

const clean = {
  subject: '【関所商事】お知らせ',
  text: '{{ 氏名 }} 様\n関所商事 info@sekisho.example\n配信停止は上記まで',
}

describe('runChecks', () => {
  test('every check of the contract runs once, in the order of the table, and says something valid', async () => {
    const results = await checkedAll({ text: '', html: '<script>', identity: null })
    for (const result of results) v.parse(CheckResult, result)
    expect(results.map((each) => each.check).sort()).toEqual(Object.keys(checkFindings).sort())
    const files = new Set(readdirSync(new URL('../../../main/checks', import.meta.url)))
    for (const { check } of results) expect(files.has(`${check}.ts`)).toBe(true)
  })

  test('a campaign without a fault passes everything', async () => {
    const results = await checkedAll(clean)
    expect(results.filter((each) => each.verdict !== 'pass')).toEqual([])
  })

  test('a policy may sharpen or soften a verdict, and never invents one', async () => {
    const severities = { 'missing-attachment': 'stop', honorific: 'pass' } as const
    const facts = { text: '添付をご覧ください。各位様' }
    const results = await checkedAll(facts, { severities })
    const verdictOf = (id: string) => results.find((each) => each.check === id)?.verdict
    expect(verdictOf('missing-attachment')).toBe('stop')
    expect(verdictOf('honorific')).toBe('pass')
    const others = await checkedAll(clean, { severities: { 'domain-typo': 'stop' } })
    expect(others.every((each) => each.verdict === 'pass')).toBe(true)
  })

  test('a machine may only sharpen a verdict, whatever the policy says', async () => {
    const facts = { text: '添付をご覧ください。各位様' }
    const verdictsAt = async (floor: 'warning' | 'stop' | null) => {
      const severities = { honorific: 'pass', 'missing-attachment': 'stop' } as const
      const results = await checkedAll(facts, { severities, floorOf: () => floor })
      const of = (id: string) => results.find((each) => each.check === id)?.verdict
      return [of('honorific'), of('missing-attachment'), of('domain-typo')]
    }
    expect(await verdictsAt(null)).toEqual(['pass', 'stop', 'pass'])
    expect(await verdictsAt('warning')).toEqual(['warning', 'stop', 'pass'])
    expect(await verdictsAt('stop')).toEqual(['stop', 'stop', 'pass'])
  })

  test('looks at every single message, lets others work, and stays small', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      address: `user${at}@example${at}.com`,
      fields: { 氏名: at === 777 ? '山田様' : '山田', リンク: `https://x${at}.example/` },
    }))
    let pauses = 0
    const results = await checkedAll(
      { text: '{{ 氏名 }}様', html: '<a href="{{ リンク }}">bank.co.jp</a>', rows },
      {
        pause: async () => {
          pauses += 1
        },
      },
    )
    expect(pauses).toBe(20)
    expect(results.find((each) => each.check === 'honorific')?.findings).toEqual([
      { code: 'doubled', params: { text: '様様', count: 1, index: 777, row: 778 } },
    ])
    expect(results.find((each) => each.check === 'link-mismatch')?.findings.length).toBe(50)
  })

  test('an error that is no problem of a recipient is not swallowed', async () => {
    const facts = factsOf(clean)
    const broken = {
      ...facts,
      template: {
        ...facts.template,
        render: () => {
          throw new Error('broken')
        },
      },
    }
    await expect(runChecks(broken, () => rowsOf(clean))).rejects.toThrow('broken')
  })
})

describe('requireCleared', () => {
  const result = (verdict: 'pass' | 'warning' | 'stop', waived = false): CheckResult => ({
    check: 'honorific',
    verdict,
    findings: [],
    waived: waived ? { reason: 'x', member: 'm' } : null,
  })

  test.each([
    ['checks.stopped', [result('pass'), result('stop')]],
    ['checks.stopped', [result('warning'), result('stop', true)]],
    ['checks.warning-open', [result('warning', true), result('warning')]],
  ])('%s', (code, results) => {
    expect(thrownProblem(() => requireCleared(results))).toEqual({
      code,
      params: { check: 'honorific' },
    })
  })

  test('what passed or was waived may be filed', () => {
    expect(() => requireCleared([result('pass'), result('warning', true)])).not.toThrow()
  })
})

describe.each([
  ['Japanese', japanese],
  ['English', english],
])('the sentences in %s', (_, texts) => {
  test('name only what the finding offers', () => {
    for (const [id, findings] of Object.entries(checkFindings)) {
      const own = texts[id as keyof typeof texts]
      expect(own.title.length * own.why.length).toBeGreaterThan(0)
      const sentences = Object.entries<string>(own.findings)
      expect(sentences.map(([code]) => code)).toEqual(Object.keys(findings))
      for (const [code, sentence] of sentences) {
        const offered = Object.entries<readonly string[]>(findings).find(([c]) => c === code)?.[1]
        for (const [, name] of sentence.matchAll(/\{(\w+)[:}]/g)) expect(offered).toContain(name)
      }
    }
  })
})
