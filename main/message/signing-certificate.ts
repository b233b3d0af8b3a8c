import {
  type Certificate,
  isAddressOf,
  isIssuedBy,
  isSelfIssued,
  readCertificate,
} from './certificate.ts'
import { type PfxContent, publicKeyOf, readPfx } from './pfx.ts'

/** A certificate that signs mail, with its private key. */
export interface SigningKeyPair {
  /** The signer's first, then each one's issuer; a root only where it signs by itself. */
  readonly certificates: readonly Certificate[]
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
}

/** Why a certificate cannot sign; `subject` is of the certificate that is to blame. */
export type CertificateFault =
  | { readonly reason: 'password' | 'unreadable' | 'no-key' | 'no-certificate' }
  | {
      readonly reason: 'key-weak' | 'key-kind' | 'purpose' | 'expired' | 'not-yet'
      subject: string
    }
  | { readonly reason: 'chain'; readonly subject: string; readonly issuer: string }
  | { readonly reason: 'address'; readonly subject: string; readonly addresses: string }

const rsaBitsMin = 2048
const chainMax = 10

/**
 * The key in a PKCS #12 file that signs mail of this address at this time (milliseconds), with its
 * whole chain, or what keeps it from doing so. Takes long on purpose: in a thread.
 */
export function readSigningKeyPair(
  file: Uint8Array,
  o: { readonly password: string; readonly address: string; readonly now: number },
): SigningKeyPair | CertificateFault {
  const content = readPfx(file, o.password)
  if (typeof content === 'string') return { reason: content }
  const certificates = content.certificates.flatMap((bytes) => readCertificate(bytes) ?? [])
  const pair = pairOf(content, certificates, o.address)
  if ('reason' in pair) return pair
  const chain = chainOf(pair.certificate, certificates)
  if ('reason' in chain) return chain
  const fault = signerFault(pair.certificate, o.address) ?? timeFault(chain, o.now)
  if (fault !== null) return fault
  return {
    certificates: chain.filter((each, index) => index === 0 || !isSelfIssued(each)),
    privateKey: pair.key,
  }
}

/** Of several keys the one that fits the address. */
function pairOf(
  { keys }: PfxContent,
  certificates: readonly Certificate[],
  address: string,
): { readonly key: Uint8Array; readonly certificate: Certificate } | CertificateFault {
  if (keys.length === 0) return { reason: 'no-key' }
  const pairs = keys.flatMap((key) => {
    const publicKey = publicKeyOf(key)
    return certificates
      .filter((each) => publicKey !== null && Buffer.compare(each.publicKey, publicKey) === 0)
      .map((certificate) => ({ key, certificate }))
  })
  const fitting = pairs.find(({ certificate }) => isAddressOf(certificate, address))
  return fitting ?? pairs[0] ?? { reason: 'no-certificate' }
}

/** Up to a root, or to the last issuer in the file; the signer's own issuer has to be there. */
function chainOf(
  certificate: Certificate,
  certificates: readonly Certificate[],
): Certificate[] | CertificateFault {
  const chain = [certificate]
  for (let last = certificate; !isSelfIssued(last) && chain.length < chainMax; ) {
    const issuer = certificates.find((each) => each.isAuthority && isIssuedBy(last, each))
    if (issuer === undefined) break
    chain.push(issuer)
    last = issuer
  }
  if (chain.length > 1 || isSelfIssued(certificate)) return chain
  return { reason: 'chain', subject: certificate.subjectName, issuer: certificate.issuerName }
}

/** What is wrong with a certificate at any time, or null. */
function signerFault(certificate: Certificate, address: string): CertificateFault | null {
  const { key, subjectName: subject, addresses } = certificate
  if (key.kind === 'other' || (key.kind === 'ec' && key.bits === 0))
    return { reason: 'key-kind', subject }
  if (key.kind === 'rsa' && key.bits < rsaBitsMin) return { reason: 'key-weak', subject }
  if (!certificate.signsMail) return { reason: 'purpose', subject }
  if (!isAddressOf(certificate, address))
    return { reason: 'address', subject, addresses: addresses.join(', ') }
  return null
}

/** Which of the chain is not valid at that time. */
function timeFault(chain: readonly Certificate[], now: number): CertificateFault | null {
  for (const { subjectName: subject, notBeforeMs, notAfterMs } of chain) {
    if (now > notAfterMs) return { reason: 'expired', subject }
    if (now < notBeforeMs) return { reason: 'not-yet', subject }
  }
  return null
}
