import { expect, it } from 'vitest'
import type { RoleLimit } from '../../../preload/contract/identity.ts'
import { approver, author, makeOffice } from '../../support/approval-desk.ts'
import { problemOfAsync } from '../../support/problem.ts'

it('S11 what a role does not reach is refused before anything is written, and again by what is signed', async () => {
  const office = await makeOffice()
  const { founder } = office.team
  const limit = async (name: string, limits: RoleLimit[]) => {
    const { id } = office.member(name)
    const roles = office.member(name).pc.caller().roles
    await founder.pc.identity.handlers['identity.change-roles'](
      { member: id, roles: [...roles], limits, code: founder.freshCode() },
      founder.pc.caller(),
    )
    await office.sync()
  }
  const recipientsMax = 24
  await limit(author, [{ role: 'author', routes: null, recipientsMax }])
  const campaign = await office.makeCampaign(25)
  expect(await problemOfAsync(() => office.fileRequest(campaign))).toBe('approval.outside-grant')
  expect(office.desk(author).session().journal.recordsOf('request')).toEqual([])

  await limit(author, [{ role: 'author', routes: [office.route], recipientsMax: 25 }])
  await limit(approver, [{ role: 'approver', routes: [office.route], recipientsMax }])
  const { request } = await office.fileRequest(campaign)
  // It is not even sealed to whoever could not approve it.
  expect(await problemOfAsync(() => office.approve(approver, request))).toBe(
    'journal.envelope-not-for-us',
  )
  const views = await founder.pc.identity.handlers['identity.members']({}, founder.pc.caller())
  expect(views.find((each) => each.name === approver)?.limits).toEqual([
    { role: 'approver', routes: [office.route], recipientsMax },
  ])
})
