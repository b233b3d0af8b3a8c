import { fail, ProblemError } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { decryptBlob, encryptBlob, openSealed, type SealingKey, seal } from '../vault/vault.ts'
import { fromBase64, toBase64 } from './base64.ts'

/**
 * The blobs of one request, encrypted under its content key. Every ciphertext is bound to the
 * manifest and to its part, so that no part of one request can stand in for another's.
 * A number is an attachment's place in the manifest; the rows lie in pieces, counted from 0, and so do
 * the recipients' own files.
 */
export type Part = 'manifest' | 'template' | `rows:${number}` | `files:${number}` | number

const keyContext = (manifest: string) => `request-key:${manifest}`
const partContext = (manifest: string, part: Part) => `request-part:${manifest}:${part}`

export function sealPart(o: {
  readonly contentKey: Uint8Array
  /** The manifest's digest. */
  readonly manifest: string
  readonly part: Part
  readonly plaintext: Uint8Array
  readonly random: Random
}): Uint8Array {
  const { contentKey, plaintext, random } = o
  return encryptBlob({ contentKey, context: partContext(o.manifest, o.part), plaintext, random })
}

/** Fails with `journal.blob-altered` for any other key, request, part or byte. */
export function openPart(o: {
  readonly contentKey: Uint8Array
  readonly manifest: string
  readonly part: Part
  readonly sealed: Uint8Array
}): Uint8Array {
  const { contentKey, sealed } = o
  return decryptBlob({ contentKey, context: partContext(o.manifest, o.part), sealed })
}

export function sealContentKey(o: {
  readonly contentKey: Uint8Array
  readonly manifest: string
  readonly readers: readonly string[]
  readonly random: Random
}): string {
  const context = keyContext(o.manifest)
  const { readers, contentKey, random } = o
  return toBase64(seal({ readers, context, plaintext: contentKey, random }))
}

/** Fails with `journal.envelope-not-for-us` when none of the keys is a reader's. */
export function openContentKey(o: {
  /** In the request, and in delegations to whoever reads it. */
  readonly sealed: readonly string[]
  readonly manifest: string
  readonly keys: readonly SealingKey[]
}): Uint8Array {
  const context = keyContext(o.manifest)
  for (const each of o.sealed) {
    const opened = openForUs(o.keys, { context, sealed: fromBase64(each) })
    if (opened !== null) return opened
  }
  return fail('journal.envelope-not-for-us', {})
}

/** The content key for other readers besides; null when it cannot be opened with these keys. */
export function resealContentKey(o: {
  readonly sealed: Uint8Array
  readonly manifest: string
  readonly keys: readonly SealingKey[]
  readonly readers: readonly string[]
  readonly random: Random
}): Uint8Array | null {
  const context = keyContext(o.manifest)
  const plaintext = openForUs(o.keys, { context, sealed: o.sealed })
  if (plaintext === null) return null
  const { readers, random } = o
  return seal({ readers, context, plaintext, random })
}

/** What was sealed to any of these keys; null when it was sealed to others only. */
export function openForUs(
  keys: readonly SealingKey[],
  o: { readonly context: string; readonly sealed: Uint8Array },
): Uint8Array | null {
  for (const key of keys) {
    try {
      return openSealed({ key, ...o })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (error.problem.code !== 'journal.envelope-not-for-us') throw error
    }
  }
  return null
}
