import { createHash, createPublicKey, X509Certificate } from 'node:crypto'
import {
  childrenOf,
  type DerElement,
  DerError,
  expectTag,
  octetsOf,
  oidOf,
  readDer,
  sequenceOf,
  tags,
  timeOf,
} from './der.ts'

/** An X.509 certificate (RFC 5280), as far as S/MIME asks for it (RFC 8550). */
export interface Certificate {
  /** DER. */
  readonly bytes: Uint8Array
  /** Of the bytes, in hex. */
  readonly sha256: string
  /** DER of the serial number, the names and the key. */
  readonly serial: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly publicKey: Uint8Array
  /** As a person reads them. */
  readonly subjectName: string
  readonly issuerName: string
  /** rfc822Names, and the emailAddress of the subject as older authorities write it. */
  readonly addresses: readonly string[]
  /** Milliseconds since the epoch. */
  readonly notBeforeMs: number
  readonly notAfterMs: number
  readonly key: { readonly kind: 'rsa' | 'ec' | 'other'; readonly bits: number }
  /** Whether its purposes allow what S/MIME signs (RFC 8550 sections 4.4.2 and 4.4.4). */
  readonly signsMail: boolean
  readonly isAuthority: boolean
}

const attributeNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.97', 'organizationIdentifier'],
])
const emailAddress = '1.2.840.113549.1.9.1'
const purposes = {
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  constraints: '2.5.29.19',
  extendedUsage: '2.5.29.37',
  mail: '1.3.6.1.5.5.7.3.4',
  any: '2.5.29.37.0',
} as const
const ecBits: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
])

/** Null when these bytes are none. */
export function readCertificate(bytes: Uint8Array): Certificate | null {
  try {
    return certificateOf(bytes)
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}

function certificateOf(bytes: Uint8Array): Certificate {
  const [signed] = sequenceOf(readDer(bytes))
  const fields = sequenceOf(signed).filter(({ tag }) => tag !== 0xa0)
  const [serial, , issuer, validity, subject, publicKey] = fields
  const [notBefore, notAfter] = sequenceOf(validity)
  const extensions = extensionsOf(fields)
  const inSubject = attributesOf(subject)
  const fromSubject = inSubject.flatMap(({ oid, text }) => (oid === emailAddress ? [text] : []))
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    serial: expectTag(serial, tags.integer).raw,
    issuer: expectTag(issuer, tags.sequence).raw,
    subject: expectTag(subject, tags.sequence).raw,
    publicKey: expectTag(publicKey, tags.sequence).raw,
    subjectName: nameOf(inSubject),
    issuerName: nameOf(attributesOf(issuer)),
    addresses: [...new Set([...alternativeAddresses(extensions), ...fromSubject])],
    notBeforeMs: timeOf(notBefore),
    notAfterMs: timeOf(notAfter),
    key: keyOf(expectTag(publicKey, tags.sequence).raw),
    signsMail: mayDoMail(extensions),
    isAuthority: isAuthority(extensions),
  }
}

type Extensions = ReadonlyMap<string, DerElement>

function extensionsOf(fields: readonly DerElement[]): Extensions {
  const holder = fields.find(({ tag }) => tag === 0xa3)
  if (holder === undefined) return new Map()
  return new Map(
    sequenceOf(childrenOf(holder)[0]).map((extension) => {
      const [oid, ...rest] = sequenceOf(extension)
      return [oidOf(oid), readDer(octetsOf(rest.find(({ tag }) => tag === tags.octetString)))]
    }),
  )
}

function alternativeAddresses(extensions: Extensions): string[] {
  const names = extensions.get(purposes.alternativeName)
  if (names === undefined) return []
  // rfc822Name is [1] IA5String.
  return sequenceOf(names)
    .filter(({ tag }) => tag === 0x81)
    .map(({ content }) => Buffer.from(content).toString('latin1'))
}

function mayDoMail(extensions: Extensions): boolean {
  const usage = extensions.get(purposes.keyUsage)
  // digitalSignature and contentCommitment are the first two bits.
  if (usage !== undefined && ((usage.content[1] ?? 0) & 0xc0) === 0) return false
  const extended = extensions.get(purposes.extendedUsage)
  if (extended === undefined) return true
  return sequenceOf(extended)
    .map(oidOf)
    .some((oid) => oid === purposes.mail || oid === purposes.any)
}

function isAuthority(extensions: Extensions): boolean {
  const constraints = extensions.get(purposes.constraints)
  if (constraints === undefined) return false
  const [first] = sequenceOf(constraints)
  return first?.tag === tags.boolean && first.content[0] !== 0
}

function attributesOf(name: DerElement | undefined) {
  return sequenceOf(name).flatMap((set) =>
    sequenceOf(set, tags.set).map((attribute) => {
      const [oid, value] = sequenceOf(attribute)
      return { oid: oidOf(oid), text: textOf(value) }
    }),
  )
}

function nameOf(attributes: readonly { readonly oid: string; readonly text: string }[]): string {
  return attributes
    .map(({ oid, text }) => ({ name: attributeNames.get(oid), text }))
    .flatMap(({ name, text }) => (name === undefined ? [] : [`${name}=${text}`]))
    .reverse()
    .join(', ')
}

function textOf(value: DerElement | undefined): string {
  const bytes = Buffer.from(value?.content ?? [])
  // BMPString is UTF-16, big-endian; the others are UTF-8 or parts of it.
  const isBmp = value?.tag === 0x1e && bytes.length % 2 === 0
  const text = isBmp ? bytes.swap16().toString('utf16le') : bytes.toString('utf8')
  return text.replace(/\p{Cc}|\p{Cf}/gu, ' ').slice(0, 200)
}

function keyOf(spki: Uint8Array): Certificate['key'] {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
    if (key.asymmetricKeyType === 'rsa') return { kind: 'rsa', bits: modulusLength }
    if (key.asymmetricKeyType === 'ec') return { kind: 'ec', bits: ecBits.get(namedCurve) ?? 0 }
    return { kind: 'other', bits: 0 }
  } catch (error) {
    if (error instanceof Error) return { kind: 'other', bits: 0 }
    throw error
  }
}

export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return Buffer.compare(issuer, subject) === 0
}

/** Whether `authority` has signed `certificate`, by name, purpose and signature. */
export function isIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  if (Buffer.compare(certificate.issuer, authority.subject) !== 0) return false
  const key = createPublicKey({
    key: Buffer.from(authority.publicKey),
    format: 'der',
    type: 'spki',
  })
  return new X509Certificate(certificate.bytes).verify(key)
}

/** The same mailbox: the domain in any case, the local part as it is but for ASCII case. */
export function isAddressOf({ addresses }: Certificate, address: string): boolean {
  return addresses.some((each) => each.toLowerCase() === address.toLowerCase())
}
