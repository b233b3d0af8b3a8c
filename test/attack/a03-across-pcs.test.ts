import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { totpCodeAt } from '../../main/identity/identity.ts'
import { makeOffice, type TestMember } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'
import { addSecondPc } from '../support/second-pc.ts'
import { filesBelow } from '../support/share-files.ts'

const stepUp = ({ pc }: TestMember, code: string) =>
  problemOfAsync(() => pc.identity.stepUp(code, 'own'))

async function logIn({ pc, id, password }: TestMember, code: string): Promise<string | null> {
  const { handlers } = pc.identity
  pc.identity.lock()
  await handlers['identity.enter-password']({ member: id, password }, null)
  return problemOfAsync(async () => handlers['identity.enter-code']({ code }, null))
}

test('A03: what one PC has taken is refused on the member’s other PC, at a login without any wait', async () => {
  const office = await makeOffice({ people: [{ name: '承認 一郎', roles: ['approver'] }] })
  const here = office.member('承認 一郎')
  const there = await addSecondPc(office, here)
  const { clock } = office
  const codeAt = (offset: number) => totpCodeAt(here.totpSecret, clock.now() + offset * 30_000)
  const sync = ({ pc }: TestMember) => pc.identity.session().journal.sync()

  // A step-up here, and the same code there once it has heard of it; also one before it.
  const code = here.freshCode()
  expect(await stepUp(here, code)).toBeNull()
  await sync(there)
  expect(await stepUp(there, code)).toBe('identity.code-spent')
  expect(await stepUp(there, codeAt(-1))).toBe('identity.code-spent')
  // Nothing was guessed: it counts for no lockout, and the next code is good, on either.
  expect(await stepUp(there, there.freshCode())).toBeNull()
  await sync(here)
  expect(await stepUp(here, codeAt(0))).toBe('identity.code-spent')

  // A login asks the store by itself.
  const second = here.freshCode()
  expect(await stepUp(here, second)).toBeNull()
  expect(await logIn(there, second)).toBe('identity.code-spent')
  expect(there.pc.identity.caller()).toBeNull()

  // A recovery code is used up everywhere.
  const [paper = '', other = ''] = here.recoveryCodes
  expect(await logIn(here, paper)).toBeNull()
  expect(await logIn(there, paper)).toBe('identity.code-spent')
  expect(await logIn(there, other)).toBeNull()

  // New ones void the former on both, and are good on both.
  const renewed = await here.pc.identity.handlers['identity.renew-recovery-codes'](
    { code: here.freshCode() },
    here.pc.caller(),
  )
  await sync(there)
  expect(await logIn(there, here.recoveryCodes[2] ?? '')).toBe('identity.wrong-code')
  expect(await logIn(there, renewed.recoveryCodes[0] ?? '')).toBeNull()
  expect(await logIn(here, renewed.recoveryCodes[0] ?? '')).toBe('identity.code-spent')

  // The store holds no code, no secret, and nothing to tell steps by.
  const used = [code, second, paper, other, ...renewed.recoveryCodes].map((each) =>
    each.replaceAll('-', ''),
  )
  for (const file of filesBelow(office.storeFolder)) {
    const text = readFileSync(file).toString('latin1')
    const inside = [...text.matchAll(/"payload":"([A-Za-z0-9+/=]+)"/g)]
      .map(([, payload = '']) => Buffer.from(payload, 'base64').toString('utf8'))
      .join()
    for (const each of used.filter((one) => one.length > 6))
      expect(`${text}${inside}`).not.toContain(each)
    expect(inside).not.toContain(`"${Math.floor(clock.now() / 30_000)}"`)
  }
})
