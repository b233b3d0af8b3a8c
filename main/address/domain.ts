import { domainToASCII, domainToUnicode } from 'node:url'

declare const domainBrand: unique symbol
/** A domain in A-labels and lower case, at most 253 octets, at least two labels. */
export type Domain = string & { readonly [domainBrand]: true }

export type DomainReason =
  | 'domain-missing'
  | 'domain-literal'
  | 'domain-no-dot'
  | 'domain-too-long'
  | 'domain-invalid'

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const dots = /[\u3002\uff0e\uff61]/g

/**
 * Reads a domain (RFC 5321 section 4.1.2, RFC 1035 section 2.3.1), also an internationalized one by
 * UTS #46. Full-width letters and ideographic full stops are what UTS #46 says they are; the same
 * is not done to anything else, so node:url sees nothing that a URL would read differently.
 */
export function parseDomain(text: string): Domain | { readonly reason: DomainReason } {
  if (text === '') return { reason: 'domain-missing' }
  if (text.startsWith('[')) return { reason: 'domain-literal' }
  const ascii = toAscii(text)
  if (ascii === null) return { reason: 'domain-invalid' }
  if (ascii.length > 253) return { reason: 'domain-too-long' }
  const labels = ascii.split('.')
  if (!labels.every((each) => label.test(each))) return { reason: 'domain-invalid' }
  if (labels.length < 2) return { reason: 'domain-no-dot' }
  // A last label of digits is an IPv4 address, however it is written.
  if (/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')) return { reason: 'domain-invalid' }
  return ascii as Domain
}

/** As parseDomain. */
export type DomainReader = (text: string) => ReturnType<typeof parseDomain>

const rememberedMax = 10_000

/** Reads a domain that comes again only once, as long as there are not too many. */
export function rememberingDomains(): DomainReader {
  const known = new Map<string, ReturnType<typeof parseDomain>>()
  return (text) => {
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    const found = parseDomain(text)
    // A part of a text holds on to the whole of it, which may be a piece of a file.
    if (known.size < rememberedMax) known.set(structuredClone(text), found)
    return found
  }
}

function toAscii(text: string): string | null {
  const folded = text.normalize('NFKC').replace(dots, '.').toLowerCase()
  // node:url decodes %41, cuts at / ? # and drops tabs: none of that may reach it.
  if (/[^a-z0-9.\u0080-\u{10ffff}-]/u.test(folded)) return null
  if (!/[\u0080-\u{10ffff}]/u.test(folded))
    return folded.split('.').some((each) => each.startsWith('xn--')) ? checked(folded) : folded
  return domainToASCII(text.replace(dots, '.')) || null
}

/** An A-label is taken only when it says the same after a round trip (RFC 5891 section 5.3). */
function checked(domain: string): string | null {
  const unicode = domainToUnicode(domain)
  return unicode !== domain && domainToASCII(unicode) === domain ? domain : null
}

/** The domain as people write it: U-labels where it has any. */
export function displayDomain(domain: Domain): string {
  return domainToUnicode(domain)
}
