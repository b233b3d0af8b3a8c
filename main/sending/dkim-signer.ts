import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import { splitMessage, toRelaxedBody, toRelaxedHeader } from './dkim-canonical.ts'

/**
 * DKIM signatures (RFC 6376): rsa-sha256 and, where the route has its key, ed25519-sha256 (RFC 8463)
 * over the same, relaxed/relaxed, the whole body (no `l=`), and the headers that readers act on
 * signed once more than they occur, so that none can be added afterwards. Every signature is checked
 * against the approved public key before the message may leave.
 */
export interface DkimSigner {
  /** With its signatures in front. Takes a quarter of a millisecond: not for a thread with sockets. */
  readonly sign: (message: Uint8Array, at: number) => Uint8Array
}

export interface DkimOptions {
  readonly domain: string
  readonly selector: string
  /** PEM (PKCS #8 or #1). */
  readonly privateKey: string
  /** The approved one: base64 of its SubjectPublicKeyInfo, as in the DNS record's `p=`. */
  readonly publicKey: string
  /** The second signature's selector and its public key as DNS has it; absent: there is none. */
  readonly ed25519?: { readonly selector: string; readonly publicKey: string } | undefined
  readonly ed25519PrivateKey?: string | undefined
}

const oversigned = ['from', 'to', 'subject', 'date', 'reply-to', 'list-unsubscribe'] as const
const signedWhenPresent = [
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'list-unsubscribe-post',
  'list-id',
  'feedback-id',
  'sender',
  'cc',
] as const
const modulusBitsMin = 2048

/**
 * Fails with `sending.dkim-key-invalid` when the private key is none, is not RSA of 2048 bits or
 * more, or is not the one whose public half was approved.
 */
export function createDkimSigner(options: DkimOptions): DkimSigner {
  const { domain, selector } = options
  const privateKey = toPrivateKey(options)
  const publicKey = createPublicKey(
    createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }),
  )
  const derived = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0
  const isApproved = derived === options.publicKey.replace(/\s+/g, '')
  if (publicKey.asymmetricKeyType !== 'rsa' || bits < modulusBitsMin || !isApproved)
    fail('sending.dkim-key-invalid', { domain, selector })

  const second = createEd25519(options)
  const foldNames = createFolder()

  return {
    sign(message, at) {
      const { headers, body } = splitMessage(message)
      const bodyHash = hash('sha256', Buffer.from(toRelaxedBody(body), 'latin1'), 'base64')
      const { names, canonical } = selectHeaders(headers)
      const time = Math.floor(at / 1000)
      const toField = (
        algorithm: 'rsa-sha256' | 'ed25519-sha256',
        name: string,
        make: (input: Buffer) => Buffer,
      ) => {
        const tags = `v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain}; s=${name};`
        const head = `DKIM-Signature: ${tags}\r\n t=${time}; ${foldNames(names)}\r\n bh=${bodyHash};\r\n b=`
        const input = Buffer.from(canonical + toRelaxedHeader(head), 'latin1')
        return `${head}${toFolded(make(input).toString('base64'))}\r\n`
      }
      const first = toField('rsa-sha256', selector, (input) => {
        const signature = sign('sha256', input, privateKey)
        if (!verify('sha256', input, publicKey, signature))
          fail('sending.dkim-self-check', { domain, selector })
        return signature
      })
      const fields =
        second === null ? first : toField('ed25519-sha256', second.selector, second.sign) + first
      return Buffer.concat([Buffer.from(fields, 'latin1'), message])
    },
  }
}

/** Null: the route has one signature only. Fails with `sending.dkim-key-invalid` as the first does. */
function createEd25519(options: DkimOptions): {
  readonly selector: string
  readonly sign: (input: Buffer) => Buffer
} | null {
  const { domain, ed25519, ed25519PrivateKey = '' } = options
  if (ed25519 === undefined) return null
  const { selector } = ed25519
  const key = toPrivateKey({ privateKey: ed25519PrivateKey, domain, selector })
  const publicKey = createPublicKey(createPublicKey(key).export({ type: 'spki', format: 'pem' }))
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
  if (key.asymmetricKeyType !== 'ed25519' || raw !== ed25519.publicKey)
    fail('sending.dkim-key-invalid', { domain, selector })
  return {
    selector,
    sign(input) {
      // RFC 8463 section 3: Ed25519 over the SHA-256 of what rsa-sha256 signs.
      const digest = hash('sha256', input, 'buffer')
      const signature = sign(null, digest, key)
      if (!verify(null, digest, publicKey, signature))
        fail('sending.dkim-self-check', { domain, selector })
      return signature
    },
  }
}

function toPrivateKey({
  privateKey,
  domain,
  selector,
}: Pick<DkimOptions, 'privateKey' | 'domain' | 'selector'>): KeyObject {
  try {
    return createPrivateKey(privateKey)
  } catch (error) {
    // Whatever the library says of a key that is none, a person needs one sentence; M07.
    if (error instanceof Error) return fail('sending.dkim-key-invalid', { domain, selector })
    throw error
  }
}

/** RFC 6376 section 5.4.2: of several with one name the last is signed first. */
function selectHeaders(headers: readonly string[]): { names: string[]; canonical: string } {
  const byName = new Map<string, string[]>()
  for (const header of headers) {
    const name = header.slice(0, header.indexOf(':')).trimEnd().toLowerCase()
    const known = byName.get(name)
    if (known) known.push(header)
    else byName.set(name, [header])
  }
  const names: string[] = []
  let canonical = ''
  const take = (name: string, isOversigned: boolean) => {
    for (const header of (byName.get(name) ?? []).toReversed()) {
      names.push(name)
      canonical += `${toRelaxedHeader(header)}\r\n`
    }
    if (isOversigned) names.push(name)
  }
  for (const name of oversigned) take(name, true)
  for (const name of signedWhenPresent) take(name, false)
  return { names, canonical }
}

/**
 * `h=` folded behind colons. The messages of a release have the same fields, so that the list is
 * folded once.
 */
function createFolder(): (names: readonly string[]) => string {
  let known = { list: '', folded: '' }
  return (names) => {
    const list = names.join(':')
    if (list !== known.list)
      known = { list, folded: `h=${list};`.replace(/(.{40,70}?):/g, '$1:\r\n  ') }
    return known.folded
  }
}

function toFolded(signature: string): string {
  let lines = signature.slice(0, 70)
  for (let at = 70; at < signature.length; at += 70)
    lines += `\r\n  ${signature.slice(at, at + 70)}`
  return lines
}
