import { expect, test } from 'vitest'
import type { PasswordAct, StepUpAct } from '../../../preload/contract/channel.ts'
import { makeOffice } from '../../support/office.ts'
import { problemOfAsync } from '../../support/problem.ts'

test('T7: where the policy asks for it, no code is enough without the password, and one entry serves one act', async () => {
  const office = await makeOffice({ people: [] })
  const { founder, clock } = office
  const { identity } = founder.pc
  const { session, handlers } = identity
  const setRules = async (passwordFor: PasswordAct[], passwordGraceMinutes: number) => {
    const { journal, member, signing } = session()
    await journal.publishPolicy(
      ({ rules, ...rest }) => ({ ...rest, rules: { ...rules, passwordFor, passwordGraceMinutes } }),
      { member, signing },
    )
  }
  const act = (kind: StepUpAct) => problemOfAsync(() => identity.stepUp(founder.freshCode(), kind))
  const confirm = (password: string) =>
    problemOfAsync(async () =>
      handlers['identity.confirm-password']({ password }, founder.pc.caller()),
    )
  expect(await act('grant')).toBeNull()

  await setRules(['grant', 'approve'], 0)
  expect(identity.state().session?.passwordFor).toEqual(['grant', 'approve'])
  // Refused before the code is looked at: it is not used up.
  const code = founder.freshCode()
  expect(await problemOfAsync(() => identity.stepUp(code, 'grant'))).toBe(
    'identity.password-needed',
  )
  expect(await confirm('not the password')).toBe('identity.wrong-password')
  expect(await problemOfAsync(() => identity.stepUp(code, 'grant'))).toBe(
    'identity.password-needed',
  )
  expect(await confirm(founder.password)).toBeNull()
  expect(await problemOfAsync(() => identity.stepUp('000000', 'grant'))).toBe('identity.wrong-code')
  expect(await problemOfAsync(() => identity.stepUp(code, 'grant'))).toBeNull()
  expect(await act('grant')).toBe('identity.password-needed')
  expect(await act('release')).toBeNull()

  // What calls the core meets it too, whatever the window shows.
  const name = { name: 'quorumMin', value: '2', code: founder.freshCode() }
  expect(
    await problemOfAsync(async () => handlers['governance.change-rule'](name, founder.pc.caller())),
  ).toBe('identity.password-needed')

  // An entry waits for its act no longer than two minutes; the login's own is none without a grace.
  expect(await confirm(founder.password)).toBeNull()
  clock.advance(119_000)
  identity.noteActivity()
  clock.advance(1_000)
  expect(await act('approve')).toBe('identity.password-needed')

  await setRules(['grant'], 5)
  expect(await confirm(founder.password)).toBeNull()
  expect(await act('grant')).toBeNull()
  expect(await act('grant')).toBeNull()
  clock.advance(5 * 60_000)
  expect(await act('grant')).toBe('identity.password-needed')
})
