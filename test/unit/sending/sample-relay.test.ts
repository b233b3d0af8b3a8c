import { describe, expect, it } from 'vitest'
import { startDiscardingRelay } from '../../../main/sample/discarding-relay.ts'
import { createRouteOpener } from '../../../main/sending/route-opener.ts'
import { standardTimeouts } from '../../../main/sending/smtp/connection.ts'
import { endSession, SessionRefused } from '../../../main/sending/smtp/session.ts'
import { systemRandom as random } from '../../support/random.ts'

const clock = { now: () => Date.now() }
const route = {
  ...{ id: 'r-1', name: 'x', port: 25, tls: 'starttls' as const, user: null, ca: null },
  dkim: { domain: 'sample.example.jp', selector: 's', publicKey: '' },
  ...{ connectionsMax: 1, ratePerHourMax: null, quorum: 1 },
}
const secrets = { password: null, dkimPrivateKey: '' }
const toOpener = (host: string, more = {}) =>
  createRouteOpener({
    ...{ clock, timeouts: standardTimeouts, isSample: true },
    route: { ...route, host, ...more },
    secrets: { ...secrets, ...('password' in more ? { password: String(more.password) } : {}) },
  })

describe('the engine of a sample organization', () => {
  it.each(['localhost', '127.0.0.2', 'mail.example.jp', '192.0.2.1', '::1', '127.1'])(
    'opens nothing to %s, and the run halts',
    async (host) => {
      const refused = await toOpener(host)().catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(SessionRefused)
      expect(refused).toMatchObject({
        remedy: 'halt',
        problem: { code: 'sample.relay-outside', params: { host } },
      })
    },
  )

  it('comes to the relay inside this process, which wants TLS and a login', async () => {
    const relay = await startDiscardingRelay({ clock, random })
    const { host, port, user, password, caPem: ca } = relay
    const session = await toOpener(host, { port, user, password, ca })()
    expect(session.capabilities.startTls).toBe(false)
    await endSession(session)
    const refused = await toOpener(host, { port, user, password: 'other', ca })().catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({ problem: { code: 'sending.auth-refused' } })
    expect(relay.discarded()).toBe(0)
    await relay.stop()
  })
})
