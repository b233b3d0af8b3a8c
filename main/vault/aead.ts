import { createCipheriv, createDecipheriv } from 'node:crypto'

export const tagBytes = 16
const nonceBytes = 12

/** AES-256-GCM; ciphertext and tag in one. Every (key, nonce) pair may be used once only. */
export function encryptAead(
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated?: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  if (associated) cipher.setAAD(associated)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** Null when key, nonce, associated data or any byte differs. */
export function decryptAead(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated?: Uint8Array,
): Uint8Array | null {
  if (sealed.length < tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  if (associated) decipher.setAAD(associated)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
  try {
    // GCM keeps nothing back for its end: the last part is empty, and only the tag is checked.
    decipher.final()
    return plaintext
  } catch (error) {
    plaintext.fill(0)
    // node:crypto tells a wrong tag only by its sentence.
    if (error instanceof Error && /authenticate/.test(error.message)) return null
    throw error
  }
}

/** For a key that encrypts exactly one thing: the nonce is zero. */
export function encryptOnce(key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return encryptAead(key, new Uint8Array(nonceBytes), plaintext)
}

export function decryptOnce(key: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  return decryptAead(key, new Uint8Array(nonceBytes), sealed)
}
