import { BlockList, isIPv6 } from 'node:net'
import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, recordsOf } from './finding.ts'
import { recordToPublish } from './publication.ts'
import { addressesOf } from './relay-name.ts'

/** Receivers refuse mail from an address without a name that leads back to it (RFC 1912 section 2.1). */
export async function examineReverseName(
  dns: DnsClient,
  address: string,
  helo: string,
): Promise<DeliverabilityFinding> {
  const name = reverseNameOf(address)
  if (isPrivate(address)) return finding('ptr', 'advice', ['ptr-private', { address }], { name })
  const hosts = await recordsOf(dns, name, 'PTR')
  const publish = [recordToPublish(name, 'PTR', `${helo}.`)]
  const [first] = hosts
  if (first === undefined)
    return finding('ptr', 'wrong', ['ptr-missing', { address }], { name, publish })
  for (const host of hosts)
    if ((await addressesOf(dns, host)).some((each) => isSame(each, address)))
      return finding('ptr', 'good', ['ptr-good', { address, host }], { name, found: hosts })
  const place = { name, found: hosts, publish: isIPv6(address) ? [] : [toA(first, address)] }
  return finding('ptr', 'wrong', ['ptr-mismatch', { address, host: first }], place)
}

function toA(host: string, address: string) {
  return recordToPublish(host, 'A', address)
}

/** Addresses that nobody outside sees. */
export function isPrivate(address: string): boolean {
  return unseen.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

const unseen = new BlockList()
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
  ] as const),
  ...([
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
  ] as const),
] as const)
  unseen.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  unseen.addSubnet(network, bits, 'ipv6')

/** RFC 1035 section 3.5, RFC 3596 section 2.5. */
export function reverseNameOf(address: string): string {
  return isIPv6(address)
    ? `${[...wholeIpv6(address)].reverse().join('.')}.ip6.arpa`
    : `${address.split('.').reverse().join('.')}.in-addr.arpa`
}

function isSame(one: string, other: string): boolean {
  if (isIPv6(one) !== isIPv6(other)) return false
  return isIPv6(one) ? wholeIpv6(one) === wholeIpv6(other) : one === other
}

/** All 32 hexadecimal digits. */
function wholeIpv6(address: string): string {
  // The URL standard writes every IPv6 address in one way, a dotted tail included.
  const [, plain = ''] = /^\[(.*)\]$/.exec(new URL(`http://[${address}]`).hostname) ?? []
  const [head = '', tail] = plain.split('::')
  const words = (text: string) => (text === '' ? [] : text.split(':'))
  const [before, after] = [words(head), words(tail ?? '')]
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
    .map((word) => word.padStart(4, '0'))
    .join('')
}
