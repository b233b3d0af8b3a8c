import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import { type SigningKey, verifySignature } from '../vault/vault.ts'
import { PublicKey } from './record.ts'
import { type Json, parseStrictJson, StrictJsonError } from './strict-json.ts'

/** What an envelope may hold. The name is signed too, so no payload can pose as another type. */
export type PayloadName = 'record' | 'root' | 'directory' | 'policy'

/**
 * The most a payload may weigh. A directory or a policy carries a stanza of about 130 bytes for
 * every member, so that 4 MiB leave room for some 10,000 members.
 */
export const payloadSizeBytesMax: Readonly<Record<PayloadName, number>> = {
  record: 64 * 1024,
  root: 64 * 1024,
  directory: 4 * 1024 * 1024,
  policy: 4 * 1024 * 1024,
}
export const payloadDepthMax = 8
const signatureCountMax = 64

/** The most an envelope file may weigh: payload in base64, signatures and what stands around. */
export function envelopeSizeBytesMax(name: PayloadName): number {
  return Math.ceil(payloadSizeBytesMax[name] / 3) * 4 + signatureCountMax * 200 + 256
}

/** Payload bytes and the keys that have signed them. Whose keys they are is not said here. */
interface SignedPayload {
  readonly payload: Uint8Array
  readonly signedBy: ReadonlySet<string>
}

const Envelope = v.strictObject({
  payloadType: v.string(),
  payload: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
  signatures: v.pipe(
    v.array(
      v.strictObject({
        keyid: PublicKey,
        sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/)),
      }),
    ),
    v.minLength(1),
    v.maxLength(signatureCountMax),
  ),
})

export function payloadType(name: PayloadName): string {
  return `application/vnd.sekisho.${name}.v1+json`
}

