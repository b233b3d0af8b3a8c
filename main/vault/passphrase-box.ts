import { hkdfSync } from 'node:crypto'
import * as v from 'valibot'
import type { Random } from '../ports.ts'
import { decryptOnce, encryptOnce } from './aead.ts'
import type { KdfCost } from './argon2.ts'
import { deriveArgon2id } from './argon2.ts'
import { assertAboveFloor, kdfCeiling } from './kdf-cost.ts'

const whole = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(max))

/** A few secret bytes under a passphrase, for a file that is kept away from every PC. */
export const PassphraseBox = v.strictObject({
  kdf: v.strictObject({
    memoryKiB: whole(kdfCeiling.memoryKiB),
    passes: whole(kdfCeiling.passes),
    lanes: whole(kdfCeiling.lanes),
  }),
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  sealed: v.pipe(v.string(), v.regex(/^[0-9a-f]{32,2000}$/)),
})
export type PassphraseBox = v.InferOutput<typeof PassphraseBox>

interface Lock {
  readonly passphrase: string
  /** What stands around the box: it opens beside nothing else. */
  readonly context: string
}

export async function sealWithPassphrase(
  o: Lock & { readonly plaintext: Uint8Array; readonly cost: KdfCost; readonly random: Random },
): Promise<PassphraseBox> {
  assertAboveFloor(o.cost)
  const salt = Buffer.from(o.random.bytes(32))
  const key = await deriveKey({ ...o, salt })
  const sealed = Buffer.from(encryptOnce(key, o.plaintext)).toString('hex')
  key.fill(0)
  return { kdf: o.cost, salt: salt.toString('hex'), sealed }
}

/** Null for another passphrase, context or byte. Fails with `vault.kdf-below-floor` before any work. */
export async function openWithPassphrase(
  box: PassphraseBox,
  lock: Lock,
): Promise<Uint8Array | null> {
  assertAboveFloor(box.kdf)
  const salt = Buffer.from(box.salt, 'hex')
  const key = await deriveKey({ ...lock, salt, cost: box.kdf })
  const plaintext = decryptOnce(key, Buffer.from(box.sealed, 'hex'))
  key.fill(0)
  return plaintext
}

/** Argon2id of the passphrase (NFKC: keyboards differ), then HKDF over what the box belongs to. */
async function deriveKey(o: Lock & { salt: Uint8Array; cost: KdfCost }): Promise<Uint8Array> {
  const password = Buffer.from(o.passphrase.normalize('NFKC'), 'utf8')
  const stretched = await deriveArgon2id({ password, salt: o.salt, cost: o.cost })
  password.fill(0)
  const { memoryKiB, passes, lanes } = o.cost
  const info = `sekisho/v1/passphrase\0${memoryKiB}/${passes}/${lanes}\0${o.context}`
  const key = new Uint8Array(hkdfSync('sha256', stretched, o.salt, Buffer.from(info, 'utf8'), 32))
  stretched.fill(0)
  return key
}
