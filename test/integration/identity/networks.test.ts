import { expect, test, vi } from 'vitest'
import { createSending, sendingMigrations } from '../../../main/sending/sending.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { approver, author, makeOffice as makeApprovalOffice } from '../../support/approval-desk.ts'
import { makeOffice, type TestMember } from '../../support/office.ts'
import { problemOfAsync } from '../../support/problem.ts'

vi.setConfig({ testTimeout: 120_000 })

function changeRule(by: TestMember, name: string, networks: string[]) {
  const { handlers } = by.pc.identity
  const input = { name, value: JSON.stringify(networks), code: by.freshCode() }
  return problemOfAsync(async () => handlers['governance.change-rule'](input, by.pc.caller()))
}

function carry({ pc }: TestMember, ...addresses: string[]) {
  pc.addresses.splice(0, pc.addresses.length, ...addresses)
}

test('outside the networks of the signed policy nobody signs in or steps up, back inside they do', async () => {
  const { founder } = await makeOffice({ people: [] })
  const { identity, vault } = founder.pc
  expect(await changeRule(founder, 'loginNetworks', ['192.0.2.0/24', '2001:db8::/32'])).toBeNull()
  carry(founder, '203.0.113.5')
  const stepUp = () => problemOfAsync(() => identity.stepUp(founder.freshCode(), 'own'))
  expect(await stepUp()).toBe('identity.outside-login-networks')
  identity.lock()
  const signIn = () => problemOfAsync(() => founder.signIn())
  expect(await signIn()).toBe('identity.outside-login-networks')
  expect(vault.state()).toBe('locked')
  carry(founder)
  expect(await signIn()).toBe('identity.outside-login-networks')
  carry(founder, '203.0.113.5', '2001:db8::7')
  expect(await signIn()).toBeNull()
  expect(await stepUp()).toBeNull()
})

test('a PC that is carried away between password and code is refused at the code', async () => {
  const { founder } = await makeOffice({ people: [] })
  const { identity } = founder.pc
  await changeRule(founder, 'loginNetworks', ['192.0.2.0/24'])
  identity.lock()
  const { id: member, password } = founder
  await identity.handlers['identity.enter-password']({ member, password }, null)
  carry(founder, '203.0.113.5')
  const code = founder.freshCode()
  const enter = () =>
    problemOfAsync(async () => identity.handlers['identity.enter-code']({ code }, null))
  expect(await enter()).toBe('identity.outside-login-networks')
  carry(founder, '192.0.2.11')
  expect(await enter()).toBeNull()
})

test('nobody signs away their own login', async () => {
  const { founder } = await makeOffice({ people: [] })
  const change = await changeRule(founder, 'loginNetworks', ['198.51.100.0/24'])
  expect(change).toBe('identity.outside-login-networks')
  expect(founder.pc.identity.session().journal.policy().rules.loginNetworks).toEqual([])
})

test('outside the release networks no release starts, nor is one that waits taken up', async () => {
  const office = await makeApprovalOffice()
  const { founder } = office.team
  await changeRule(founder, 'releaseNetworks', ['192.0.2.0/24'])
  await office.sync()
  const { request, recipientCount } = await office.fileRequest()
  await office.approve(approver, request)
  const { pc, session } = office.desk(author)
  migrate(session().db, 'sending', sendingMigrations)
  const { stepUp, requireClock } = pc.identity
  const sending = createSending({
    ...{ ports: pc.ports, session, stepUp, requireClock },
    emit: () => undefined,
  })
  const member = office.member(author)
  const start = () =>
    problemOfAsync(async () => {
      const input = { request, recipientCount, code: member.freshCode() }
      return sending.handlers['releases.start'](input, pc.caller())
    })
  carry(member, '203.0.113.5')
  expect(await start()).toBe('identity.outside-release-networks')
  expect(sending.isRunning()).toBe(false)
  carry(member, '192.0.2.77')
  // Inside, it goes as far as the engine's process, which this test does not have.
  await expect(start()).rejects.toThrow('this test has no engine process')
  carry(member, '203.0.113.5')
  expect(await problemOfAsync(() => sending.resume())).toBe('identity.outside-release-networks')
})
