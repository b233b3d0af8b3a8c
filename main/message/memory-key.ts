import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import type { SigningKey } from '../ports.ts'

/**
 * The key out of a certificate file, as an approval brings it to light: PKCS #8, DER. These bytes are
 * overwritten with zeros at once. Fails with `message.smime-key-invalid` when they are no key.
 */
export function createMemoryKey(pkcs8: Uint8Array): SigningKey {
  let key: KeyObject | null = keyOf(pkcs8)
  return {
    sign(bytes) {
      if (key === null) throw new Error('this key is closed')
      return sign('sha256', bytes, key)
    },
    close() {
      key = null
    },
  }
}

function keyOf(pkcs8: Uint8Array): KeyObject {
  const copy = Buffer.from(pkcs8)
  try {
    return createPrivateKey({ key: copy, format: 'der', type: 'pkcs8' })
  } catch (error) {
    // Whatever the library says of a key that is none, a person needs one sentence.
    if (error instanceof Error) return fail('message.smime-key-invalid', {})
    throw error
  } finally {
    copy.fill(0)
    pkcs8.fill(0)
  }
}
