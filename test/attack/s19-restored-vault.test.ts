import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeOffice, type TestMember } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

async function restoreTo(member: TestMember, file: string): Promise<void> {
  const { identity, fileTokens } = member.pc
  identity.lock()
  await identity.handlers['identity.restore'](
    { file: fileTokens.issue(file), member: member.id, password: member.password },
    null,
  )
}

const stopOf = (member: TestMember) => {
  const { journal, member: id, signing } = member.pc.identity.session()
  const signer = { member: id, signing }
  return journal.append({ kind: 'stop', body: { request: 'ab'.repeat(32) }, signer })
}

test('S19: a restored PC gets another identity, is admitted again by its words, and has all its data', async () => {
  const office = await makeOffice({ people: [{ name: '承認 一郎', roles: ['approver'] }] })
  const { founder } = office
  const approver = office.member('承認 一郎')
  const { pc } = approver
  const backup = join(makeTempFolder(), 'week-old')
  await stopOf(approver)
  pc.vault.setSetting('fact', 'kept')
  await pc.vault.backUp(backup)
  // What the backup does not know that this PC has signed.
  await stopOf(approver)
  await pc.identity.session().journal.sync()
  const former = pc.identity.session().workstation.id

  await restoreTo(approver, backup)
  expect(await problemOfAsync(approver.signIn)).toBe('identity.workstation-not-admitted')
  expect(pc.identity.state().phase).toBe('waiting')
  const words = pc.identity.state().enrolmentWords
  expect(await problemOfAsync(approver.signIn)).toBe('identity.workstation-not-admitted')
  await founder.pc.identity.session().journal.sync()
  const waiting = await founder.pc.identity.handlers['identity.enrolments']({}, founder.pc.caller())
  expect(waiting).toMatchObject([{ kind: 'workstation', name: '承認 一郎', words }])
  await founder.pc.identity.handlers['identity.admit'](
    { enrolment: waiting[0]?.id ?? '', roles: ['administrator'], code: founder.freshCode() },
    founder.pc.caller(),
  )
  await approver.signIn()
  const session = pc.identity.session()
  expect(session.workstation.id).not.toBe(former)
  // Another PC is no occasion for other roles.
  expect(session.roles).toEqual(['approver'])
  expect(pc.vault.setting('fact')).toBe('kept')
  const added = await stopOf(approver)
  // After the application, that it was restored, and the code.
  expect(added.header).toMatchObject({ workstation: session.workstation.id, seq: 4 })
  const [restored] = session.journal.recordsOf('vault-act')
  expect(restored).toMatchObject({ body: { what: 'restored' }, header: { member: session.member } })
  await session.journal.sync()
  expect(session.journal.alarms()).toEqual([])
  // What the former identity had signed after the backup came back from the store.
  expect(
    session.journal
      .recordsOf('stop')
      .map((each) => each.header.workstation)
      .sort(),
  ).toEqual([former, former, session.workstation.id].sort())
  expect(pc.vault.restoredAt()).toBeNull()
})

test('S19: a sole administrator’s restored PC adds itself, by the signature that admits anybody', async () => {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const backup = join(makeTempFolder(), 'backup')
  await founder.pc.vault.backUp(backup)
  const former = founder.pc.identity.session().workstation.id
  await restoreTo(founder, backup)
  await founder.signIn()
  const { journal, workstation } = founder.pc.identity.session()
  expect(workstation.id).not.toBe(former)
  await stopOf(founder)
  await journal.sync()
  expect(journal.alarms()).toEqual([])
})
