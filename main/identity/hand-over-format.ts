import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { Hash, Id } from '../../preload/contract/channel.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { SealingKey } from '../vault/vault.ts'
import { openSealed, seal } from '../vault/vault.ts'

const Key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** What a member's new PC leaves in the store: keys it has just made, and nothing about anybody. */
const Asked = v.strictObject({
  type: v.literal('hand-over'),
  v: v.literal(1),
  org: Hash,
  workstation: Id,
  signKey: Key,
  sealKey: Key,
  /** X25519; its secret never leaves the memory of the new PC, and is gone when this is over. */
  transferKey: Key,
})
export type Asked = v.InferOutput<typeof Asked>

/** What the old PC seals to the transfer key: all that a member is, but the password. */
const Handed = v.strictObject({
  member: Id,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  signingSeed: Key,
  sealingSecret: Key,
  factor: v.strictObject({
    name: v.literal('totp'),
    secret: v.pipe(v.string(), v.base64(), v.maxLength(200)),
    lastCounter: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)),
  }),
  /** Of the recovery codes, used or not: what was used is marked in the journal. */
  recoveryHashes: v.pipe(v.array(Hash), v.maxLength(100)),
})
export type Handed = v.InferOutput<typeof Handed>

const askedSizeBytesMax = 4096
/** Without I, L, O and U: read from one screen and typed at another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8

/** Where the new PC's request lies. No secret: what protects the keys is the comparison of words. */
export function makeTransferCode(random: Random): string {
  const digits = Array.from(random.bytes(codeLength), (byte) => alphabet[byte & 31] ?? '')
  return digits.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** The claim that holds the request of this code. Spelling does not matter. */
export function placeOfAsked(org: string, code: string): string {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return hashText(`sekisho hand-over ${org} ${plain}`)
}

/** The claim that holds the answer to this request. */
export function placeOfHanded(asked: string): string {
  return hashText(`sekisho hand-over answer ${asked}`)
}

export function encodeAsked(asked: Asked): Uint8Array {
  return Buffer.from(JSON.stringify(asked), 'utf8')
}

/** Its hash is what both screens show as words. Null: nothing that a new PC of this one's would write. */
export function readAsked(bytes: Uint8Array, org: string): { asked: Asked; hash: string } | null {
  if (bytes.length > askedSizeBytesMax) return null
  const parsed = v.safeParse(Asked, parseJson(bytes))
  if (!parsed.success || parsed.output.org !== org) return null
  return { asked: parsed.output, hash: createHash('sha256').update(bytes).digest('hex') }
}

export function sealHanded(
  handed: Handed,
  to: { readonly asked: Asked; readonly hash: string; readonly random: Random },
): Uint8Array {
  const { asked, hash, random } = to
  const plaintext = Buffer.from(JSON.stringify(handed), 'utf8')
  const context = contextOf(asked.org, hash)
  const sealed = seal({ readers: [asked.transferKey], context, plaintext, random })
  plaintext.fill(0)
  return sealed
}

/** Fails with `identity.hand-over-damaged` for anything that the right PC would not have sealed. */
export function openHanded(
  sealed: Uint8Array,
  o: { readonly key: SealingKey; readonly org: string; readonly hash: string },
): Handed {
  const damaged = () => fail('identity.hand-over-damaged', {})
  try {
    const plaintext = openSealed({ key: o.key, context: contextOf(o.org, o.hash), sealed })
    const parsed = v.safeParse(Handed, parseJson(plaintext))
    plaintext.fill(0)
    return parsed.success ? parsed.output : damaged()
  } catch (error) {
    if (error instanceof ProblemError) return damaged()
    throw error
  }
}

function contextOf(org: string, hash: string): string {
  return `sekisho hand-over ${org} ${hash}`
}

function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
