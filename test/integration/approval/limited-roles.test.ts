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
  await limit(author, [{ role: 'author', departments: null, routes: null, recipientsMax }])
  const campaign = await office.makeCampaign(25)
  expect(await problemOfAsync(() => office.fileRequest(campaign))).toBe('approval.outside-grant')
  expect(office.desk(author).session().journal.recordsOf('request')).toEqual([])

  await limit(author, [
    { role: 'author', departments: null, routes: [office.route], recipientsMax: 25 },
  ])
  await limit(approver, [
    { role: 'approver', departments: null, routes: [office.route], recipientsMax },
  ])
  const { request } = await office.fileRequest(campaign)
  // It is not even sealed to whoever could not approve it.
  expect(await problemOfAsync(() => office.approve(approver, request))).toBe(
    'journal.envelope-not-for-us',
  )
  const views = await founder.pc.identity.handlers['identity.members']({}, founder.pc.caller())
  expect(views.find((each) => each.name === approver)?.limits).toEqual([
    { role: 'approver', departments: null, routes: [office.route], recipientsMax },
  ])

  // A department is made, named anew, and given; what its author files is of it.
  const govern = founder.pc.identity.handlers
  const asFounder = () => founder.pc.caller()
  const save = (department: string | null, name: string) =>
    problemOfAsync(async () =>
      govern['governance.save-department'](
        { department, name, code: founder.freshCode() },
        asFounder(),
      ),
    )
  expect(await save(null, '総務課')).toBeNull()
  expect(await save(null, '総務課')).toBe('identity.department-exists')
  expect(await save('d-none', '別の課')).toBe('identity.no-such-department')
  const [made] = await govern['governance.departments']({}, asFounder())
  const id = made?.id ?? ''
  expect(await save(id, '総務部総務課')).toBeNull()
  expect(await govern['governance.departments']({}, asFounder())).toEqual([
    { id, name: '総務部総務課' },
  ])
  const everywhere = { routes: null, recipientsMax: null }
  await limit(author, [{ role: 'author', departments: [id], ...everywhere }])
  await limit(approver, [])
  const ours = await office.fileRequest()
  const record = office.desk(author).session().journal.byHash(ours.request)
  expect(record?.body).toMatchObject({ department: id })
  expect((await office.approve(approver, ours.request)).state).toBe('approved')
})
