import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createDnsClient } from '../../main/deliverability/dns-client.ts'
import type { StsStanding } from '../../main/deliverability/sts-book.ts'
import { ownAddressesOf } from '../../main/sending/mx/direct-place.ts'
import { createReceiverOpener, type ReceiverNote } from '../../main/sending/mx/receiver-opener.ts'
import { standardTimeouts, type Timeouts } from '../../main/sending/smtp/connection.ts'
import { type DirectTls, plainTransport } from '../../preload/contract/transport.ts'
import { announceTraffic } from './announced-traffic.ts'
import type { Authority } from './certificate.ts'
import { type DnsTestServer, startDnsServer, type TestZone } from './dns-server.ts'
import { systemRandom } from './random.ts'
import { route } from './signed-request.ts'
import { type PeerOptions, type SmtpPeer, startPeer } from './smtp-peer.ts'

/** Mail hosts of several domains on loopback, all at one port as in the world, and the DNS that names them. */
export interface TestMailWorld {
  readonly port: number
  readonly hosts: Readonly<Record<string, SmtpPeer>>
  readonly dns: DnsTestServer
  readonly authority: Authority
  readonly open: (o?: OpenerChange) => ReturnType<typeof createReceiverOpener>
  readonly close: () => Promise<void>
}

export interface OpenerChange {
  readonly tls?: DirectTls
  readonly sts?: (domain: string) => Promise<StsStanding>
  readonly trustsDnssec?: boolean
  readonly timeouts?: Partial<Timeouts>
  readonly onNote?: (note: ReceiverNote) => void
  readonly ownAddresses?: readonly string[]
}

/** By each host's name: its address, such as 127.0.0.2, and what it does. */
export type TestHosts = Readonly<Record<string, PeerOptions & { readonly address: string }>>

export async function startMailWorld(o: {
  readonly authority: Authority
  readonly hosts: TestHosts
  /** For a port that is known only when the first host listens. */
  readonly zones: (port: number) => Readonly<Record<string, TestZone>>
}): Promise<TestMailWorld> {
  const hosts: Record<string, SmtpPeer> = {}
  let port = 0
  for (const [name, { address, ...options }] of Object.entries(o.hosts)) {
    const issued = o.authority.issue({ names: [name] })
    const peer = await startPeer({
      certificate: () => issued,
      ...options,
      ...{ authority: o.authority, at: { address, port } },
    })
    port = peer.port
    hosts[name] = peer
  }
  const dns = await startDnsServer(o.zones(port))
  const open = (change: OpenerChange = {}) =>
    createReceiverOpener({
      route: {
        host: 'sender.example.jp',
        transport: {
          ...plainTransport,
          ...route.transport,
          direct: { tls: change.tls ?? 'encrypted' },
        },
      },
      ...{ port, ca: o.authority.certificatePem, random: systemRandom, clock: { now: Date.now } },
      dns: () =>
        createDnsClient({
          servers: [{ address: '127.0.0.1', port: dns.port }],
          ...{ random: systemRandom, trustsDnssec: change.trustsDnssec ?? false },
        }),
      sts: change.sts ?? (async () => ({ kind: 'absent' })),
      timeouts: { ...standardTimeouts, ...change.timeouts },
      ownAddresses: ownAddressesOf({ addresses: change.ownAddresses ?? [], isLoopback: true }),
      ...(change.onNote ? { onNote: change.onNote } : {}),
    })
  return {
    ...{ port, hosts, dns, authority: o.authority, open },
    async close() {
      await Promise.all([dns.stop(), ...Object.values(hosts).map((each) => each.close())])
    },
  }
}

/** What a web server of MTA-STS answers for a host. */
export interface PolicyAnswer {
  readonly status?: number
  readonly type?: string
  readonly body: string
  readonly location?: string
}

export interface PolicyServer {
  readonly port: number
  /** How often each host was asked. */
  readonly asked: Map<string, number>
  readonly answers: Map<string, PolicyAnswer>
  readonly close: () => Promise<void>
}

/** Serves policies by HTTPS with a certificate for these hosts. */
export async function startPolicyServer(
  authority: Authority,
  names: readonly string[],
): Promise<PolicyServer> {
  const issued = authority.issue({ names })
  const answers = new Map<string, PolicyAnswer>()
  const asked = new Map<string, number>()
  const server: Server = createServer(
    { cert: issued.certificatePem, key: issued.keyPem },
    (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '')
      asked.set(host, (asked.get(host) ?? 0) + 1)
      const answer = request.url === '/.well-known/mta-sts.txt' ? answers.get(host) : undefined
      response.writeHead(answer?.status ?? (answer ? 200 : 404), {
        'content-type': answer?.type ?? 'text/plain',
        ...(answer?.location ? { location: answer.location } : {}),
      })
      response.end(answer?.body ?? '')
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  announceTraffic('127.0.0.1', port, 'the web server of policies in the tests')
  return {
    ...{ port, asked, answers },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
