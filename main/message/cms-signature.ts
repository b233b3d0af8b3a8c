import { createPublicKey, hash, verify } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import type { SigningKey } from '../ports.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { der, derOid, tags } from './der.ts'

/**
 * Detached CMS signatures (RFC 5652) as S/MIME 4.0 has them (RFC 8551): SHA-256, RSA or ECDSA, the
 * chain, the signing time, and which certificate signed (ESS signing-certificate-v2, RFC 5035).
 * Everything but digest, time and signature is made once, so that one costs hardly more than its key.
 * No capabilities are stated: nobody holds a key that could open an encrypted answer.
 */
export interface CmsSigner {
  /** DER of the SignedData over these bytes. at: milliseconds since the epoch. */
  readonly sign: (content: Uint8Array, at: number) => Uint8Array
  /** Lets go of the key; nothing is signed afterwards. */
  readonly close: () => void
}

export interface CmsSignerOptions {
  /** DER; the signer's first. */
  readonly certificates: readonly Uint8Array[]
  /** SHA-256 of the first, in hex, as it was approved. */
  readonly sha256: string
  readonly key: SigningKey
}

const oids = {
  data: derOid('1.2.840.113549.1.7.1'),
  signedData: derOid('1.2.840.113549.1.7.2'),
  contentType: derOid('1.2.840.113549.1.9.3'),
  messageDigest: derOid('1.2.840.113549.1.9.4'),
  signingTime: derOid('1.2.840.113549.1.9.5'),
  signingCertificate: derOid('1.2.840.113549.1.9.16.2.47'),
  sha256: derOid('2.16.840.1.101.3.4.2.1'),
  rsa: derOid('1.2.840.113549.1.1.1'),
  ecdsaSha256: derOid('1.2.840.10045.4.3.2'),
}
const version1 = der(tags.integer, Uint8Array.of(1))
const sha256Algorithm = der(tags.sequence, oids.sha256)
const setOf = 0x31
const signedAttributes = 0xa0

/**
 * Fails with `message.smime-key-invalid` when the certificate is not the approved one, or the key is
 * not the certificate's.
 */
export function createCmsSigner(o: CmsSignerOptions): CmsSigner {
  const [first] = o.certificates
  const certificate = first === undefined ? null : readCertificate(first)
  if (certificate === null || certificate.sha256 !== o.sha256)
    return fail('message.smime-key-invalid', {})
  const publicKey = createPublicKey({
    key: Buffer.from(certificate.publicKey),
    format: 'der',
    type: 'spki',
  })
  const attributesOf = createAttributes(certificate)
  const wrap = createWrapper(o.certificates, certificate)
  const signWith = (bytes: Uint8Array): Uint8Array => {
    const signature = o.key.sign(bytes)
    // Whoever holds the key, it has to be the certificate's, and what it made is read again.
    if (!verify('sha256', bytes, publicKey, signature)) fail('message.smime-key-invalid', {})
    return signature
  }
  signWith(Buffer.from(o.sha256, 'hex'))
  return {
    sign(content, at) {
      const attributes = attributesOf(hash('sha256', content, 'buffer'), at)
      return wrap(attributes, signWith(der(setOf, attributes)))
    },
    close: () => o.key.close(),
  }
}

/** The signed attributes, in DER's order of a set: their lengths differ, so that it never changes. */
function createAttributes(certificate: Certificate): (digest: Uint8Array, at: number) => Buffer {
  const attribute = (oid: Uint8Array, value: Uint8Array) =>
    der(tags.sequence, oid, der(setOf, value))
  const contentType = attribute(oids.contentType, oids.data)
  const issuerSerial = der(
    tags.sequence,
    // GeneralNames with one directoryName.
    der(tags.sequence, der(0xa4, certificate.issuer)),
    certificate.serial,
  )
  const certificateHash = der(tags.octetString, Buffer.from(certificate.sha256, 'hex'))
  // The hash algorithm is absent: SHA-256 is its default.
  const identified = der(tags.sequence, certificateHash, issuerSerial)
  const signingCertificate = attribute(
    oids.signingCertificate,
    der(tags.sequence, der(tags.sequence, identified)),
  )
  return (digest, at) =>
    Buffer.concat(
      [
        contentType,
        attribute(oids.signingTime, derTime(at)),
        attribute(oids.messageDigest, der(tags.octetString, digest)),
        signingCertificate,
      ].sort(Buffer.compare),
    )
}

/** UTCTime up to 2049, GeneralizedTime from then on: RFC 5652 section 11.3. */
function derTime(at: number): Buffer {
  const full = `${new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')}`
  const year = Number(full.slice(0, 4))
  return year < 2050
    ? der(tags.utcTime, Buffer.from(full.slice(2)))
    : der(tags.generalizedTime, Buffer.from(full))
}

function createWrapper(
  certificates: readonly Uint8Array[],
  certificate: Certificate,
): (attributes: Uint8Array, signature: Uint8Array) => Buffer {
  // DER wants a set in order.
  const chain = der(0xa0, ...certificates.map((each) => Buffer.from(each)).sort(Buffer.compare))
  const before = Buffer.concat([
    version1,
    der(setOf, sha256Algorithm),
    der(tags.sequence, oids.data),
    chain,
  ])
  const signer = Buffer.concat([
    version1,
    der(tags.sequence, certificate.issuer, certificate.serial),
    sha256Algorithm,
  ])
  const algorithm =
    certificate.key.kind === 'rsa'
      ? der(tags.sequence, oids.rsa, der(tags.null))
      : der(tags.sequence, oids.ecdsaSha256)
  return (attributes, signature) => {
    const signerInfo = der(
      tags.sequence,
      signer,
      der(signedAttributes, attributes),
      algorithm,
      der(tags.octetString, signature),
    )
    const signedData = der(tags.sequence, before, der(setOf, signerInfo))
    return der(tags.sequence, oids.signedData, der(0xa0, signedData))
  }
}
