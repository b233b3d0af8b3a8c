import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { Id } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { decryptOnce, encryptOnce } from './aead.ts'
import type { KdfCost } from './argon2.ts'
import { deriveArgon2id } from './argon2.ts'
import { assertAboveFloor, kdfCeiling } from './kdf-cost.ts'
import { joinSecret } from './secret-bytes.ts'

const hexOf = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)))
const whole = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(max))

/** What a password opens: one per member of this workstation. Lies in the clear, means nothing. */
export const KeySlot = v.strictObject({
  member: Id,
  name: v.string(),
  kdf: v.strictObject({
    memoryKiB: whole(kdfCeiling.memoryKiB),
    passes: whole(kdfCeiling.passes),
    lanes: whole(kdfCeiling.lanes),
  }),
  salt: hexOf(32),
  /** Vault key, signing seed and sealing secret, 32 bytes each, under the key of this slot. */
  wrapped: hexOf(96 + 16),
})
export type KeySlot = v.InferOutput<typeof KeySlot>

export interface SlotSecrets {
  readonly vaultKey: Uint8Array
  readonly signingSeed: Uint8Array
  readonly sealingSecret: Uint8Array
}

export interface SlotOptions {
  readonly member: { readonly id: string; readonly name: string }
  readonly password: string
  readonly workstationSecret: Uint8Array
  readonly secrets: SlotSecrets
  readonly cost: KdfCost
  readonly random: Random
}

/** Wraps the secrets anew: another salt, hence another key, each time. */
export async function makeSlot(options: SlotOptions): Promise<KeySlot> {
  const { member, cost, secrets } = options
  assertAboveFloor(cost)
  const salt = options.random.bytes(32)
  const key = await deriveSlotKey({ ...options, salt, memberId: member.id })
  const plaintext = joinSecret(secrets.vaultKey, secrets.signingSeed, secrets.sealingSecret)
  const wrapped = Buffer.from(encryptOnce(key, plaintext)).toString('hex')
  plaintext.fill(0)
  key.fill(0)
  return { member: member.id, name: member.name, kdf: cost, salt: toHex(salt), wrapped }
}

/**
 * The secrets behind the password, or null for a wrong one. Costs refused before any work:
 * `vault.kdf-below-floor`. The caller has counted the attempt before it calls this.
 */
export async function openSlot(
  slot: KeySlot,
  password: string,
  workstationSecret: Uint8Array,
): Promise<SlotSecrets | null> {
  assertAboveFloor(slot.kdf)
  const key = await deriveSlotKey({
    memberId: slot.member,
    password,
    workstationSecret,
    salt: Buffer.from(slot.salt, 'hex'),
    cost: slot.kdf,
  })
  const plaintext = decryptOnce(key, Buffer.from(slot.wrapped, 'hex'))
  key.fill(0)
  if (!plaintext) return null
  const secrets = {
    vaultKey: joinSecret(plaintext.subarray(0, 32)),
    signingSeed: joinSecret(plaintext.subarray(32, 64)),
    sealingSecret: joinSecret(plaintext.subarray(64, 96)),
  }
  plaintext.fill(0)
  return secrets
}

interface DeriveOptions {
  readonly memberId: string
  readonly password: string
  readonly workstationSecret: Uint8Array
  readonly salt: Uint8Array
  readonly cost: KdfCost
}

/**
 * HKDF over Argon2id(password) and the workstation's secret: a stolen disk alone does not even
 * allow guessing, a stolen keystore alone leaves Argon2id. The cost is in the info, so that an
 * altered one does not fit. Passwords compare as NFKC, as SP 800-63B asks: keyboards differ.
 */
async function deriveSlotKey(o: DeriveOptions): Promise<Uint8Array> {
  const password = Buffer.from(o.password.normalize('NFKC'), 'utf8')
  const stretched = await deriveArgon2id({ password, salt: o.salt, cost: o.cost })
  password.fill(0)
  const secret = joinSecret(stretched, o.workstationSecret)
  const { memoryKiB, passes, lanes } = o.cost
  const info = `sekisho/v1/slot\0${o.memberId}\0${memoryKiB}/${passes}/${lanes}`
  const key = new Uint8Array(hkdfSync('sha256', secret, o.salt, Buffer.from(info, 'utf8'), 32))
  stretched.fill(0)
  secret.fill(0)
  return key
}

/** Tells another PC's secret from a wrong password, and reveals nothing of it: it has 256 bits. */
export function workstationCheck(workstationSecret: Uint8Array): string {
  return createHmac('sha256', workstationSecret).update('sekisho/v1/workstation').digest('hex')
}

/** Fails with `vault.other-workstation` unless the secret is the one these slots were made with. */
export function assertSameWorkstation(
  check: string,
  workstationSecret: Uint8Array | null,
): Uint8Array {
  if (!workstationSecret) return fail('vault.other-workstation', {})
  const found = Buffer.from(workstationCheck(workstationSecret), 'hex')
  if (!timingSafeEqual(found, Buffer.from(check, 'hex'))) fail('vault.other-workstation', {})
  return workstationSecret
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
