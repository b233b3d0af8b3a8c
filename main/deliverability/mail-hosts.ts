import { isIP } from 'node:net'
import type { Random } from '../ports.ts'
import type { DnsAnswer, DnsClient } from './dns-client.ts'

export interface MailExchange {
  readonly exchange: string
  readonly preference: number
}

/** Where a domain takes its mail (RFC 5321 section 5.1), or why there is nowhere to take it. */
export type MailHosts =
  | {
      readonly kind: 'hosts'
      /** As DNS named them: `inTurn` puts them in order. */
      readonly exchanges: readonly MailExchange[]
      /** DNSSEC vouches for the way from the domain to these names. */
      readonly isAuthentic: boolean
    }
  /** There is no such domain, or nothing of it that could take mail. */
  | { readonly kind: 'none' }
  /** It says that it takes no mail (RFC 7505). */
  | { readonly kind: 'null-mx' }
  /** DNS does not say for now. */
  | { readonly kind: 'unsure'; readonly reason: string }

/**
 * The hosts of a domain; without an MX the domain itself, where it has an address. An alias is
 * followed by the resolver. A domain that is an address or one label only takes mail nowhere.
 */
export async function findMailHosts(dns: DnsClient, domain: string): Promise<MailHosts> {
  if (isIP(domain) !== 0 || !domain.includes('.') || domain.startsWith('[')) return { kind: 'none' }
  const answer = await dns.lookup(domain, 'MX')
  const unsure = unsureOf(answer)
  if (unsure !== null) return { kind: 'unsure', reason: unsure }
  if (answer.outcome === 'no-name') return { kind: 'none' }
  if (answer.outcome === 'no-records') {
    const { isAuthentic } = answer
    return implicitHost(dns, domain, isAuthentic)
  }
  if (answer.outcome !== 'found') return { kind: 'unsure', reason: answer.outcome }
  const exchanges = answer.records.filter(({ exchange }) => !isNull(exchange))
  if (exchanges.length === 0) return { kind: 'null-mx' }
  return { kind: 'hosts', exchanges, isAuthentic: answer.isAuthentic }
}

/** Why an answer is none; null: it is one. */
export function unsureOf(answer: DnsAnswer<'MX' | 'A' | 'AAAA' | 'TLSA' | 'TXT'>): string | null {
  if (answer.outcome === 'failed') return answer.rcode
  return answer.outcome === 'unreachable' ? 'no resolver answered' : null
}

async function implicitHost(
  dns: DnsClient,
  domain: string,
  isAuthentic: boolean,
): Promise<MailHosts> {
  const found = await findAddresses(dns, domain)
  if (found.kind === 'unsure') return found
  return found.addresses.length === 0
    ? { kind: 'none' }
    : { kind: 'hosts', exchanges: [{ exchange: domain, preference: 0 }], isAuthentic }
}

export type Addresses =
  | {
      readonly kind: 'addresses'
      readonly addresses: readonly string[]
      readonly isAuthentic: boolean
    }
  | { readonly kind: 'unsure'; readonly reason: string }

/** Of a host; one family that does not answer is no reason to leave the other aside. */
export async function findAddresses(dns: DnsClient, host: string): Promise<Addresses> {
  const [four, six] = await Promise.all([dns.lookup(host, 'A'), dns.lookup(host, 'AAAA')])
  const addresses = [four, six].flatMap((each) => (each.outcome === 'found' ? each.records : []))
  const reason = unsureOf(four) ?? unsureOf(six)
  if (addresses.length === 0 && reason !== null) return { kind: 'unsure', reason }
  // A family that was not answered takes nothing from what is vouched for: that would be a way around it.
  const isAuthentic = [four, six].every((each) => !('isAuthentic' in each) || each.isAuthentic)
  return { kind: 'addresses', addresses, isAuthentic }
}

/**
 * In the order in which they are asked: by preference, those of the same preference in random
 * order, anew at each call, so that they share the load (RFC 5321 section 5.1).
 */
export function inTurn(exchanges: readonly MailExchange[], random: Random): string[] {
  const keyed = exchanges.map(({ exchange, preference }) => ({
    ...{ exchange, preference },
    key: Buffer.from(random.bytes(4)).readUInt32BE(0),
  }))
  const ordered = keyed.sort((a, b) => a.preference - b.preference || a.key - b.key)
  return [...new Set(ordered.map(({ exchange }) => exchange))]
}

/**
 * Without ourselves and everything that is not preferred to us: mail that is handed there would come
 * back (RFC 5321 section 5.1). Empty when the domain's mail ends with us.
 */
export function beforeOurselves(
  exchanges: readonly MailExchange[],
  isOurs: (host: string) => boolean,
): MailExchange[] {
  const ours = exchanges.filter(({ exchange }) => isOurs(exchange))
  const limit = Math.min(...ours.map(({ preference }) => preference))
  return exchanges.filter(({ preference }) => preference < limit)
}

export function isNull(exchange: string): boolean {
  return exchange === '' || exchange === '.'
}
