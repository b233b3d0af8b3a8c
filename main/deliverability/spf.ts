import type { FindingSubject, Publication } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, type Judged, LookupFailed, recordsOf, type Sentence } from './finding.ts'
import { toMailauthResolver } from './mailauth-resolver.ts'
import { recordToPublish } from './publication.ts'

export interface SpfQuestion {
  readonly subject: Extract<FindingSubject, 'spf-envelope' | 'spf-from'>
  /** The address whose domain is asked. */
  readonly sender: string
  readonly domain: string
  /** Where receivers see the mail come from. */
  readonly outlets: readonly string[]
  readonly helo: string
}

/** The limit of RFC 7208 section 4.6.4. */
const lookupsMax = 10
/** Nobody's address (RFC 5737): with it the record is read to its end. */
const nobody = '192.0.2.255'

/** RFC 7208 for each of the addresses that mail leaves from; the first one that fails is told. */
export async function examineSpf(dns: DnsClient, question: SpfQuestion): Promise<Judged> {
  const { domain, outlets, subject } = question
  const found = (await recordsOf(dns, domain, 'TXT')).filter(isSpf)
  const evidence = { name: domain, found }
  const wrong = (sentence: Sentence): Judged => ({
    passes: false,
    finding: finding(subject, 'wrong', sentence, {
      ...evidence,
      publish: toPublish(domain, found, outlets),
    }),
  })
  const [record] = found
  if (record === undefined) return wrong(['spf-missing', { domain }])
  if (found.length > 1) return wrong(['spf-many', { domain, count: found.length }])
  const addresses = outlets.length === 0 ? [nobody] : outlets
  for (const address of addresses) {
    const { result, detail, lookupCount } = await evaluate(dns, question, address)
    if (result === 'temperror') throw new LookupFailed(domain, detail)
    if (lookupCount > lookupsMax) return wrong(['spf-lookups', { domain, count: lookupsMax }])
    if (result === 'permerror') return wrong(['spf-invalid', { domain, detail }])
    if (outlets.length > 0 && result !== 'pass')
      return wrong(['spf-not-named', { domain, address, result }])
  }
  return outlets.length === 0
    ? {
        passes: 'unknown',
        finding: finding(subject, 'unknown', ['spf-no-address', { domain }], evidence),
      }
    : {
        passes: true,
        finding: finding(
          subject,
          'good',
          ['spf-pass', { domain, addresses: outlets.join(', ') }],
          evidence,
        ),
      }
}

async function evaluate(
  dns: DnsClient,
  { sender, helo }: SpfQuestion,
  ip: string,
): Promise<{ readonly result: string; readonly detail: string; readonly lookupCount: number }> {
  // Loaded where it is used: it takes a while, and most people never come here.
  const { spf } = await import('mailauth/lib/spf/index.js')
  const { status, lookups } = await spf({
    ...{ sender, ip, helo, mta: 'receiver' },
    strict: true,
    resolver: toMailauthResolver(dns),
  })
  // mailauth's comment names itself and the sender before what it has to say.
  const detail = (status.comment || '').replace(/^.*?lookup of [^:]*:? ?/, '')
  return { result: status.result, detail, lookupCount: lookups?.count ?? 0 }
}

export function isSpf(record: string): boolean {
  return /^v=spf1(?: |$)/i.test(record)
}

/** The record that there is with the outlets named before its end, or a new one. */
function toPublish(
  domain: string,
  found: readonly string[],
  outlets: readonly string[],
): Publication[] {
  const own = outlets.map((each) => `${each.includes(':') ? 'ip6' : 'ip4'}:${each}`)
  const terms = [...new Set(found.flatMap((record) => record.trim().split(/ +/).slice(1)))]
  const isEnd = (term: string) => /^[-+~?]?all$|^redirect=/i.test(term)
  const kept = terms.filter((term) => !isEnd(term))
  const [end = '~all'] = terms.filter(isEnd)
  if (own.length === 0 && kept.length === 0) return []
  return [recordToPublish(domain, 'TXT', ['v=spf1', ...new Set([...kept, ...own]), end].join(' '))]
}
