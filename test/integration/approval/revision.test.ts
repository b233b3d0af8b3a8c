import { expect, it } from 'vitest'
import { requestOf } from '../../../main/approval/approval.ts'
import { approver, author, makeOffice, type Office } from '../../support/approval-desk.ts'

async function returned(office: Office, campaign: string) {
  const summary = await office.fileRequest(campaign)
  const { request } = summary
  await office.as(approver)('approval.decide', {
    ...{
      request,
      verdict: 'return',
      comment: '件名を直してください',
      viewed: [],
      typedCount: null,
    },
    code: office.member(approver).freshCode(),
  })
  await office.sync()
  return summary
}

async function copyOf(office: Office, campaign: string): Promise<string> {
  const { message, checks, pc } = office.desk(author)
  const { id } = await message.handlers['campaigns.copy']({ campaign }, pc.caller())
  for (const { check, verdict } of await checks.resultsFor(id))
    if (verdict === 'warning')
      await checks.handlers['campaigns.waive'](
        { campaign: id, check, reason: '確認済みです' },
        pc.caller(),
      )
  return id
}

it('a copy of what was returned is filed as the next revision, and approved', async () => {
  const office = await makeOffice()
  const campaign = await office.makeCampaign()
  const first = await returned(office, campaign)
  const second = await office.fileRequest(await copyOf(office, campaign))
  const { journal } = office.desk(author).session()
  expect(requestOf(journal, second.request).body).toMatchObject({ campaign, revision: 2 })
  const states = await office.as(author)('approval.list', {})
  expect(states.find((each) => each.request === first.request)?.state).toBe('returned')
  expect(await office.approve(approver, second.request)).toMatchObject({ state: 'approved' })

  // While one of them is under way, another copy is a campaign of its own and voids nothing.
  const other = await copyOf(office, campaign)
  const third = await office.fileRequest(other)
  expect(requestOf(journal, third.request).body).toMatchObject({ campaign: other, revision: 1 })
  const now = await office.as(author)('approval.list', {})
  expect(now.find((each) => each.request === second.request)?.state).toBe('approved')
})
