import type { Handlers } from '../../preload/contract/channel.ts'
import type { deliverabilityChannels } from '../../preload/contract/deliverability.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { Route, SenderIdentity } from '../journal/journal.ts'
import { toDnsServerText } from '../policy/policy.ts'
import type { Ports } from '../ports.ts'
import type { DnsClient } from './dns-client.ts'
import { domainIn, examine, requireDns } from './examine.ts'
import { outletsOf, setOutlets } from './outlets.ts'
import type { Outside } from './outside.ts'
import { dnsClientOf, type ResolverPorts, resolversOf } from './resolver.ts'
import { type ReadPolicy, readPolicy } from './sts-book.ts'
import { fetchStsPolicy } from './sts-fetch.ts'

export interface DeliverabilityOptions {
  readonly ports: ResolverPorts & Pick<Ports, 'clock' | 'mailWorld'>
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  readonly chainOf: Outside['chainOf']
}

export function deliverabilityHandlers({
  ports,
  session,
  chainOf,
}: DeliverabilityOptions): Handlers<typeof deliverabilityChannels> {
  return {
    async 'deliverability.examine'({ route, identity }) {
      const chosen = { route: routeOf(session(), route), identity: senderOf(session(), identity) }
      const dns = dnsClientOf(ports)
      const names = resolversOf(ports).map(toDnsServerText)
      await requireDns(dns, domainIn(chosen.identity.address), names)
      const at = new Date(ports.clock.now())
      const outlets = outletsOf(session().db, route)
      const { findings, outlets: used } = await examine({
        ...{ ...chosen, dns, outlets, at },
        outside: { policyOf: (domain) => readPolicyOf(ports, dns, domain), chainOf },
      })
      return {
        at: at.toISOString(),
        servers: names,
        trustsDnssec: ports.machinePolicy.values.TrustDnssec === true,
        outlets: { ...used, addresses: [...used.addresses] },
        findings: [...findings],
      }
    },
    'deliverability.outlets': ({ route }) => outletsOf(session().db, routeOf(session(), route).id),
    'deliverability.set-outlets'({ route, addresses }) {
      setOutlets(session().db, routeOf(session(), route).id, addresses)
      return {}
    },
  }
}

async function readPolicyOf(
  { mailWorld }: DeliverabilityOptions['ports'],
  dns: DnsClient,
  domain: string,
): Promise<ReadPolicy> {
  const place = { port: mailWorld.httpsPort, ca: mailWorld.ca }
  return readPolicy(await fetchStsPolicy(dns, domain, place))
}

function routeOf({ journal }: Session, id: string): Route {
  const route = journal.policy().detail.routes.find((each) => each.id === id)
  return route ?? fail('approval.no-such-route', {})
}

function senderOf({ journal }: Session, id: string): SenderIdentity {
  const identity = journal.policy().detail.senderIdentities.find((each) => each.id === id)
  return identity ?? fail('approval.no-identity', {})
}
