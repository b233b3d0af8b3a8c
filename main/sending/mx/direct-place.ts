import { BlockList } from 'node:net'
import { fail } from '../../../preload/problem.ts'
import type { OpenedRelease } from '../../approval/approval.ts'
import { resolversOf, type StsStanding, stsBookOf } from '../../deliverability/deliverability.ts'
import type { Session } from '../../identity/identity.ts'
import type { DnsServer } from '../../policy/policy.ts'
import type { SendingOptions } from '../sending-options.ts'

/** What the engine has to know of this PC to find receivers' mail hosts: as a message carries it. */
export interface DirectPlace {
  readonly servers: readonly DnsServer[]
  readonly trustsDnssec: boolean
  readonly port: number
  readonly ca: string | null
  /** This PC's own. */
  readonly addresses: readonly string[]
  readonly isLoopback: boolean
}

/** Null: by a relay. Fails with `sending.direct-not-here` where there is no resolver to ask. */
export function directPlaceOf(
  { manifest: { route } }: Pick<OpenedRelease, 'manifest'>,
  { ports }: Pick<SendingOptions, 'ports'>,
): DirectPlace | null {
  return route.transport?.direct === undefined ? null : placeOf(ports)
}

/** The same with where policies of MTA-STS are asked for and kept, for one run. */
export function directWaysOf(
  opened: Pick<OpenedRelease, 'manifest'>,
  options: Pick<SendingOptions, 'ports'>,
  session: () => Session,
): {
  readonly direct: DirectPlace | null
  readonly sts: (domain: string) => Promise<StsStanding>
} {
  const book = stsBookOf(options.ports)
  return {
    direct: directPlaceOf(opened, options),
    sts: async (domain) => book.standingOf(session().db, domain),
  }
}

export function placeOf(ports: SendingOptions['ports']): DirectPlace {
  const { machinePolicy, mailWorld, localAddresses } = ports
  const servers = resolversOf(ports)
  if (servers.length === 0) fail('sending.direct-not-here', {})
  return {
    servers,
    trustsDnssec: machinePolicy.values.TrustDnssec === true,
    ...{ port: mailWorld.smtpPort, ca: mailWorld.ca, isLoopback: mailWorld.isLoopback },
    addresses: [...localAddresses()],
  }
}

/** Mail to one of these would come back to this PC: its own addresses, the loopback, nowhere. */
export function ownAddressesOf({
  addresses,
  isLoopback,
}: Pick<DirectPlace, 'addresses' | 'isLoopback'>): BlockList {
  const own = new BlockList()
  if (!isLoopback) {
    own.addSubnet('127.0.0.0', 8, 'ipv4')
    own.addAddress('::1', 'ipv6')
  }
  own.addSubnet('0.0.0.0', 8, 'ipv4')
  own.addAddress('::', 'ipv6')
  for (const address of addresses) {
    const bare = address.replace(/%.*$/, '')
    own.addAddress(bare, bare.includes(':') ? 'ipv6' : 'ipv4')
  }
  return own
}
