import { describe, expect, it } from 'vitest'
import { createAudienceSurvey } from '../../../main/approval/audience-survey.ts'
import { notViewed } from '../../../main/approval/review.ts'
import { compileTemplate, templateBytes } from '../../../main/message/message.ts'

const template = compileTemplate(
  templateBytes({
    subject: '件名',
    text: '{{ 氏名 | default: "お客様" }} 様{% if 種別 == "法人" %}御中{% else %}{{ 番号 }}{% endif %}',
    html: '',
  }),
)

interface Someone {
  readonly domain?: string
  readonly 氏名?: string
  readonly 種別?: string
  readonly 番号?: string
  readonly 備考?: string
}

function surveyOf(people: readonly Someone[], rare: string | null = null) {
  const survey = createAudienceSurvey(template, rare)
  people.forEach(({ domain = 'example.jp', ...fields }, index) => {
    const given = { 氏名: '', 種別: '', 番号: '1', 備考: '', ...fields }
    survey.add({ index, address: `u${index}@${domain}`, fields: given })
  })
  return survey.survey()
}

const outliersOf = (people: readonly Someone[], rare?: string) =>
  surveyOf(people, rare).outliers.map(({ reason, row }) => [reason, row.index])

describe('survey of an audience', () => {
  it('finds fallbacks, the longest, the shortest and the rare domain over every row', () => {
    const names = ['山田', '', '勅使河原 権左衛門', '林', '']
    const people = names.map((氏名, at) => ({
      氏名,
      domain: at === 3 ? 'rare.example' : 'example.jp',
      // A field that is not printed makes no message longer.
      備考: at === 0 ? 'x'.repeat(500) : '',
    }))
    expect(outliersOf(people, 'rare.example')).toEqual([
      ['fallback', 1],
      ['rare-domain', 3],
      ['longest', 2],
    ])
  })

  it('finds none where all are alike', () => {
    expect(outliersOf([{ 氏名: '山田' }, { 氏名: '田中' }])).toEqual([])
  })

  it('finds letters of other scripts, and marks that turn a text round', () => {
    const people = ['山田 Tarō', 'Иванов', 'аpple', '김', 'ab\u202ecd'].map((氏名) => ({ 氏名 }))
    const found = outliersOf(people).filter(([reason]) => reason === 'unusual-script')
    expect(found).toEqual([
      ['unusual-script', 1],
      ['unusual-script', 2],
      ['unusual-script', 3],
    ])
  })

  it('groups by the path through the template, rarest first, whatever the values are', () => {
    const people = [
      ...Array.from({ length: 5 }, (_, at) => ({ 氏名: `氏名${at}`, 番号: String(at) })),
      ...Array.from({ length: 3 }, () => ({ 種別: '法人', 番号: '' })),
      { 種別: '法人', 氏名: '林' },
      // Nobody in this state can be written to: the number is printed without a fallback.
      { 氏名: '森', 番号: '' },
      { 種別: '個人', 氏名: '原' },
    ]
    const { groups, outliers } = surveyOf(people)
    const condition = '{% if 種別 == "法人" %}'
    expect(groups.map(({ first, ...group }) => ({ ...group, first: first.index }))).toEqual([
      { count: 1, fallbacks: [], branches: [condition], problem: null, first: 8 },
      { count: 1, fallbacks: [], branches: [], problem: 'message.field-empty', first: 9 },
      { count: 3, fallbacks: ['氏名'], branches: [condition], problem: null, first: 5 },
      { count: 6, fallbacks: [], branches: [`${condition} → 2`], problem: null, first: 0 },
    ])
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(people.length)
    expect(outliers[0]).toMatchObject({ reason: 'no-message', row: { index: 9 } })
  })
})

describe('what has to be looked at', () => {
  const item = (name: string, required: boolean) => ({
    item: name,
    label: name,
    required,
    reason: 'sample' as const,
  })
  const items = [item('manifest', true), item('message:3', true), item('message:4', false)]

  it('takes a message as seen only when it was rendered here', () => {
    const all = items.map((each) => each.item)
    expect(notViewed(items, [], new Set())?.item).toBe('manifest')
    expect(notViewed(items, ['manifest'], new Set(['message:3']))?.item).toBe('message:3')
    expect(notViewed(items, all, new Set(['message:4']))?.item).toBe('message:3')
    expect(notViewed(items, ['manifest', 'message:3'], new Set(['message:3']))).toBeNull()
  })
})
