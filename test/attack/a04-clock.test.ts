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

test.each([
  ['a day', 24 * hour, false],
  ['a day and an hour', 25 * hour, true],
])(
  'A04: a clock set ahead by %s: warned before the code, until one agrees with it',
  async (_, ms, isWarned) => {
    const { clock, logIn, identity, founder } = await setUp()
    const knownAt = new Date(clock.now()).toISOString()
    clock.advance(ms)
    const nowAt = new Date(clock.now()).toISOString()
    expect(await logIn('000000')).toBe('identity.wrong-code')
    expect(identity.state().clockJump).toEqual(isWarned ? { knownAt, nowAt } : null)
    const logged = founder.pc.lines.filter(({ event }) => event === 'identity.clock-ahead')
    expect(logged).toHaveLength(isWarned ? 1 : 0)
    expect(await logIn()).toBeNull()
    await identity.handlers['identity.lock']({}, founder.pc.caller())
    const { id: member, password } = founder
    await identity.handlers['identity.enter-password']({ member, password }, null)
    expect(identity.state()).toMatchObject({ phase: 'code', clockJump: null })
  },
)

test('A04: no code is accepted, and nothing released, before the day on which the program was built', async () => {
  const office = await makeOffice({ people: [], builtAt: '2026-11-25' })
  const { identity } = office.founder.pc
  const stepUp = () => problemOfAsync(() => identity.stepUp(office.founder.freshCode(), 'own'))
  expect(await stepUp()).toBe('identity.clock-behind')
  expect(identity.requireClock).toThrow('identity.clock-behind')
  office.clock.set(Date.parse('2026-11-25T00:00:30.000Z'))
  await office.founder.signIn()
  expect(await stepUp()).toBeNull()
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
  const stepUp = () => problemOfAsync(() => founder.pc.identity.stepUp(founder.freshCode(), 'own'))
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
