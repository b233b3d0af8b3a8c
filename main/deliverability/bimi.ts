import type { DMARCResult } from 'mailauth'
import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, LookupFailed, recordsOf } from './finding.ts'
import { toMailauthResolver } from './mailauth-resolver.ts'
import { recordToPublish } from './publication.ts'

/** Whether receivers would show a logo. The logo itself is on a web server, and is not read. */
export async function examineBimi(
  dns: DnsClient,
  domain: string,
  dmarc: DMARCResult | null,
): Promise<DeliverabilityFinding[]> {
  const name = `default._bimi.${domain}`
  const found = await recordsOf(dns, name, 'TXT')
  const text = `v=BIMI1; l=https://www.${domain}/logo.svg; a=`
  const publish = [recordToPublish(name, 'TXT', text)]
  const { bimi } = await import('mailauth/lib/bimi/index.js')
  const verdict = dmarc === null ? false : await bimi({ dmarc, resolver: toMailauthResolver(dns) })
  if (verdict === false || verdict.status.result === 'skipped')
    return [finding('bimi', 'advice', ['bimi-waits', { domain }], { name, found })]
  const { result, comment } = verdict.status
  const detail = comment || ''
  if (result === 'temperror') throw new LookupFailed(name, detail)
  if (result === 'none')
    return [finding('bimi', 'advice', ['bimi-missing', { domain }], { name, found, publish })]
  if (result === 'declined')
    return [finding('bimi', 'good', ['bimi-declined', { domain }], { name, found })]
  if (result === 'pass') {
    const location = verdict.location ?? ''
    const shown = verdict.rr === undefined ? found : [verdict.rr]
    return [finding('bimi', 'good', ['bimi-found', { domain, location }], { name, found: shown })]
  }
  const invalid = ['bimi-invalid', { domain, detail }] as const
  return [finding('bimi', 'wrong', invalid, { name, found, publish })]
}
