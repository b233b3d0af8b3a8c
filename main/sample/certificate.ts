import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIP } from 'node:net'
import type { Clock, Random } from '../ports.ts'

/**
 * Makes X.509 certificates for servers on this PC's loopback (RFC 5280), since node:crypto reads but
 * does not write them. ECDSA P-256, or RSA for a server that needs it.
 */
export interface Issued {
  readonly certificatePem: string
  readonly keyPem: string
}

export interface Authority extends Issued {
  readonly issue: (options: IssueOptions) => Issued
}

export interface IssueOptions {
  /** Host names and IP addresses that it is good for. */
  readonly names: readonly string[]
  /** Defaults: an hour ago, and thirty days from now. */
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** For servers that know no other key. */
  readonly isRsa?: boolean
}

export interface CertificateMaker {
  readonly clock: Clock
  readonly random: Random
}

const hour = 3_600_000

export function makeAuthority(
  maker: CertificateMaker,
  name = 'Sekisho loopback authority',
): Authority {
  const keys = makeKeys()
  const nowMs = maker.clock.now()
  const body: CertificateBody = {
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    notBefore: new Date(nowMs - hour),
    notAfter: new Date(nowMs + 720 * hour),
    extensions: [
      extension('2.5.29.19', true, sequence(boolean(true))),
      extension('2.5.29.15', true, bitString(Uint8Array.of(0b0000_0110), 1)),
    ],
  }
  return {
    certificatePem: certify(maker, body, keys.privateKey),
    keyPem: pemOf(keys.privateKey),
    issue: (options) => issue(maker, options, { issuer: name, signer: keys.privateKey }),
  }
}

/** A certificate that vouches for itself: what a client with a pinned authority must refuse. */
export function makeSelfSigned(maker: CertificateMaker, names: readonly string[]): Issued {
  return issue(maker, { names }, null)
}

function issue(
  maker: CertificateMaker,
  options: IssueOptions,
  by: { readonly issuer: string; readonly signer: KeyObject } | null,
): Issued {
  const keys = options.isRsa ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : makeKeys()
  const subject = options.names[0] ?? 'localhost'
  const nowMs = maker.clock.now()
  const body: CertificateBody = {
    subject,
    issuer: by?.issuer ?? subject,
    publicKey: keys.publicKey,
    notBefore: options.notBefore ?? new Date(nowMs - hour),
    notAfter: options.notAfter ?? new Date(nowMs + 720 * hour),
    extensions: [
      extension('2.5.29.17', false, sequence(...options.names.map(toGeneralName))),
      extension('2.5.29.37', false, sequence(objectId('1.3.6.1.5.5.7.3.1'))),
    ],
  }
  return {
    certificatePem: certify(maker, body, by?.signer ?? keys.privateKey),
    keyPem: pemOf(keys.privateKey),
  }
}

interface CertificateBody {
  readonly subject: string
  readonly issuer: string
  readonly publicKey: KeyObject
  readonly notBefore: Date
  readonly notAfter: Date
  readonly extensions: readonly Buffer[]
}

function makeKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function certify({ random }: CertificateMaker, body: CertificateBody, signer: KeyObject): string {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'))
  // A leading zero keeps the number positive, a non-zero byte behind it keeps it minimal.
  const serial = Buffer.concat([Buffer.of(0x40), random.bytes(15)])
  const tbs = sequence(
    tagged(0xa0, tagged(0x02, Buffer.of(2))),
    tagged(0x02, serial),
    algorithm,
    nameOf(body.issuer),
    sequence(utcTime(body.notBefore), utcTime(body.notAfter)),
    nameOf(body.subject),
    body.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...body.extensions)),
  )
  const der = sequence(tbs, algorithm, bitString(sign('sha256', tbs, signer), 0))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.of(tag, length), content])
  const size = length < 256 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 255)
  return Buffer.concat([Buffer.of(tag), size, content])
}

const sequence = (...contents: readonly Uint8Array[]) => tagged(0x30, ...contents)
const boolean = (value: boolean) => tagged(0x01, Buffer.of(value ? 255 : 0))
const octets = (content: Uint8Array) => tagged(0x04, content)
const bitString = (content: Uint8Array, unusedBits: number) =>
  tagged(0x03, Buffer.of(unusedBits), content)

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const digits = [part & 127]
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 127) | 128)
    bytes.push(...digits)
  }
  return tagged(0x06, Buffer.from(bytes))
}

function nameOf(commonName: string): Buffer {
  const value = tagged(0x0c, Buffer.from(commonName))
  return sequence(tagged(0x31, sequence(objectId('2.5.4.3'), value)))
}

function utcTime(at: Date): Buffer {
  const digits = at
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2)
  return tagged(0x17, Buffer.from(digits))
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(isCritical ? [boolean(true)] : []), octets(value))
}

function toGeneralName(name: string): Buffer {
  if (isIP(name) === 4) return tagged(0x87, Buffer.from(name.split('.').map(Number)))
  return tagged(0x82, Buffer.from(name))
}
