import { expect, test, vi } from 'vitest'
import { makeOffice } from '../../support/office.ts'

vi.setConfig({ testTimeout: 60_000 })
const minute = 60_000

async function setUp(rules: Readonly<Record<string, number>>) {
  const { founder, clock } = await makeOffice({ people: [] })
  const { identity } = founder.pc
  for (const [name, value] of Object.entries(rules)) {
    const input = { name, value: String(value), code: founder.freshCode() }
    await identity.handlers['governance.change-rule'](input, founder.pc.caller())
  }
  identity.noteActivity()
  const lockAt = () => identity.state().session?.lockAt
  const inMinutes = (count: number) => new Date(clock.now() + count * minute).toISOString()
  return { identity, clock, lockAt, inMinutes }
}

test('the idle limit of the signed policy holds from the moment it is in force', async () => {
  const { identity, clock, lockAt, inMinutes } = await setUp({ idleMinutesMax: 3 })
  expect(lockAt()).toBe(inMinutes(3))
  clock.advance(3 * minute - 1)
  expect(identity.caller()).not.toBeNull()
  clock.advance(1)
  expect(identity.caller()).toBeNull()
})

test('the absolute limit of the signed policy ends a busy session', async () => {
  const { identity, clock } = await setUp({ sessionHoursMax: 1 })
  const busyMinutes = () => {
    for (let count = 0; count < 120; count += 1) {
      if (!identity.caller()) return count
      clock.advance(minute)
      identity.noteActivity()
    }
    return null
  }
  // The step-up before it took one code's time.
  expect(busyMinutes()).toBe(60)
})

test('a policy that allows a day of idleness is cut to the built-in hour', async () => {
  const { lockAt, inMinutes } = await setUp({ idleMinutesMax: 1440 })
  expect(lockAt()).toBe(inMinutes(60))
})
