import { expect, test, vi } from 'vitest'
import { totpCodeAt } from '../../main/identity/identity.ts'
import { makeOffice } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'

vi.setConfig({ testTimeout: 60_000 })

test('A03: a code that logged in neither logs in again nor steps up, also after a restart of the session', async () => {
  const office = await makeOffice({ people: [] })
  const { founder, clock } = office
  const { identity } = founder.pc
  const { handlers } = identity
  identity.lock()
  const code = founder.freshCode()
  const logIn = async (typed: string) => {
    const { id: member, password } = founder
    await handlers['identity.enter-password']({ member, password }, null)
    return problemOfAsync(async () => handlers['identity.enter-code']({ code: typed }, null))
  }
  expect(await logIn(code)).toBeNull()
  expect(await problemOfAsync(() => identity.stepUp(code, 'own'))).toBe('identity.code-spent')
  identity.lock()
  expect(await logIn(code)).toBe('identity.code-spent')
  const earlier = totpCodeAt(founder.totpSecret, clock.now() - 30_000)
  expect(await logIn(earlier)).toBe('identity.code-spent')
  expect(await logIn(founder.freshCode())).toBeNull()
  expect(await problemOfAsync(() => identity.stepUp(founder.freshCode(), 'own'))).toBeNull()
})

test('A03: two calls with the same code at the same time: one goes through', async () => {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const code = founder.freshCode()
  const answers = await Promise.all(
    [1, 2, 3].map(() => problemOfAsync(() => founder.pc.identity.stepUp(code, 'own'))),
  )
  expect(answers.filter((each) => each === null)).toHaveLength(1)
  expect(answers.filter((each) => each === 'identity.code-spent')).toHaveLength(2)
})

test('A03: a recovery code stands in for a lost telephone once', async () => {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const { identity } = founder.pc
  const logIn = async (typed: string) => {
    identity.lock()
    const { id: member, password } = founder
    await identity.handlers['identity.enter-password']({ member, password }, null)
    return problemOfAsync(async () =>
      identity.handlers['identity.enter-code']({ code: typed }, null),
    )
  }
  const [code = ''] = founder.recoveryCodes
  expect(await logIn(code)).toBeNull()
  expect(await logIn(code)).toBe('identity.code-spent')
})
