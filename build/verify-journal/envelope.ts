import { createPublicKey, verify } from 'node:crypto'
import { refuse, sha256 } from './refusal.ts'
import { type Json, parseStrict } from './strict-json.ts'

/** docs/journal-format.md, section 1. */
export type PayloadName = 'record' | 'root' | 'directory' | 'policy'

const mebibyte = 1024 * 1024
const payloadMax = {
  record: 64 * 1024,
  root: 64 * 1024,
  directory: 4 * mebibyte,
  policy: 4 * mebibyte,
} as const

export interface Opened {
  /** SHA-256 of the payload: what others call it by. */
  readonly hash: string
  readonly body: { readonly [key: string]: Json }
  readonly signedBy: ReadonlySet<string>
}

/** The payload of an envelope all of whose signatures verify. */
export function openEnvelope(name: PayloadName, bytes: Uint8Array): Opened {
  const sizeMax = Math.ceil(payloadMax[name] / 3) * 4 + 64 * 200 + 256
  if (bytes.length > sizeMax) refuse(`it is larger than ${sizeMax} bytes`)
  const { payloadType, payload: base64, signatures } = asObject(parseStrict(bytes), 'the envelope')
  const type = `application/vnd.sekisho.${name}.v1+json`
  if (payloadType !== type) refuse(`it is not of the type ${type}`)
  const payload = Buffer.from(asText(base64, 'payload'), 'base64')
  const list = asList(signatures, 'signatures').map((each, at) => {
    const { keyid, sig } = asObject(each, `signature ${at + 1}`)
    return { keyid: asText(keyid, 'keyid'), sig: asText(sig, 'sig') }
  })
  requireOneSpelling(bytes, { type, payload, list })
  if (list.length < 1 || list.length > 64) refuse('it has not 1 to 64 signatures')
  if (new Set(list.map(({ keyid }) => keyid)).size !== list.length) refuse('a key has signed twice')
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `),
    payload,
  ])
  for (const [at, { keyid, sig }] of list.entries())
    if (!isSignature(keyid, signed, sig))
      refuse(`signature ${at + 1} of ${list.length} does not fit the key ${keyid.slice(0, 12)}…`)
  if (payload.length > payloadMax[name]) refuse('its payload is too large')
  return {
    hash: sha256(payload),
    body: asObject(parseStrict(payload), 'the payload'),
    signedBy: new Set(list.map(({ keyid }) => keyid)),
  }
}

function requireOneSpelling(
  bytes: Uint8Array,
  o: {
    readonly type: string
    readonly payload: Buffer
    readonly list: readonly { readonly keyid: string; readonly sig: string }[]
  },
): void {
  const again = JSON.stringify({
    payloadType: o.type,
    payload: o.payload.toString('base64'),
    signatures: o.list.map(({ keyid, sig }) => ({
      keyid,
      sig: Buffer.from(sig, 'base64').toString('base64'),
    })),
  })
  if (!Buffer.from(again).equals(bytes)) refuse('it is not spelled as an envelope has to be')
}

const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex')

function isSignature(keyid: string, signed: Uint8Array, sig: string): boolean {
  const signature = Buffer.from(sig, 'base64')
  if (!/^[0-9a-f]{64}$/.test(keyid) || signature.length !== 64) return false
  const der = Buffer.concat([keyPrefix, Buffer.from(keyid, 'hex')])
  return verify(null, signed, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
}

export function asObject(value: Json | undefined, what: string): { readonly [key: string]: Json } {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return refuse(`${what} is no object`)
  return value
}

export function asList(value: Json | undefined, what: string): readonly Json[] {
  return Array.isArray(value) ? value : refuse(`${what} is no list`)
}

export function asText(value: Json | undefined, what: string): string {
  return typeof value === 'string' ? value : refuse(`${what} is no text`)
}

export function asCount(value: Json | undefined, what: string): number {
  return typeof value === 'number' && value >= 0 ? value : refuse(`${what} is no number`)
}

export function asHash(value: Json | undefined, what: string): string {
  const text = asText(value, what)
  return /^[0-9a-f]{64}$/.test(text) ? text : refuse(`${what} is no SHA-256`)
}

/** Exactly milliseconds and Z, of a day that there is. */
export function asInstant(value: Json | undefined, what: string): string {
  const text = asText(value, what)
  const ms = Date.parse(text)
  const isOne = !Number.isNaN(ms) && new Date(ms).toISOString() === text
  return isOne ? text : refuse(`${what} is no instant`)
}
