import { isIP } from 'node:net'
import {
  type DeliverabilityFinding,
  findingSubjects,
} from '../../preload/contract/deliverability.ts'
import { fail } from '../../preload/problem.ts'
import type { Route, SenderIdentity } from '../journal/journal.ts'
import { examineBimi } from './bimi.ts'
import { examineDane } from './dane.ts'
import { examineDkim, type PublishedKey } from './dkim.ts'
import { type DmarcQuestion, examineDmarc } from './dmarc.ts'
import type { DnsClient } from './dns-client.ts'
import { failedFinding, finding, type Judged, judgedOrFailed, orFailed } from './finding.ts'
import { examineMtaSts } from './mta-sts.ts'
import type { Outside } from './outside.ts'
import { examineRelayName } from './relay-name.ts'
import { examineReverseName, isPrivate } from './reverse-name.ts'
import { examineSenderDomain, mailHostsOf } from './sender-domain.ts'
import { examineSpf } from './spf.ts'
import { examineTlsRpt } from './tls-rpt.ts'

export interface Examination {
  readonly dns: DnsClient
  readonly route: Pick<Route, 'host' | 'port' | 'tls' | 'dkim' | 'transport'>
  readonly identity: Pick<SenderIdentity, 'address'>
  /** What an administrator has entered; empty: nothing. */
  readonly outlets: readonly string[]
  readonly at: Date
  readonly outside: Outside
}

export interface Examined {
  readonly outlets: { readonly addresses: readonly string[]; readonly areAssumed: boolean }
  readonly findings: readonly DeliverabilityFinding[]
}

/** Everything that DNS says of mail by this route in this name, by subject. */
export async function examine(o: Examination): Promise<Examined> {
  const { dns, route, identity, at, outside } = o
  const domain = domainIn(identity.address)
  const { host } = route
  const outlets = await usedOutlets(o)
  const parts = await Promise.all([
    orFailed('sender-domain', () => examineSenderDomain(dns, domain)),
    examineAuthentication(o, domain, outlets.addresses),
    orFailed('relay', () => examineRelayName(dns, host)),
    examineReverseNames(dns, outlets.addresses, host),
    orFailed('mta-sts', () => examineMtaSts(dns, domain, { at, outside })),
    orFailed('tls-rpt', () => examineTlsRpt(dns, domain)),
    examineRelayKey(o),
    examineOwnHosts(o, domain),
  ])
  const order = (one: DeliverabilityFinding) => findingSubjects.indexOf(one.subject)
  return { outlets, findings: parts.flat().sort((a, b) => order(a) - order(b)) }
}

/** Fails with `deliverability.dns-unreachable` before anything else is asked in vain. */
export async function requireDns(
  dns: DnsClient,
  domain: string,
  servers: readonly string[],
): Promise<void> {
  if (servers.length === 0) fail('deliverability.no-resolver', {})
  const { outcome } = await dns.lookup(domain, 'SOA')
  if (outcome === 'unreachable')
    fail('deliverability.dns-unreachable', { servers: servers.join(', ') })
}

export function domainIn(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** What was entered, or else the relay's own addresses where anybody outside can see them. */
async function usedOutlets({ dns, route, outlets }: Examination): Promise<Examined['outlets']> {
  if (outlets.length > 0) return { addresses: outlets, areAssumed: false }
  const answers = await Promise.all([dns.lookup(route.host, 'A'), dns.lookup(route.host, 'AAAA')])
  const found = answers.flatMap((answer) => (answer.outcome === 'found' ? answer.records : []))
  return { addresses: found.filter((each) => !isPrivate(each)), areAssumed: true }
}

/** SPF and DKIM, DMARC on top of both, and BIMI on top of that. */
async function examineAuthentication(
  { dns, route, identity }: Examination,
  domain: string,
  outlets: readonly string[],
): Promise<DeliverabilityFinding[]> {
  const spfOf = (subject: 'spf-envelope' | 'spf-from', sender: string) =>
    judgedOrFailed(subject, () =>
      examineSpf(dns, { subject, sender, domain: domainIn(sender), outlets, helo: route.host }),
    )
  // The manifest's envelope sender is the identity's address as well (approval's headersOf).
  const [envelope, from, ...keys] = await Promise.all([
    spfOf('spf-envelope', identity.address),
    spfOf('spf-from', identity.address),
    ...keysOf(route).map((key) => judgedOrFailed('dkim', () => examineDkim(dns, key))),
  ])
  const spf = { domain, passes: envelope.passes }
  const dkim = { domain: route.dkim.domain, passes: anyOf(keys.map(({ passes }) => passes)) }
  const policy = await examinePolicies(dns, { domain, spf, dkim })
  return [envelope, from, ...keys].map((each) => each.finding).concat(policy)
}

async function examinePolicies(
  dns: DnsClient,
  question: DmarcQuestion,
): Promise<DeliverabilityFinding[]> {
  const { domain } = question
  try {
    const { findings, verdict } = await examineDmarc(dns, question)
    return [...findings, ...(await orFailed('bimi', () => examineBimi(dns, domain, verdict)))]
  } catch (error) {
    return [failedFinding('dmarc', error)]
  }
}

function anyOf(passes: readonly Judged['passes'][]): Judged['passes'] {
  if (passes.includes(true)) return true
  return passes.includes('unknown') ? 'unknown' : false
}

async function examineReverseNames(
  dns: DnsClient,
  outlets: readonly string[],
  helo: string,
): Promise<readonly DeliverabilityFinding[]> {
  if (outlets.length === 0) return [finding('ptr', 'unknown', ['ptr-no-address', {}], { name: '' })]
  const each = await Promise.all(
    outlets.map((address) =>
      orFailed('ptr', async () => [await examineReverseName(dns, address, helo)]),
    ),
  )
  return each.flat()
}

/** DANE of the relay; without one there is none of ours. */
function examineRelayKey(o: Examination): Promise<readonly DeliverabilityFinding[]> {
  const { dns, route, at, outside } = o
  const { host, port, tls, transport } = route
  if (transport?.direct !== undefined || isIP(host) !== 0) return Promise.resolve([])
  const question = { host, port, tls, names: [host], clientName: host, at, outside }
  return orFailed('dane', async () => [await examineDane(dns, question)])
}

/** DANE of the domain's own mail hosts, where replies and returned mail come in. */
function examineOwnHosts(
  { dns, route, at, outside }: Examination,
  domain: string,
): Promise<readonly DeliverabilityFinding[]> {
  return orFailed('dane', async () => {
    const hosts = await mailHostsOf(dns, domain)
    const how = { port: 25, tls: 'starttls', clientName: route.host, at, outside } as const
    return Promise.all(
      hosts
        .slice(0, hostsMax)
        .map((host) => examineDane(dns, { ...how, host, names: [host, domain] })),
    )
  })
}
const hostsMax = 10

function keysOf({ dkim }: Pick<Route, 'dkim'>): PublishedKey[] {
  const { domain, selector, publicKey, ed25519 } = dkim
  return [
    { kind: 'rsa', domain, selector, publicKey },
    ...(ed25519 === undefined ? [] : [{ kind: 'ed25519' as const, domain, ...ed25519 }]),
  ]
}
