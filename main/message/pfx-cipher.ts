import { createDecipheriv, createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { countOf, type DerElement, DerError, octetsOf, oidOf, sequenceOf, tags } from './der.ts'
import { decryptRc2 } from './rc2.ts'

/**
 * How PKCS #12 files are encrypted and protected: PBES2 and PBMAC1 (RFC 8018, RFC 9579), and the
 * schemes of RFC 7292 appendix C that older programs still write. Takes long on purpose: in a thread.
 */

/** A password that does not fit, as far as it can be told from a file that is broken. */
export class PasswordError extends Error {}

/** More than any program asks for; a file that claims more is one that means to keep us busy. */
const iterationsMax = 5_000_000

const digestByOid: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  // The same as HMACs, RFC 8018 appendix B.1.
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
])

const cipherByOid: ReadonlyMap<string, { readonly name: string; readonly keyBytes: number }> =
  new Map([
    ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyBytes: 16 }],
    ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyBytes: 24 }],
    ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyBytes: 32 }],
    ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyBytes: 24 }],
  ])

/** RFC 7292 appendix C, each under 1.2.840.113549.1.12.1. */
const oldSchemes: ReadonlyMap<string, { readonly kind: 'des' | 'rc2'; readonly keyBytes: number }> =
  new Map([
    ['1.2.840.113549.1.12.1.3', { kind: 'des', keyBytes: 24 }],
    ['1.2.840.113549.1.12.1.4', { kind: 'des', keyBytes: 16 }],
    ['1.2.840.113549.1.12.1.5', { kind: 'rc2', keyBytes: 16 }],
    ['1.2.840.113549.1.12.1.6', { kind: 'rc2', keyBytes: 5 }],
  ])

const pbes2 = '1.2.840.113549.1.5.13'
const pbkdf2 = '1.2.840.113549.1.5.12'
const pbmac1 = '1.2.840.113549.1.5.14'

/** Fails with a PasswordError or, where the scheme is none that is known, with a DerError. */
export function decryptPfxPart(
  algorithm: DerElement | undefined,
  encrypted: Uint8Array,
  password: string,
): Uint8Array {
  const [oid, parameters] = sequenceOf(algorithm)
  const scheme = oidOf(oid)
  if (scheme === pbes2) return decryptPbes2(sequenceOf(parameters), encrypted, password)
  const old = oldSchemes.get(scheme)
  if (old === undefined) throw new DerError(`encryption ${scheme}`)
  const [salt, iterations] = sequenceOf(parameters)
  const derive = (purpose: 1 | 2, size: number) =>
    pkcs12Key({
      ...{ password, purpose, size, digest: 'sha1' },
      salt: octetsOf(salt),
      iterations: boundedCount(iterations),
    })
  const key = derive(1, old.keyBytes)
  const iv = derive(2, 8)
  if (old.kind === 'des') {
    const tripled = old.keyBytes === 24 ? key : Buffer.concat([key, key.subarray(0, 8)])
    return decipher('des-ede3-cbc', { key: tripled, iv, bytes: encrypted })
  }
  return unpadded(decryptRc2({ key, bits: old.keyBytes * 8, iv, bytes: encrypted }))
}

/** Whether the file's authentication code fits its content and this password. */
export function isPfxMac(macData: DerElement, content: Uint8Array, password: string): boolean {
  const [digestInfo, salt, iterations] = sequenceOf(macData)
  const [algorithm, expected] = sequenceOf(digestInfo)
  const [oid, parameters] = sequenceOf(algorithm)
  const found =
    oidOf(oid) === pbmac1
      ? pbmac1Of(sequenceOf(parameters), content, password)
      : pkcs12MacOf(digestOf(oid), content, {
          password,
          salt: octetsOf(salt),
          iterations: iterations === undefined ? 1 : boundedCount(iterations),
        })
  const wanted = octetsOf(expected)
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}

function pkcs12MacOf(
  digest: string,
  content: Uint8Array,
  o: { readonly password: string; readonly salt: Uint8Array; readonly iterations: number },
): Buffer {
  const size = createHash(digest).digest().length
  const key = pkcs12Key({ ...o, purpose: 3, size, digest })
  return createHmac(digest, key).update(content).digest()
}

function pbmac1Of(parameters: DerElement[], content: Uint8Array, password: string): Buffer {
  const [derivation, mac] = parameters
  const [macOid] = sequenceOf(mac)
  const digest = digestOf(macOid)
  const size = createHash(digest).digest().length
  return createHmac(digest, pbkdf2Key(derivation, password, size))
    .update(content)
    .digest()
}

