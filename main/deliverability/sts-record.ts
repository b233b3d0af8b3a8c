import type { DnsClient } from './dns-client.ts'
import { unsureOf } from './mail-hosts.ts'
import { parseTags } from './tag-list.ts'

/** What `_mta-sts.<domain>` says (RFC 8461 section 3.1). */
export type StsRecord =
  | { readonly kind: 'none' | 'many' | 'invalid'; readonly found: readonly string[] }
  | { readonly kind: 'found'; readonly found: readonly string[]; readonly id: string }
  | { readonly kind: 'unsure'; readonly reason: string }

export async function findStsRecord(dns: DnsClient, domain: string): Promise<StsRecord> {
  const answer = await dns.lookup(`_mta-sts.${domain}`, 'TXT')
  const reason = unsureOf(answer)
  if (reason !== null) return { kind: 'unsure', reason }
  const records = answer.outcome === 'found' ? answer.records : []
  const found = records.filter((each) => /^v=STSv1(;|\s|$)/i.test(each))
  const [record] = found
  if (record === undefined) return { kind: 'none', found }
  if (found.length > 1) return { kind: 'many', found }
  const id = parseTags(record).get('id') ?? ''
  return /^v=STSv1\s*;/.test(record) && /^[A-Za-z0-9]{1,32}$/.test(id)
    ? { kind: 'found', found, id }
    : { kind: 'invalid', found }
}
