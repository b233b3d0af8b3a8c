import { createPrivateKey, createPublicKey } from 'node:crypto'
import {
  childrenOf,
  type DerElement,
  DerError,
  octetsOf,
  oidOf,
  readDer,
  sequenceOf,
} from './der.ts'
import { decryptPfxPart, isPfxMac, PasswordError } from './pfx-cipher.ts'

/** Keys and certificates of a PKCS #12 file (RFC 7292), in the order in which they stand there. */
export interface PfxContent {
  /** PKCS #8, DER. */
  readonly keys: readonly Uint8Array[]
  /** DER. */
  readonly certificates: readonly Uint8Array[]
}

/** More than a chain with its key ever needs. */
export const pfxSizeBytesMax = 1 << 20

const data = '1.2.840.113549.1.7.1'
const encryptedData = '1.2.840.113549.1.7.6'
const bagTypes = '1.2.840.113549.1.12.10.1'
const x509 = '1.2.840.113549.1.9.22.1'

/**
 * Reads a file as Windows, OpenSSL, Java and browsers write it: whatever encryption, DER or BER.
 * 'password': it does not fit. 'unreadable': it is no such file, or one in a scheme of its own.
 */
export function readPfx(
  bytes: Uint8Array,
  password: string,
): PfxContent | 'password' | 'unreadable' {
  if (bytes.length > pfxSizeBytesMax) return 'unreadable'
  try {
    return contentOf(readDer(bytes), password)
  } catch (error) {
    if (error instanceof PasswordError) return 'password'
    if (error instanceof DerError) return 'unreadable'
    throw error
  }
}

function contentOf(pfx: DerElement, password: string): PfxContent {
  const [, authSafe, macData] = sequenceOf(pfx)
  const content = dataOf(authSafe)
  if (macData !== undefined && !isPfxMac(macData, content, password)) throw new PasswordError('mac')
  const found = { keys: [] as Uint8Array[], certificates: [] as Uint8Array[] }
  for (const info of sequenceOf(readDer(content)))
    takeBags(readDer(safeContentsOf(info, password)), password, found)
  return found
}

/** The octets of a ContentInfo that holds plain data. */
function dataOf(info: DerElement | undefined): Uint8Array {
  const [type, holder] = sequenceOf(info)
  if (oidOf(type) !== data || holder === undefined) throw new DerError('no data')
  return octetsOf(childrenOf(holder)[0])
}

function safeContentsOf(info: DerElement, password: string): Uint8Array {
  const [type, holder] = sequenceOf(info)
  if (oidOf(type) !== encryptedData) return dataOf(info)
  if (holder === undefined) throw new DerError('no encrypted data')
  const [, contentInfo] = sequenceOf(childrenOf(holder)[0])
  const [, algorithm, encrypted] = sequenceOf(contentInfo)
  return decryptPfxPart(algorithm, octetsOf(encrypted), password)
}

function takeBags(
  bags: DerElement,
  password: string,
  found: { readonly keys: Uint8Array[]; readonly certificates: Uint8Array[] },
): void {
  for (const bag of sequenceOf(bags)) {
    const [type, holder] = sequenceOf(bag)
    if (holder === undefined) throw new DerError('an empty bag')
    const [value] = childrenOf(holder)
    switch (oidOf(type)) {
      case `${bagTypes}.1`:
        found.keys.push(Uint8Array.from(value?.raw ?? []))
        break
      case `${bagTypes}.2`: {
        const [algorithm, encrypted] = sequenceOf(value)
        found.keys.push(decryptPfxPart(algorithm, octetsOf(encrypted), password))
        break
      }
      case `${bagTypes}.3`: {
        const [kind, certificate] = sequenceOf(value)
        if (oidOf(kind) === x509 && certificate !== undefined)
          found.certificates.push(Uint8Array.from(octetsOf(childrenOf(certificate)[0])))
        break
      }
      case `${bagTypes}.6`:
        if (value !== undefined) takeBags(value, password, found)
        break
      // Revocation lists and secrets of programs are of no use here.
    }
  }
}

/** The SubjectPublicKeyInfo of a private key, or null where it is no key that is known here. */
export function publicKeyOf(pkcs8: Uint8Array): Buffer | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    return createPublicKey(key.export({ type: 'pkcs8', format: 'pem' })).export({
      type: 'spki',
      format: 'der',
    })
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