function decryptPbes2(parameters: DerElement[], bytes: Uint8Array, password: string): Uint8Array {
  const [derivation, encryption] = parameters
  const [oid, iv] = sequenceOf(encryption)
  const cipher = cipherByOid.get(oidOf(oid))
  if (cipher === undefined) throw new DerError('unknown cipher')
  const key = pbkdf2Key(derivation, password, cipher.keyBytes)
  return decipher(cipher.name, { key, iv: octetsOf(iv), bytes })
}

function pbkdf2Key(derivation: DerElement | undefined, password: string, size: number): Buffer {
  const [oid, parameters] = sequenceOf(derivation)
  if (oidOf(oid) !== pbkdf2) throw new DerError('unknown key derivation')
  const [salt, iterations, ...others] = sequenceOf(parameters)
  const prf = others.find(({ tag }) => tag === tags.sequence)
  const digest = prf === undefined ? 'sha1' : digestOf(sequenceOf(prf)[0])
  return pbkdf2Sync(password, octetsOf(salt), boundedCount(iterations), size, digest)
}

function digestOf(oid: DerElement | undefined): string {
  const digest = digestByOid.get(oidOf(oid))
  if (digest === undefined) throw new DerError('unknown digest')
  return digest
}

function boundedCount(element: DerElement | undefined): number {
  const count = countOf(element)
  if (count < 1 || count > iterationsMax) throw new DerError('iterations out of bounds')
  return count
}

function decipher(
  name: string,
  o: { readonly key: Uint8Array; readonly iv: Uint8Array; readonly bytes: Uint8Array },
): Uint8Array {
  try {
    const cipher = createDecipheriv(name, o.key, o.iv)
    return Buffer.concat([cipher.update(o.bytes), cipher.final()])
  } catch (error) {
    // A wrong key shows in the padding; the libraries have words of their own for it.
    if (error instanceof Error) throw new PasswordError('padding')
    throw error
  }
}

/** Without the padding of RFC 5652 section 6.3, for blocks of eight. */
function unpadded(bytes: Uint8Array): Uint8Array {
  const padding = bytes[bytes.length - 1] ?? 0
  const isPadding = padding >= 1 && padding <= 8 && bytes.length % 8 === 0
  if (!isPadding || bytes.subarray(-padding).some((byte) => byte !== padding))
    throw new PasswordError('padding')
  return bytes.subarray(0, -padding)
}

/** RFC 7292 appendix B.2: key (1), initial vector (2) or authentication key (3). */
function pkcs12Key(o: {
  readonly password: string
  readonly purpose: 1 | 2 | 3
  readonly salt: Uint8Array
  readonly iterations: number
  readonly size: number
  readonly digest: string
}): Uint8Array {
  const hash = (bytes: Uint8Array) => createHash(o.digest).update(bytes).digest()
  const blockBytes = o.digest === 'sha384' || o.digest === 'sha512' ? 128 : 64
  const input = Buffer.concat([
    repeated(o.salt, blockBytes),
    repeated(bmpPassword(o.password), blockBytes),
  ])
  const start = Buffer.alloc(blockBytes, o.purpose)
  const key: Uint8Array[] = []
  for (let size = 0; size < o.size; size += key[key.length - 1]?.length ?? 1) {
    let block: Uint8Array = hash(Buffer.concat([start, input]))
    for (let round = 1; round < o.iterations; round += 1) block = hash(block)
    key.push(block)
    const added = repeated(block, blockBytes).subarray(0, blockBytes)
    for (let at = 0; at < input.length; at += blockBytes)
      addOnePlus(input.subarray(at, at + blockBytes), added)
  }
  return Buffer.concat(key).subarray(0, o.size)
}

/** As often as it takes to fill whole blocks; nothing stays nothing. */
function repeated(bytes: Uint8Array, blockBytes: number): Buffer {
  const size = Math.ceil(bytes.length / blockBytes) * blockBytes
  return size === 0 ? Buffer.alloc(0) : Buffer.alloc(size, bytes)
}

/** block = (block + added + 1) mod 2^n, both big-endian. */
function addOnePlus(block: Uint8Array, added: Uint8Array): void {
  let carry = 1
  for (let at = block.length - 1; at >= 0; at -= 1) {
    const sum = (block[at] ?? 0) + (added[at] ?? 0) + carry
    block[at] = sum & 0xff
    carry = sum >> 8
  }
}

/** Big-endian UTF-16 with two zero bytes behind it, RFC 7292 appendix B.1. */
function bmpPassword(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.alloc(2)])
}
