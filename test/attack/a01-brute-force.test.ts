import { expect, test, vi } from 'vitest'
import { failuresMax } from '../../main/identity/lockout.ts'
import { makeOffice, makeTestPc, type TestMember, type TestPc } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'

vi.setConfig({ testTimeout: 120_000 })

const enter = (pc: TestPc, member: TestMember, password: string) =>
  problemOfAsync(async () =>
    pc.identity.handlers['identity.enter-password']({ member: member.id, password }, null),
  )

test('A01: ten wrong passwords: delays, then locked, also after a restart and a changed clock', async () => {
  const office = await makeOffice()
  const { founder, clock } = office
  const victim = office.member('承認 一郎')
  victim.pc.identity.lock()
  const answers: (string | null)[] = []
  const startedAtMs = clock.now()
  while (answers.filter((each) => each !== 'identity.locked-out').length < failuresMax) {
    answers.push(await enter(victim.pc, victim, 'wrong password, once more'))
    if (answers.at(-1) === 'identity.locked-out') clock.advance(1000)
  }
  expect(answers.slice(0, 3)).toEqual(Array(3).fill('identity.wrong-password'))
  expect(answers.at(-1)).toBe('identity.locked-until-unlocked')
  // 1 + 2 + 4 + 8 + 16 + 32 + 64 seconds between the attempts.
  expect(clock.now() - startedAtMs).toBe(127_000)

  clock.advance(24 * 3_600_000)
  expect(await enter(victim.pc, victim, victim.password)).toBe('identity.locked-until-unlocked')
  clock.advance(-48 * 3_600_000)
  expect(await enter(victim.pc, victim, victim.password)).toBe('identity.locked-until-unlocked')
  clock.advance(24 * 3_600_000)

  victim.pc.identity.close()
  const { folder } = folderOf(victim.pc)
  const restarted = makeTestPc({ folder, clock, name: victim.pc.name })
  expect(await enter(restarted, victim, victim.password)).toBe('identity.locked-until-unlocked')

  await founder.signIn()
  clock.advance(60_000)
  await founder.pc.identity.handlers['identity.unlock'](
    { member: victim.id, code: founder.freshCode() },
    founder.pc.caller(),
  )
  expect(await enter(restarted, victim, victim.password)).toBeNull()
  await restarted.identity.handlers['identity.enter-code']({ code: victim.freshCode() }, null)
  expect(restarted.identity.session().name).toBe('承認 一郎')
})

test('A01: an unlock from before the lockout does not help, nor one of somebody else', async () => {
  const office = await makeOffice()
  const { founder, clock } = office
  const victim = office.member('承認 一郎')
  const unlock = (member: string) =>
    founder.pc.identity.handlers['identity.unlock'](
      { member, code: founder.freshCode() },
      founder.pc.caller(),
    )
  await unlock(victim.id)
  clock.advance(1000)
  victim.pc.identity.lock()
  for (let count = 0; count < failuresMax; count += 1) {
    await enter(victim.pc, victim, 'wrong password, once more')
    clock.advance(65_000)
    founder.pc.identity.noteActivity()
  }
  expect(await enter(victim.pc, victim, victim.password)).toBe('identity.locked-until-unlocked')
  await unlock(office.member('作成 花子').id)
  expect(await enter(victim.pc, victim, victim.password)).toBe('identity.locked-until-unlocked')
})

test('A01: whoever knows the password has no more than ten codes either', async () => {
  const office = await makeOffice()
  const victim = office.member('承認 一郎')
  const { identity } = victim.pc
  identity.lock()
  let codes = 0
  let last: string | null = null
  while (last !== 'identity.locked-until-unlocked') {
    last = await enter(victim.pc, victim, victim.password)
    if (last === 'identity.locked-out') office.clock.advance(1000)
    if (last !== null) continue
    const wrong = String((Number(victim.freshCode()) + 1) % 1_000_000).padStart(6, '0')
    last = await problemOfAsync(async () =>
      identity.handlers['identity.enter-code']({ code: wrong }, null),
    )
    codes += 1
  }
  expect(codes).toBe(failuresMax)
  expect(victim.pc.vault.state()).toBe('locked')
})

function folderOf(pc: TestPc): { folder: string } {
  return { folder: pc.ports.dataFolder.replace(/[\\/]data$/, '') }
}