/** DSSE v1 pre-authentication encoding: `DSSEv1 SP len(type) SP type SP len(body) SP body`. */
export function encodePae(type: string, payload: Uint8Array): Uint8Array {
  const typeBytes = Buffer.from(type, 'utf8')
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${typeBytes.length} `),
    typeBytes,
    Buffer.from(` ${payload.length} `),
    payload,
  ])
}

/** The envelope's bytes: compact JSON with its keys in this order, and no other spelling. */
export function signEnvelope(
  name: PayloadName,
  payload: Uint8Array,
  keys: readonly SigningKey[],
): Uint8Array {
  if (payload.length > payloadSizeBytesMax[name]) fail('journal.record-malformed', { record: name })
  const signed = encodePae(payloadType(name), payload)
  const signatures = keys.map((key) => ({
    keyid: key.publicKey,
    sig: Buffer.from(key.sign(signed)).toString('base64'),
  }))
  return encodeEnvelope(name, payload, signatures)
}

/**
 * Reads an envelope and verifies every signature in it; a single bad one refuses the whole.
 * Fails with `journal.record-malformed` or `journal.signature-invalid`.
 */
export function openEnvelope(name: PayloadName, bytes: Uint8Array, label: string): SignedPayload {
  const { payload, signatures } = readSpelled(name, bytes) ?? readEnvelope(name, bytes, label)
  const signed = encodePae(payloadType(name), payload)
  const signedBy = new Set<string>()
  for (const { keyid, sig } of signatures) {
    if (signedBy.has(keyid)) fail('journal.record-malformed', { record: label })
    if (!verifySignature(keyid, signed, sig)) fail('journal.signature-invalid', { record: label })
    signedBy.add(keyid)
  }
  return { payload, signedBy }
}

interface ReadEnvelope {
  readonly payload: Uint8Array
  readonly signatures: readonly { readonly keyid: string; readonly sig: Uint8Array }[]
}

/** Any JSON that says an envelope, or why it is none: refused unless it is spelled as we spell it. */
function readEnvelope(name: PayloadName, bytes: Uint8Array, label: string): ReadEnvelope {
  const envelope = parseEnvelope(name, bytes, label)
  const payload = Buffer.from(envelope.payload, 'base64')
  // One spelling per envelope: otherwise one record could lie in the store under many names.
  if (!Buffer.from(bytes).equals(encodeEnvelope(name, payload, envelope.signatures)))
    fail('journal.record-malformed', { record: label })
  const signatures = envelope.signatures.map(({ keyid, sig }) => ({
    keyid,
    sig: Buffer.from(sig, 'base64'),
  }))
  return { payload, signatures }
}

/**
 * The same for the one spelling that is accepted, at a quarter of the cost: a long journal is little
 * else. Null for everything else, which readEnvelope then judges.
 */
function readSpelled(name: PayloadName, bytes: Uint8Array): ReadEnvelope | null {
  if (bytes.length > envelopeSizeBytesMax(name)) return null
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const beginning = `{"payloadType":"${payloadType(name)}","payload":"`
  if (!text.startsWith(beginning)) return null
  const end = text.indexOf('"', beginning.length)
  const payload = fromBase64(text.slice(beginning.length, end))
  if (payload === null || !text.startsWith(signaturesBegin, end)) return null
  const signatures = []
  for (let at = end + signaturesBegin.length; ; at += 1) {
    spelledSignature.lastIndex = at
    const [whole = '', keyid = '', base64 = ''] = spelledSignature.exec(text) ?? []
    const sig = fromBase64(base64)
    if (sig === null || whole === '') return null
    signatures.push({ keyid, sig })
    at += whole.length
    if (text[at] === ',' && signatures.length < signatureCountMax) continue
    return text.startsWith(']}', at) && at + 2 === text.length ? { payload, signatures } : null
  }
}

const signaturesBegin = '","signatures":['
const spelledSignature = /\{"keyid":"([0-9a-f]{64})","sig":"([A-Za-z0-9+/]{86}==)"\}/y

/** Null unless these are the digits that the bytes have. */
function fromBase64(digits: string): Uint8Array | null {
  const bytes = Buffer.from(digits, 'base64')
  return bytes.toString('base64') === digits ? bytes : null
}

/** The same envelope with more signatures behind its own. Verified by whoever reads it. */
export function withSignatures(
  name: PayloadName,
  bytes: Uint8Array,
  more: readonly { readonly keyid: string; readonly sig: string }[],
): Uint8Array {
  const { payload, signatures } = parseEnvelope(name, bytes, name)
  return encodeEnvelope(name, Buffer.from(payload, 'base64'), [...signatures, ...more])
}

/** The payload of an envelope that was verified before, from this workstation's own vault. */
export function recallPayload(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const start = text.indexOf(payloadBegin) + payloadBegin.length
  return Buffer.from(text.slice(start, text.indexOf('"', start)), 'base64')
}

const payloadBegin = '"payload":"'

/**
 * After the signatures: bound, strict JSON, schema. In this order, and nowhere else.
 * Fails with `journal.record-malformed`.
 */
export function parsePayload<S extends v.GenericSchema<unknown, unknown>>(
  schema: S,
  { name, payload, label }: { name: PayloadName; payload: Uint8Array; label: string },
): v.InferOutput<S> {
  const sizeBytesMax = payloadSizeBytesMax[name]
  const parsed = v.safeParse(schema, parseBounded(payload, sizeBytesMax, label))
  if (!parsed.success) fail('journal.record-malformed', { record: label })
  return parsed.output
}

function parseEnvelope(
  name: PayloadName,
  bytes: Uint8Array,
  label: string,
): v.InferOutput<typeof Envelope> {
  const parsed = v.safeParse(Envelope, parseBounded(bytes, envelopeSizeBytesMax(name), label))
  if (!parsed.success) fail('journal.record-malformed', { record: label })
  if (parsed.output.payloadType !== payloadType(name))
    fail('journal.signature-invalid', { record: label })
  return parsed.output
}

function parseBounded(bytes: Uint8Array, sizeBytesMax: number, label: string): Json {
  try {
    return parseStrictJson(bytes, { sizeBytesMax, depthMax: payloadDepthMax })
  } catch (error) {
    if (error instanceof StrictJsonError) fail('journal.record-malformed', { record: label })
    throw error
  }
}

function encodeEnvelope(
  name: PayloadName,
  payload: Uint8Array,
  signatures: readonly { readonly keyid: string; readonly sig: string }[],
): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      payloadType: payloadType(name),
      payload: Buffer.from(payload).toString('base64'),
      signatures: signatures.map(({ keyid, sig }) => ({
        keyid,
        // Re-encoded: the last digit of base64 has bits that say nothing.
        sig: Buffer.from(sig, 'base64').toString('base64'),
      })),
    }),
  )
}
