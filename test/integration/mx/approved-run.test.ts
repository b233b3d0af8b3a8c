import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyApproval } from '../../../main/approval/approval.ts'
import type { FromEngine } from '../../../main/sending/engine-channel.ts'
import { openFlightView } from '../../../main/sending/flight-view.ts'
import type { DirectPlace } from '../../../main/sending/mx/direct-place.ts'
import { plainTransport } from '../../../preload/contract/transport.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { createAuthority } from '../../support/certificate.ts'
import { dnsServerMissing } from '../../support/dns-server.ts'
import { makeKeys, runEngine } from '../../support/engine-run.ts'
import { startMailWorld, type TestMailWorld } from '../../support/mail-world.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

const missing = dnsServerMissing()
if (missing !== null) console.warn(`No DNS server to ask: ${missing}`)

const authority = createAuthority()
const relay = {
  ...({ host: 'sender.example.org', port: 25, tls: 'starttls', ca: null, user: null } as const),
  ...{ password: null, connectionsMax: 8 },
  transport: { ...plainTransport, direct: { tls: 'encrypted' } },
} as const
const allowed = { directDelivery: 'encrypted' } as const

describe('a route without a relay that two people have signed for', () => {
  it('is refused by the gate while the policy does not allow it, or not without TLS', () => {
    const refusal = (o: Parameters<typeof approveRelease>[0]) =>
      thrownProblem(() => verifyApproval(approveRelease(o).material())).code
    expect(refusal({ count: 5, relay })).toBe('approval.direct-not-allowed')
    const clear = {
      ...relay,
      transport: { ...plainTransport, direct: { tls: 'opportunistic' } },
    } as const
    expect(refusal({ count: 5, relay: clear, rules: allowed })).toBe('approval.direct-needs-tls')
    const unnamed = { ...relay, host: '192.0.2.1' }
    expect(refusal({ count: 5, relay: unnamed, rules: allowed })).toBe('approval.direct-needs-name')
    expect(
      verifyApproval(approveRelease({ count: 5, relay, rules: allowed }).material()),
    ).toBeDefined()
  })
})

describe.skipIf(missing !== null)('mail without a relay', () => {
  let world: TestMailWorld
  beforeAll(async () => {
    world = await startMailWorld({
      authority,
      hosts: {
        'mx.example.jp': { address: '127.0.0.31' },
        'mx.example.com': { address: '127.0.0.32' },
      },
      zones: () => ({
        'example.jp': { records: '@ MX 10 mx\nmx A 127.0.0.31' },
        'example.com': { records: '@ MX 10 mx\nmx A 127.0.0.32', dnssec: 'signed' },
      }),
    })
  })
  afterAll(() => world?.close())

  it('R01: survives kill -9 of the engine: each domain gets its own, nothing lost, nothing twice', async () => {
    const count = process.env.SLOW ? 5_000 : 120
    const kills = process.env.SLOW ? 50 : 1
    const release = approveRelease({ count, relay, rules: allowed })
    const direct: DirectPlace = {
      servers: [{ address: '127.0.0.1', port: world.dns.port }],
      ...{ trustsDnssec: false, port: world.port, ca: authority.certificatePem },
      ...{ addresses: [], isLoopback: true },
    }
    const asked = new Set<string>()
    const onMessage = (each: FromEngine) =>
      void (each.type === 'need-sts' && asked.add(each.domain))
    const o = { onMessage, release, direct, folder: makeTempFolder(), keys: makeKeys() }
    const taken = () => Object.values(world.hosts).flatMap(({ accepted }) => accepted)
    for (let killed = 1; killed <= kills; killed += 1) {
      const run = runEngine(o)
      const enough = (killed * count) / (kills + 2)
      const timer = setInterval(() => taken().length >= enough && run.kill(), 1)
      await run.done
      clearInterval(timer)
    }
    const done = await runEngine(o).done
    expect(done).toMatchObject({
      phase: 'finished',
      counts: { waiting: 0, failed: 0, deferred: 0 },
    })
    expect([...asked].sort()).toEqual(['example.com', 'example.jp'])

    const view = openFlightView({ file: join(o.folder, 'flight.db'), key: o.keys.log })
    const rows = view.deliveries({ state: null, offset: 0, limit: count }).rows
    view.close()
    const recipients = taken().map(({ recipient }) => recipient)
    expect(new Set(recipients).size).toBe(recipients.length)
    const settled = rows.filter(({ state }) => state === 'sent').map(({ address }) => address)
    const doubted = rows.filter(({ state }) => state === 'in-doubt').map(({ address }) => address)
    expect(settled.length + doubted.length).toBe(count)
    expect(settled.filter((address) => !recipients.includes(address))).toEqual([])
    expect(doubted.length).toBeLessThanOrEqual(kills * relay.connectionsMax)
    for (const [host, { accepted }] of Object.entries(world.hosts))
      for (const { recipient } of accepted) expect(`mx.${recipient.split('@')[1]}`).toBe(host)
  })
})
