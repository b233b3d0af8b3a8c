import { describe, expect, it } from 'vitest'
import {
  blankRoute,
  toRelay,
  toRoute,
} from '../../../renderer/features/administration/route-draft.ts'

const whole = {
  ...blankRoute,
  name: '全社メール',
  host: ' mail.example.jp ',
  dkimDomain: 'example.jp',
}

describe('route draft', () => {
  it('becomes a route once everything is there', () => {
    expect(toRoute(whole)).toEqual({
      name: '全社メール',
      host: 'mail.example.jp',
      port: 587,
      tls: 'starttls',
      user: null,
      password: null,
      ca: null,
      dkimDomain: 'example.jp',
      dkimSelector: 'sekisho1',
      connectionsMax: 10,
      ratePerHourMax: null,
      quorum: 1,
      pins: [],
      dkimEd25519Selector: null,
      transport: { auth: 'password', fallbacks: [], dsn: false, chunking: false },
    })
  })

  it('takes pins as tools print them, a second relay, and a second signature', () => {
    const pin = 'AB:'.repeat(32).slice(0, -1)
    const route = toRoute({
      ...{ ...whole, pins: `${pin}\n`, ed25519: true },
      ...{ fallbackHost: 'mail2.example.jp', fallbackUser: 'u', fallbackPassword: 'p' },
    })
    expect(route).toMatchObject({
      pins: ['ab'.repeat(32)],
      dkimEd25519Selector: 'sekisho1-ed25519',
      transport: { fallbacks: [{ host: 'mail2.example.jp', port: 587, user: 'u', password: 'p' }] },
    })
    expect(toRoute({ ...whole, pins: 'abc' })).toBeNull()
    expect(toRoute({ ...whole, fallbackHost: 'x', fallbackPort: '0' })).toBeNull()
  })

  it('lets several messages wait for their answer only with BDAT', () => {
    const several = { ...whole, inFlight: '3' as const }
    expect(toRoute({ ...several, chunking: true })?.transport).toMatchObject({ inFlightMax: 3 })
    expect(toRoute(several)?.transport).not.toHaveProperty('inFlightMax')
  })

  it('takes the digits and separators that an input method leaves', () => {
    const route = toRoute({ ...whole, port: '４６５', ratePerHourMax: '36,000' })
    expect(route).toMatchObject({ port: 465, ratePerHourMax: 36_000 })
  })

  it.each([
    { port: '0' },
    { port: '65536' },
    { port: '' },
    { host: ' ' },
    { name: '' },
    { dkimDomain: '' },
    { connectionsMax: '101' },
    { quorum: '-1' },
    { ratePerHourMax: 'fast' },
  ])('is not whole with %o', (part) => {
    expect(toRoute({ ...whole, ...part })).toBeNull()
  })

  it('sends no password without a user', () => {
    expect(toRelay({ ...whole, password: 'left over' })?.password).toBeNull()
    expect(toRelay({ ...whole, user: 'bulk', password: 'x' })?.password).toBe('x')
  })
})
