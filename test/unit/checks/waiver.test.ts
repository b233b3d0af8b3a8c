import { describe, expect, test } from 'vitest'
import { requireCleared } from '../../../main/checks/checks.ts'
import { snapshotCampaign } from '../../../main/message/message.ts'
import type { Column } from '../../../preload/contract/import.ts'
import { author, type CampaignDesk, makeCampaignDesk } from '../../support/campaign-desk.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

const columns: Column[] = [
  { index: 0, name: 'メール', meaning: 'address' },
  { index: 1, name: '氏名', meaning: 'name' },
]
const text = '{{ 氏名 }} 様\n資料を添付します。\n関所商事 info@sekisho.example\n配信停止は上記まで'

async function written(desk: CampaignDesk) {
  const list = await desk.importList('顧客', columns, ['メール,氏名', 'taro@example.com,山田'])
  const { handlers } = desk.message
  const { id } = await handlers['campaigns.create']({ name: '案内' }, author)
  const change = { campaign: id, lists: [list], subject: '件名', text, identity: 's-1' }
  await handlers['campaigns.update'](change, author)
  return id
}
const other = { member: 'm-other', roles: ['author' as const] }

describe('waiving', () => {
  test('a warning needs a reason, and the reason holds for what it was given for', async () => {
    const desk = makeCampaignDesk()
    const campaign = await written(desk)
    const check = 'missing-attachment'
    const { handlers, resultsFor } = desk.checks
    const waive = async (reason: string) =>
      handlers['campaigns.waive']({ campaign, check, reason }, other)

    const before = await handlers['campaigns.check']({ campaign }, author)
    expect(before.filter((each) => each.verdict !== 'pass')).toMatchObject([
      { check, verdict: 'warning', waived: null },
    ])
    expect((await thrownProblemAsync(waive('  '))).code).toBe('checks.reason-missing')

    const after = await waive('別便で送ります')
    expect(after.find((each) => each.check === check)?.waived).toEqual({
      reason: '別便で送ります',
      member: 'm-other',
    })
    expect(() => requireCleared(after)).not.toThrow()
    expect(snapshotCampaign(desk.db, campaign).editors).toContain('m-other')

    const changed = text.replace('添付', '同封')
    await desk.message.handlers['campaigns.update']({ campaign, text: changed }, author)
    const now = await resultsFor(campaign)
    expect(now.find((each) => each.check === check)).toMatchObject({
      verdict: 'warning',
      waived: null,
    })
  })

  test('a stop cannot be waived, and a pass needs no waiver', async () => {
    const desk = makeCampaignDesk()
    const campaign = await written(desk)
    await desk.message.handlers['campaigns.update']({ campaign, subject: '' }, author)
    const waive = async (check: string) =>
      desk.checks.handlers['campaigns.waive']({ campaign, check, reason: 'x' }, author)
    expect((await thrownProblemAsync(waive('empty-subject'))).code).toBe('checks.not-waivable')
    expect((await thrownProblemAsync(waive('honorific'))).code).toBe('checks.nothing-to-waive')
    expect((await thrownProblemAsync(waive('no-such'))).code).toBe('checks.nothing-to-waive')
  })

  test('an empty campaign is judged too', async () => {
    const desk = makeCampaignDesk()
    const { id } = await desk.message.handlers['campaigns.create']({ name: '案内' }, author)
    const results = await desk.checks.resultsFor(id)
    expect(results.filter((each) => each.verdict === 'stop').map((each) => each.check)).toEqual([
      'empty-audience',
      'sender-identification',
    ])
  })

  test('a template that cannot be read is a problem, not a result', async () => {
    const desk = makeCampaignDesk()
    const campaign = await written(desk)
    await desk.message.handlers['campaigns.update']({ campaign, text: '{{ 氏名' }, author)
    expect((await thrownProblemAsync(desk.checks.resultsFor(campaign))).code).toBe(
      'message.template-syntax',
    )
  })
})
