import { type Domain, type DomainReader, type DomainReason, parseDomain } from './domain.ts'

declare const addressBrand: unique symbol
/**
 * A mailbox that can stand in an envelope as it is: dot-atom local part of at most 64 octets, `@`,
 * a domain in A-labels, 254 octets in all, printable ASCII throughout (RFC 5321 section 4.1.2).
 * The local part keeps the case in which it was given.
 */
export type EmailAddress = string & { readonly [addressBrand]: true }

/** Why a text is no address for us. Each has a sentence: `lists.row-address-<reason>`. */
export type AddressReason =
  | 'missing'
  | 'too-long'
  | 'control-character'
  | 'hidden-character'
  | 'display-name'
  | 'several'
  | 'source-route'
  | 'comment'
  | 'quoted'
  | 'no-at'
  | 'several-at'
  | 'white-space'
  | 'local-missing'
  | 'local-too-long'
  | 'local-full-width'
  | 'local-not-ascii'
  | 'local-dots'
  | 'local-character'
  /** `a..b@docomo.ne.jp`: once handed out by mobile carriers, never valid in RFC 5321. */
  | 'legacy-mobile'
  | DomainReason

export type AddressRefusal = { readonly reason: AddressReason }

const atom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
// Everything that is drawn as nothing or turns the text around it: bidi controls, zero-width
// characters, variation selectors, soft hyphens, tags, line and paragraph separators.
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffd]/u
const controls = /[\p{Cc}\p{Cs}]/u
const mobileDomains = /(?:^|\.)(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|vodafone\.ne\.jp)$/

/**
 * Reads one address by our own grammar (FAULTS 6.3): no quoted local parts, comments, groups,
 * source routes or display names, because two readers of those do not agree on the mailbox.
 * White space around it is dropped; a full-width ＠ is taken for the separator when it is the only
 * one. Nothing else in the local part is changed: a full-width letter there is a reason of its own.
 */
export function parseAddress(
  input: string,
  readDomain: DomainReader = parseDomain,
): EmailAddress | AddressRefusal {
  if (isPlain(input, readDomain)) return input as EmailAddress
  const text = input.trim()
  const reason = refusalOfWhole(text)
  if (reason !== null) return { reason }
  const at = text.search(/[@＠]/)
  const domain = readDomain(text.slice(at + 1))
  const local = text.slice(0, at)
  const localReason = refusalOfLocal(local, typeof domain === 'string' ? domain : null)
  if (localReason !== null) return { reason: localReason }
  if (typeof domain !== 'string') return domain
  const address = `${local}@${domain}`
  return address.length > 254 ? { reason: 'too-long' } : (address as EmailAddress)
}

/** True for a text that parseAddress takes. */
export function isAddress(text: string): boolean {
  return typeof parseAddress(text) === 'string'
}

/**
 * What two spellings of one mailbox have in common. RFC 5321 leaves the case of the local part to
 * the receiving host; no office means two people by it.
 */
export function normaliseAddress(address: EmailAddress): string {
  return address.toLowerCase()
}

export function domainOf(address: EmailAddress): Domain {
  return address.slice(address.indexOf('@') + 1) as Domain
}

/** What nearly every address of a million is: nothing to change and nothing to decide. */
function isPlain(text: string, readDomain: DomainReader): boolean {
  const at = text.indexOf('@')
  if (at < 1 || at > 64 || text.length > 254 || !atom.test(text.slice(0, at))) return false
  const domain = text.slice(at + 1)
  return readDomain(domain) === domain
}

function refusalOfWhole(text: string): AddressReason | null {
  if (text === '') return 'missing'
  if (text.length > 1000) return 'too-long'
  if (controls.test(text)) return 'control-character'
  if (hidden.test(text)) return 'hidden-character'
  if (/^<?@[^:]*:/.test(text)) return 'source-route'
  if (/[<>]/.test(text)) return 'display-name'
  if (/[,;，；、]/.test(text) || /^[^@＠]*:/.test(text)) return 'several'
  if (/[()]/.test(text)) return 'comment'
  if (/["“”]/.test(text)) return 'quoted'
  const count = text.match(/[@＠]/g)?.length ?? 0
  if (count === 0) return 'no-at'
  if (count > 1) return 'several-at'
  if (/\s/.test(text)) return 'white-space'
  return null
}

function refusalOfLocal(local: string, domain: Domain | null): AddressReason | null {
  if (local === '') return 'local-missing'
  if (/[^\u0020-\u007e]/.test(local))
    return /^[\u0020-\u007e]+$/.test(local.normalize('NFKC'))
      ? 'local-full-width'
      : 'local-not-ascii'
  if (local.length > 64) return 'local-too-long'
  if (atom.test(local)) return null
  if (!/^[.A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/.test(local)) return 'local-character'
  return domain !== null && mobileDomains.test(domain) ? 'legacy-mobile' : 'local-dots'
}
