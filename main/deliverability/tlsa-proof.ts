import { createPublicKey, hash, X509Certificate } from 'node:crypto'
import type { DnsData } from './dns-message.ts'

type Tlsa = DnsData['TLSA']

export interface TlsaQuestion {
  /** As the host showed it: its own certificate first, each issuer behind. */
  readonly chain: readonly X509Certificate[]
  /** Usable ones (`isUsableTlsa`) that DNSSEC vouches for. */
  readonly records: readonly Tlsa[]
  /** The names one of which the certificate must carry under DANE-TA (RFC 7672 section 3.2.2). */
  readonly names: readonly string[]
  readonly now: number
}

/**
 * Whether a host's certificate is the one that its TLSA records name (RFC 7672 section 3.1).
 * DANE-EE(3): the key or certificate itself, neither name nor dates matter (section 3.1.1).
 * DANE-TA(2): a chain to the anchor, within its dates, for one of the names (section 3.1.2).
 */
export function isProvenByTlsa({ chain, records, names, now }: TlsaQuestion): boolean {
  const [leaf] = chain
  if (leaf === undefined) return false
  if (records.some((record) => record.usage === 3 && isMatch(record, leaf))) return true
  const anchors = records.filter(({ usage }) => usage === 2)
  const carriesName = names.some((name) => leaf.checkHost(name, hostRules) !== undefined)
  return anchors.length > 0 && carriesName && isChained(chain, anchors, now)
}

const hostRules = { subject: 'default', partialWildcards: false } as const
/** Longer ones are nobody's: each step costs a signature's check. */
const chainLengthMax = 10

/** Walks up from the leaf until an issuer is one of the anchors. */
function isChained(
  chain: readonly X509Certificate[],
  anchors: readonly Tlsa[],
  now: number,
): boolean {
  const pool = [...chain, ...anchors.flatMap(certificateIn)]
  let [current] = chain
  for (let step = 0; step < chainLengthMax && current !== undefined; step += 1) {
    const { validFromDate, validToDate } = current
    if (now < validFromDate.getTime() || now > validToDate.getTime()) return false
    const subject = current
    // The anchor's key alone may be all there is of it (matching type 0, selector 1).
    if (anchors.some((anchor) => isSignedByKey(anchor, subject))) return true
    if (step > 0 && anchors.some((anchor) => isMatch(anchor, subject))) return true
    current = pool.find((each) => each.ca && isIssuer(each, subject) && !isSame(each, subject))
  }
  return false
}

function isIssuer(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey)
}

const isSame = (a: X509Certificate, b: X509Certificate) => a.raw.equals(b.raw)

function isSignedByKey(
  { selector, matchingType, data }: Tlsa,
  certificate: X509Certificate,
): boolean {
  if (selector !== 1 || matchingType !== 0) return false
  try {
    return certificate.verify(createPublicKey({ key: data, format: 'der', type: 'spki' }))
  } catch {
    return false
  }
}

function certificateIn({ selector, matchingType, data }: Tlsa): X509Certificate[] {
  if (selector !== 0 || matchingType !== 0) return []
  try {
    return [new X509Certificate(data)]
  } catch {
    return []
  }
}

/** RFC 6698 section 2.1: what is selected of the certificate, whole or as a digest. */
function isMatch({ selector, matchingType, data }: Tlsa, certificate: X509Certificate): boolean {
  const selected =
    selector === 0 ? certificate.raw : certificate.publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = (['', 'sha256', 'sha512'] as const)[matchingType]
  if (algorithm === undefined) return false
  return data.equals(algorithm === '' ? selected : hash(algorithm, selected, 'buffer'))
}
