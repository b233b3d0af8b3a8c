import type { SuppressedValues } from './suppression.ts'

/** Which entry keeps somebody out of every audience. */
export interface SuppressedBy {
  readonly kind: 'address' | 'domain' | 'pattern'
  readonly value: string
}

/** Takes a normalised address; null when it may be mailed. */
export type SuppressionMatch = (addressKey: string) => SuppressedBy | null

/** The same answers as `suppressedSql` gives, without a database. */
export function createSuppressionMatch({
  addresses,
  domains,
  patterns,
}: Pick<SuppressedValues, 'addresses' | 'domains' | 'patterns'>): SuppressionMatch {
  const known = new Set(addresses)
  const suppressed = new Set(domains)
  return (addressKey) => {
    if (known.has(addressKey)) return { kind: 'address', value: addressKey }
    const domain = suppressed.size === 0 ? null : domainAmong(suppressed, addressKey)
    if (domain !== null) return { kind: 'domain', value: domain }
    const pattern = patterns.find((each) => fitsGlob(addressKey, each))
    return pattern === undefined ? null : { kind: 'pattern', value: pattern }
  }
}

/** The domain itself, or the nearest one above it that is suppressed. */
function domainAmong(suppressed: ReadonlySet<string>, addressKey: string): string | null {
  let domain = addressKey.slice(addressKey.lastIndexOf('@') + 1)
  for (;;) {
    if (suppressed.has(domain)) return domain
    const dot = domain.indexOf('.')
    if (dot < 0) return null
    domain = domain.slice(dot + 1)
  }
}

/** GLOB as SQLite has it, of the signs that a suppression may have: * and ?. Never looks back twice. */
function fitsGlob(text: string, pattern: string): boolean {
  let at = 0
  let sign = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    if (pattern[sign] === '*') {
      star = sign
      starAt = at
      sign += 1
    } else if (pattern[sign] === '?' || pattern[sign] === text[at]) {
      at += 1
      sign += 1
    } else if (star >= 0) {
      starAt += 1
      at = starAt
      sign = star + 1
    } else return false
  }
  while (pattern[sign] === '*') sign += 1
  return sign === pattern.length
}
