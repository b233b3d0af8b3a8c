import { type DnsServer, parseDnsServer } from '../policy/policy.ts'
import type { Ports } from '../ports.ts'
import { createDnsClient, type DnsClient } from './dns-client.ts'

export type ResolverPorts = Pick<Ports, 'random' | 'machinePolicy' | 'systemResolvers'>

/** IT's own, or else those that this PC is set to use. */
export function resolversOf({
  machinePolicy,
  systemResolvers,
}: ResolverPorts): readonly DnsServer[] {
  const lines = machinePolicy.values.DnsServers ?? systemResolvers()
  return lines.flatMap((line) => parseDnsServer(line) ?? [])
}

/**
 * For one piece of work: what was once answered is not asked again.
 * timeoutMs: for one attempt at one resolver; the client's own where absent.
 */
export function dnsClientOf(ports: ResolverPorts, timeoutMs?: number): DnsClient {
  return createDnsClient({
    servers: resolversOf(ports),
    random: ports.random,
    trustsDnssec: ports.machinePolicy.values.TrustDnssec === true,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
}
