import { expect, test, vi } from 'vitest'
import { failuresMax } from '../../main/identity/lockout.ts'
import { makeOffice, type TestMember, type TestOffice } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'

vi.setConfig({ testTimeout: 120_000 })

const enter = ({ pc, id }: TestMember, password: string) =>
  problemOfAsync(async () =>
    pc.identity.handlers['identity.enter-password']({ member: id, password }, null),
  )

async function lockOut({ clock, founder }: TestOffice, victim: TestMember): Promise<void> {
  victim.pc.identity.lock()
  for (let count = 0; count < failuresMax; count += 1) {
    await enter(victim, 'wrong password, once more')
    clock.advance(65_000)
    if (victim !== founder) founder.pc.identity.noteActivity()
  }
  expect(await enter(victim, victim.password)).toBe('identity.locked-until-unlocked')
}

test('A01: an unlock counts once, although its time lies after the next lockout', async () => {
  const office = await makeOffice({ people: [{ name: '承認 一郎', roles: ['approver'] }] })
  const { founder, clock } = office
  const victim = office.member('承認 一郎')
  await lockOut(office, victim)
  await founder.pc.identity.handlers['identity.unlock'](
    { member: victim.id, code: founder.freshCode() },
    founder.pc.caller(),
  )
  clock.advance(1000)
  expect(await enter(victim, victim.password)).toBeNull()
  await victim.pc.identity.handlers['identity.enter-code']({ code: victim.freshCode() }, null)
  // Seen from this PC's clock, which is then set back, the record lies after the next lockout.
  clock.advance(-15 * 60_000)
  await lockOut(office, victim)
})

test('A01: an administrator does not unlock themself, not even from another PC’s session', async () => {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const { session, handlers } = founder.pc.identity
  const self = { member: founder.id, code: founder.freshCode() }
  expect(
    await problemOfAsync(async () => handlers['identity.unlock'](self, founder.pc.caller())),
  ).toBe('identity.own-unlock')
  // A client without that check signs one all the same, with a time to come.
  const { journal, member, signing } = session()
  office.clock.advance(3_600_000)
  const signer = { member, signing }
  await journal.append({ kind: 'unlock', body: { member: founder.id }, signer })
  office.clock.advance(-3_600_000)
  await lockOut(office, founder)
})
