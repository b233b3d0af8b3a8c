import type { AddressReason } from './address.ts'
import { parseAddress } from './address.ts'
import type { Domain, DomainReader } from './domain.ts'
import { displayDomain, parseDomain } from './domain.ts'

/**
 * Whether every relay takes an address as it is. legacy-mobile: `a..b@` and `a.@` as Japanese
 * carriers handed out until 2009, which RFC 5321 knows only in quotes. smtputf8: the part before @
 * is not ASCII and needs the extension of RFC 6531.
 */
export type Reach = 'plain' | 'legacy-mobile' | 'smtputf8'

/** An address that people have; only a plain one is an EmailAddress. */
export interface Mailbox {
  readonly address: string
  /** What two spellings of one mailbox have in common. */
  readonly key: string
  readonly reach: Reach
}

// Letters, marks and digits of any script, and the signs that ASCII local parts may have.
const unicodeAtom =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const plainRefusals = { 'legacy-mobile': 'legacy-mobile', 'local-not-ascii': 'smtputf8' } as const

/** As parseAddress, and two kinds more that exist and that not every route can reach. */
export function parseMailbox(
  input: string,
  readDomain: DomainReader = parseDomain,
): Mailbox | { readonly reason: AddressReason } {
  const address = parseAddress(input, readDomain)
  if (typeof address === 'string') return { address, key: address.toLowerCase(), reach: 'plain' }
  const { reason } = address
  if (reason !== 'legacy-mobile' && reason !== 'local-not-ascii') return address
  const text = input.trim()
  const at = text.search(/[@＠]/)
  const domain = readDomain(text.slice(at + 1))
  if (typeof domain !== 'string') return domain
  const local = text.slice(0, at).normalize('NFC')
  if (reason === 'local-not-ascii' && !unicodeAtom.test(local)) return address
  const whole = `${local}@${domain}`
  if (Buffer.byteLength(local) > 64) return { reason: 'local-too-long' }
  if (Buffer.byteLength(whole) > 254) return { reason: 'too-long' }
  return { address: whole, key: whole.toLowerCase(), reach: plainRefusals[reason] }
}

/** Latin letters together with Greek or Cyrillic ones, which look the same and are not. */
export function hasMixedScripts(address: string): boolean {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  const parts = [address.slice(0, at)]
  if (domain.includes('xn--')) parts.push(...displayDomain(domain as Domain).split('.'))
  return parts.some(
    (part) => /\p{Script=Latin}/u.test(part) && /[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(part),
  )
}
