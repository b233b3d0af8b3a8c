import { BlockList, isIP } from 'node:net'
import { fail } from '../../preload/problem.ts'
import type { PolicyRules } from '../journal/journal.ts'

/**
 * Fails with `identity.outside-login-networks` when none of this PC's addresses is in a network from
 * which the policy lets people sign in.
 */
export function requireLoginNetwork(
  { loginNetworks }: Pick<PolicyRules, 'loginNetworks'>,
  addresses: readonly string[],
): void {
  if (!isAllowed(loginNetworks, addresses))
    fail('identity.outside-login-networks', { addresses: listed(addresses) })
}

/** The same for the release of a delivery. Fails with `identity.outside-release-networks`. */
export function requireReleaseNetwork(
  { releaseNetworks }: Pick<PolicyRules, 'releaseNetworks'>,
  addresses: readonly string[],
): void {
  if (!isAllowed(releaseNetworks, addresses))
    fail('identity.outside-release-networks', { addresses: listed(addresses) })
}

/** An empty limit is none. A network that cannot be read allows nobody. */
function isAllowed(networks: readonly string[], addresses: readonly string[]): boolean {
  if (networks.length === 0) return true
  const allowed = new BlockList()
  for (const network of networks) addNetwork(allowed, network)
  return addresses.some((each) => allowed.check(each, familyOf(each)))
}

function addNetwork(list: BlockList, cidr: string): boolean {
  const [address = '', prefix] = cidr.split('/')
  const version = isIP(address)
  const bitsMax = version === 6 ? 128 : 32
  const bits = prefix === undefined ? bitsMax : Number(prefix)
  if (version === 0 || bits > bitsMax) return false
  list.addSubnet(address, bits, familyOf(address))
  return true
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

function listed(addresses: readonly string[]): string {
  return addresses.length === 0 ? '–' : addresses.join(', ')
}
