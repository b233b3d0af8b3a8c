import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { requestOf } from '../../main/approval/approval.ts'
import type { Caller } from '../../preload/contract/channel.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../support/approval-desk.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

it('S03 whoever imported into a list does not approve a mailing to it', async () => {
  const office = await makeOffice()
  const campaign = await office.makeCampaign()
  const { id } = office.member(approver)
  const { lists } = await campaignOf(office, campaign)
  await importAs(office, { member: id, roles: ['list-manager', 'approver'] }, lists[0] ?? '')
  const { request } = await office.fileRequest(campaign)
  const { body } = requestOf(office.desk(author).session().journal, request)
  expect(body.editors).toEqual([id])
  const decision = {
    request,
    verdict: 'approve' as const,
    comment: '',
    viewed: [],
    typedCount: null,
  }
  const code = office.member(approver).freshCode()
  expect(
    await problemOfAsync(() => office.as(approver)('approval.decide', { ...decision, code })),
  ).toBe('approval.own-edit')
  expect(await office.approve(secondApprover, request)).toMatchObject({ state: 'approved' })
})

it('S03 nor does whoever changed its contacts by importing into another list', async () => {
  const office = await makeOffice()
  const campaign = await office.makeCampaign()
  const { id } = office.member(approver)
  const caller: Caller = { member: id, roles: ['list-manager', 'approver'] }
  const { lists } = office.desk(author)
  const other = await lists.handlers['lists.create']({ name: '別のリスト' }, caller)
  await importAs(office, caller, other.id)
  const { request } = await office.fileRequest(campaign)
  const { body } = requestOf(office.desk(author).session().journal, request)
  expect(body.editors).toEqual([id])
})

async function campaignOf(office: Office, campaign: string) {
  const { message, pc } = office.desk(author)
  return message.handlers['campaigns.get']({ campaign }, pc.caller())
}

/** Gives one contact that every list of this test has another name. */
async function importAs(office: Office, caller: Caller, list: string): Promise<void> {
  const { lists, pc } = office.desk(author)
  const path = join(makeTempFolder('import'), '追加.csv')
  writeFileSync(path, 'メールアドレス,会社名,氏名\r\nuser1@example.jp,別の会社,別人\r\n')
  const file = pc.fileTokens.issue(path)
  const found = await lists.handlers['lists.inspect']({ file }, caller)
  const { format, hasHeader, columns } = found
  await lists.handlers['lists.import']({ list, file, format, hasHeader, columns }, caller)
}
