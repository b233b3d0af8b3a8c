import type { deliverabilityProblems } from '../../../../preload/problem/deliverability.ts'

export const deliverability: Record<keyof typeof deliverabilityProblems, string> = {
  'deliverability.dns-unreachable':
    'No answer from the DNS servers ({servers}), so nothing could be looked up. Ask IT whether the network is up and whether this PC may reach them (port 53), then test again.',
  'deliverability.no-resolver':
    'This PC has no DNS server, so nothing could be looked up. Set one in the PC’s network settings, or under “DNS servers” in the policy of this PC.',
}
