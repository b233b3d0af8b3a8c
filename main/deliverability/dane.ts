import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import type { DnsData } from './dns-message.ts'
import { ask, finding } from './finding.ts'

/**
 * Whether a host's key is bound to its name by DNSSEC (RFC 7672). Only usages 2 and 3 count for SMTP
 * (section 3.1), and nothing counts that was not validated.
 */
export async function examineDane(
  dns: DnsClient,
  host: string,
  port: number,
): Promise<DeliverabilityFinding> {
  const name = `_${port}._tcp.${host}`
  const answer = await ask(dns, name, 'TLSA')
  if (answer.outcome !== 'found')
    return finding('dane', 'advice', ['dane-missing', { host }], { name })
  const place = { name, found: answer.records.map(toText) }
  if (!answer.saysAuthentic)
    return finding('dane', 'wrong', ['dane-not-validated', { host }], place)
  if (!answer.isAuthentic) return finding('dane', 'unknown', ['dane-not-believed', { host }], place)
  return answer.records.some(isUsableTlsa)
    ? finding('dane', 'good', ['dane-good', { host }], place)
    : finding('dane', 'wrong', ['dane-unusable', { host }], place)
}

/** RFC 7672 section 3.1: DANE-TA(2) or DANE-EE(3), of a form that we can compare. */
export function isUsableTlsa({ usage, selector, matchingType, data }: DnsData['TLSA']): boolean {
  const length = [null, 32, 64][matchingType]
  const isWhole = length === null ? data.length > 0 : data.length === length
  return (usage === 2 || usage === 3) && selector <= 1 && length !== undefined && isWhole
}

function toText({ usage, selector, matchingType, data }: DnsData['TLSA']): string {
  return `${usage} ${selector} ${matchingType} ${data.toString('hex')}`
}
