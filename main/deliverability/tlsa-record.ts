import type { DnsData } from './dns-message.ts'

/** RFC 7672 section 3.1: DANE-TA(2) or DANE-EE(3), of a form that we can compare. */
export function isUsableTlsa({ usage, selector, matchingType, data }: DnsData['TLSA']): boolean {
  const length = [null, 32, 64][matchingType]
  const isWhole = length === null ? data.length > 0 : data.length === length
  return (usage === 2 || usage === 3) && selector <= 1 && length !== undefined && isWhole
}

export function tlsaText({ usage, selector, matchingType, data }: DnsData['TLSA']): string {
  return `${usage} ${selector} ${matchingType} ${data.toString('hex')}`
}
