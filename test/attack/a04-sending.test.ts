import { expect, it, vi } from 'vitest'
import { keepRelease, noteActivation } from '../../main/sending/release-table.ts'
import { createSending, sendingMigrations } from '../../main/sending/sending.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { approver, author, makeOffice } from '../support/approval-desk.ts'
import { problemOfAsync } from '../support/problem.ts'
import { systemRandom } from '../support/random.ts'

vi.setConfig({ testTimeout: 120_000 })
const minute = 60_000

async function setUp() {
  const office = await makeOffice()
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
  const code = member.freshCode()
  /** A recovery code knows no time: with it somebody is signed in while the clock is behind. */
  const signInBehind = async (ms: number) => {
    pc.identity.lock()
    office.team.clock.advance(-ms)
    const { handlers } = pc.identity
    const { id, password, recoveryCodes } = member
    await handlers['identity.enter-password']({ member: id, password }, null)
    await handlers['identity.enter-code']({ code: recoveryCodes[0] ?? '' }, null)
  }
  return { sending, request, recipientCount, code, signInBehind, session, pc }
}

it('A04 below the time floor no release starts', async () => {
  const { sending, request, recipientCount, code, signInBehind, pc } = await setUp()
  await signInBehind(60 * minute)
  const input = { request, recipientCount, code }
  const start = async () => sending.handlers['releases.start'](input, pc.caller())
  expect(await problemOfAsync(start)).toBe('identity.clock-behind')
  expect(sending.isRunning()).toBe(false)
})

it('A04 below the time floor an interrupted release is not taken up', async () => {
  const { sending, request, signInBehind, session, pc } = await setUp()
  const now = pc.ports.clock.now()
  keepRelease(session().db, request, { random: systemRandom, now })
  noteActivation(session().db, request, 'a'.repeat(64))
  await signInBehind(60 * minute)
  expect(await problemOfAsync(() => sending.resume())).toBe('identity.clock-behind')
  expect(pc.identity.requireClock).toThrow('identity.clock-behind')
})
