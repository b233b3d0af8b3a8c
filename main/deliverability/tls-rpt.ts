import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, recordsOf } from './finding.ts'
import { recordToPublish } from './publication.ts'
import { parseTags } from './tag-list.ts'

/** Where others report that TLS to this domain fails (RFC 8460 section 3). */
export async function examineTlsRpt(
  dns: DnsClient,
  domain: string,
): Promise<DeliverabilityFinding[]> {
  const name = `_smtp._tls.${domain}`
  const found = (await recordsOf(dns, name, 'TXT')).filter((each) =>
    /^v=TLSRPTv1(;|\s|$)/i.test(each),
  )
  const publish = [recordToPublish(name, 'TXT', `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`)]
  const [record] = found
  if (record === undefined)
    return [finding('tls-rpt', 'advice', ['tls-rpt-missing', { domain }], { name, publish })]
  if (found.length > 1)
    return [
      finding('tls-rpt', 'wrong', ['tls-rpt-many', { domain, count: found.length }], {
        name,
        found,
      }),
    ]
  const to = parseTags(record).get('rua') ?? ''
  return /^v=TLSRPTv1\s*;/.test(record) && /^(mailto:|https:)/i.test(to)
    ? [finding('tls-rpt', 'good', ['tls-rpt-found', { domain, to }], { name, found })]
    : [finding('tls-rpt', 'wrong', ['tls-rpt-invalid', { domain }], { name, found, publish })]
}
