import type { DnsClient } from './dns-client.ts'
import type { DnsData } from './dns-message.ts'
import { findAddresses, unsureOf } from './mail-hosts.ts'
import { isUsableTlsa } from './tlsa-record.ts'

/** What DNS says of one mail host: where it is, and by what it is to be known (RFC 7672 section 2.2). */
export type HostStanding =
  | {
      readonly kind: 'host'
      readonly addresses: readonly string[]
      readonly dane: /** Nothing that DNSSEC vouches for. */
        | { readonly kind: 'none' }
        /** There is no record that could be compared: TLS is a must, and proves nothing (section 2.2). */
        | { readonly kind: 'unusable' }
        | { readonly kind: 'usable'; readonly records: readonly DnsData['TLSA'][] }
    }
  /** DNS does not say, or what it says does not verify: nothing may go to this host for now. */
  | { readonly kind: 'unsure'; readonly reason: string }

export async function standingOfHost(
  dns: DnsClient,
  host: string,
  { port, isNameAuthentic }: { readonly port: number; readonly isNameAuthentic: boolean },
): Promise<HostStanding> {
  const found = await findAddresses(dns, host)
  if (found.kind === 'unsure') return found
  const { addresses } = found
  const without = { kind: 'host', addresses, dane: { kind: 'none' } } as const
  // Without DNSSEC up to here nobody vouches for what a TLSA record would prove.
  if (!isNameAuthentic || !found.isAuthentic || addresses.length === 0) return without
  const answer = await dns.lookup(`_${port}._tcp.${host}`, 'TLSA')
  const reason = unsureOf(answer)
  if (reason !== null) return { kind: 'unsure', reason: `TLSA: ${reason}` }
  if (answer.outcome !== 'found' || !answer.isAuthentic) return without
  const records = answer.records.filter(isUsableTlsa)
  const dane =
    records.length === 0 ? ({ kind: 'unusable' } as const) : ({ kind: 'usable', records } as const)
  return { kind: 'host', addresses, dane }
}
