import { expect, test, vi } from 'vitest'
import { totpCodeAt } from '../../main/identity/identity.ts'
import { makeOffice } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'

vi.setConfig({ testTimeout: 60_000 })
const hour = 3_600_000

async function setUp() {
  const office = await makeOffice({ people: [] })
  const { founder, clock } = office
  const { identity } = founder.pc
  const logIn = async (typed?: string) => {
    identity.lock()
    const { id: member, password } = founder
    await identity.handlers['identity.enter-password']({ member, password }, null)
    const code = typed ?? totpCodeAt(founder.totpSecret, clock.now())
    return problemOfAsync(async () => identity.handlers['identity.enter-code']({ code }, null))
  }
  return { founder, clock, identity, logIn }
}

test.each([
  ['an hour', hour],
  ['a day', 24 * hour],
])(
  'A04: a clock set back by %s: no code is accepted, and the day before’s neither',
  async (_, ms) => {
    const { clock, logIn, founder } = await setUp()
    clock.advance(-ms)
    expect(await logIn()).toBe('identity.clock-behind')
    clock.advance(ms)
    expect(await logIn(founder.freshCode())).toBeNull()
  },
)

test('A04: a session does not outlive a clock that is set back', async () => {
  const { clock, identity } = await setUp()
  clock.advance(-hour)
  expect(identity.caller()).toBeNull()
})

test('A04: a few minutes back are forgiven, but a used code stays used', async () => {
  const { clock, logIn, founder } = await setUp()
  const used = founder.freshCode()
  expect(await logIn(used)).toBeNull()
  clock.advance(-60_000)
  expect(await logIn(used)).not.toBeNull()
})

test('A04: a clock that jumped ahead and was put right locks nobody out: only a code moves the floor', async () => {
  const { clock, logIn, founder } = await setUp()
  clock.advance(365 * 24 * hour)
  expect(await logIn('000000')).toBe('identity.wrong-code')
  clock.advance(-365 * 24 * hour)
  expect(await logIn(founder.freshCode())).toBeNull()
})

test('A04: a recovery code knows no time and still helps', async () => {
  const { clock, logIn, founder } = await setUp()
  clock.advance(-24 * hour)
  expect(await logIn(founder.recoveryCodes[0])).toBeNull()
})

test('A04: two peers who have signed later times are a floor, one alone is not', async () => {
  const people = ['承認 一郎', '承認 二郎'].map((name) => ({ name, roles: ['approver' as const] }))
  const office = await makeOffice({ people })
  const { founder, clock } = office
  const stepUp = () => problemOfAsync(() => founder.pc.identity.stepUp(founder.freshCode()))
  const signLater = async (name: string) => {
    const { journal, member, signing } = office.member(name).pc.identity.session()
    clock.advance(hour)
    const signer = { member, signing }
    await journal.append({ kind: 'stop', body: { request: 'ab'.repeat(32) }, signer })
    clock.advance(-hour)
    await founder.pc.identity.session().journal.sync()
  }
  await signLater('承認 一郎')
  expect(await stepUp()).toBeNull()
  await signLater('承認 二郎')
  expect(await stepUp()).toBe('identity.clock-behind')
})
