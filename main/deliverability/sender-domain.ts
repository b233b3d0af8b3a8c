import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, recordsOf } from './finding.ts'
import { isNull } from './mail-hosts.ts'
import { recordToPublish } from './publication.ts'

/**
 * Whether the domain in From can be answered: receivers refuse mail from one that cannot. An MX of
 * `.` says that it takes no mail at all (RFC 7505), and is no sender either (section 4.2).
 */
export async function examineSenderDomain(
  dns: DnsClient,
  domain: string,
): Promise<DeliverabilityFinding[]> {
  const subject = 'sender-domain'
  const exchanges = await recordsOf(dns, domain, 'MX')
  const evidence = {
    name: domain,
    found: exchanges.map((each) => `${each.preference} ${each.exchange || '.'}`),
  }
  if (exchanges.some(({ exchange }) => isNull(exchange)))
    return [finding(subject, 'wrong', ['domain-null-mx', { domain }], evidence)]
  if (exchanges.length > 0) {
    const hosts = hostsByPreference(exchanges).join(', ')
    return [finding(subject, 'good', ['domain-mx', { domain, hosts }], evidence)]
  }
  const publish = [recordToPublish(domain, 'MX', `10 mail.${domain}.`)]
  const addresses = [
    ...(await recordsOf(dns, domain, 'A')),
    ...(await recordsOf(dns, domain, 'AAAA')),
  ]
  return addresses.length > 0
    ? [
        finding(subject, 'advice', ['domain-address-only', { domain }], {
          ...{ name: domain, found: addresses, publish },
        }),
      ]
    : [finding(subject, 'wrong', ['domain-none', { domain }], { name: domain, publish })]
}

/** The hosts that take mail for a domain, best first; none for a null MX. */
export async function mailHostsOf(dns: DnsClient, domain: string): Promise<readonly string[]> {
  const exchanges = await recordsOf(dns, domain, 'MX')
  return hostsByPreference(exchanges.filter(({ exchange }) => !isNull(exchange)))
}

function hostsByPreference(
  exchanges: readonly { readonly exchange: string; readonly preference: number }[],
): string[] {
  return [...exchanges].sort((a, b) => a.preference - b.preference).map(({ exchange }) => exchange)
}
