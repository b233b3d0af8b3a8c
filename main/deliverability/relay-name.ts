import { isIP } from 'node:net'
import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, recordsOf } from './finding.ts'

/** Where a relay's name leads; an address is itself. Throws a LookupFailed. */
export async function addressesOf(dns: DnsClient, host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host]
  const [four, six] = await Promise.all([recordsOf(dns, host, 'A'), recordsOf(dns, host, 'AAAA')])
  return [...four, ...six]
}

export async function examineRelayName(
  dns: DnsClient,
  host: string,
): Promise<DeliverabilityFinding[]> {
  const found = await addressesOf(dns, host)
  const addresses = found.join(', ')
  return found.length === 0
    ? [finding('relay', 'wrong', ['relay-unknown', { host }], { name: host })]
    : [finding('relay', 'good', ['relay-resolves', { host, addresses }], { name: host, found })]
}
