import type { Random } from '../ports.ts'
import { decryptBlob, encryptBlob, openSealed, type SealingKey, seal } from '../vault/vault.ts'
import { fromBase64, toBase64 } from './base64.ts'

/**
 * The blobs of one request, encrypted under its content key. Every ciphertext is bound to the
 * manifest and to its part, so that no part of one request can stand in for another's.
 */
export type Part = 'manifest' | 'template' | 'rows' | `attachment-${number}`

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

/** Fails with `journal.envelope-not-for-us` for whoever is not among the readers. */
export function openContentKey(o: {
  readonly sealed: string
  readonly manifest: string
  readonly key: SealingKey
}): Uint8Array {
  return openSealed({
    key: o.key,
    context: keyContext(o.manifest),
    sealed: fromBase64(o.sealed),
  })
}
