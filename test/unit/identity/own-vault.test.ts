import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeOffice } from '../../support/office.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

vi.setConfig({ testTimeout: 120_000 })
const newPassword = 'kaze no nai hi no hata'

async function setUp() {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const { identity } = founder.pc
  const call = identity.handlers
  const caller = founder.pc.caller
  const logIn = async (password: string, code?: string) => {
    identity.lock()
    return problemOfAsync(async () => {
      await call['identity.enter-password']({ member: founder.id, password }, null)
      await call['identity.enter-code']({ code: code ?? founder.freshCode() }, null)
    })
  }
  return { office, founder, identity, call, caller, logIn }
}

test('a password is changed with the old one and a code; then only the new one opens', async () => {
  const { founder, call, caller, logIn, office } = await setUp()
  const change = (password: string, next: string, code = founder.freshCode()) =>
    problemOfAsync(async () =>
      call['identity.change-password']({ password, newPassword: next, code }, caller()),
    )
  expect(await change(founder.password, newPassword, '000000')).toBe('identity.wrong-code')
  expect(await change('not the password', newPassword)).toBe('identity.wrong-password')
  expect(await change(founder.password, founder.password)).toBe('identity.password-unchanged')
  expect(await change(founder.password, 'password2026!!')).toBe('identity.password-too-common')
  expect(await change(founder.password, '関所商事のひみつの言葉その一')).toBe(
    'identity.password-contains-name',
  )
  expect(await change(founder.password, newPassword)).toBeNull()
  expect(await logIn(founder.password)).toBe('identity.wrong-password')
  office.clock.advance(60_000)
  expect(await logIn(newPassword)).toBeNull()
})

test('new recovery codes void the former ones', async () => {
  const { founder, call, caller, logIn } = await setUp()
  const { recoveryCodes } = await call['identity.renew-recovery-codes'](
    { code: founder.freshCode() },
    caller(),
  )
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(await logIn(founder.password, founder.recoveryCodes[0])).toBe('identity.wrong-code')
  expect(await logIn(founder.password, recoveryCodes[0])).toBeNull()
  expect(await logIn(founder.password, recoveryCodes[0])).toBe('identity.code-spent')
})

test('a restore needs the password, and its failures count like those of a login', async () => {
  const { founder, identity, call } = await setUp()
  const { vault, fileTokens } = founder.pc
  const target = join(makeTempFolder(), 'backup')
  await vault.backUp(target)
  const restore = (password: string) =>
    problemOfAsync(async () =>
      call['identity.restore'](
        { file: fileTokens.issue(target), member: founder.id, password },
        null,
      ),
    )
  identity.lock()
  const answers = []
  for (let count = 0; count < 4; count += 1) answers.push(await restore('not the password'))
  expect(answers).toEqual([...Array(3).fill('identity.wrong-password'), 'identity.locked-out'])
  writeFileSync(target, 'no backup')
  expect(await restore(founder.password)).toBe('identity.locked-out')
})
