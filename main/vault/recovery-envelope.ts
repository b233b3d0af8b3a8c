import { createHash } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { openSealed, seal } from './envelope.ts'
import { type SealingKey, sealingKeyFromSecret, sealingSecretBytes } from './sealing-key.ts'

/**
 * The recovery group: an X25519 key whose private half exists only as shares, any `threshold` of
 * which make it whole for the moment of a recovery (Shamir, by an audited library). It opens what
 * was sealed to it after a loss. It signs nothing: no signing key is ever derived from it.
 */
export interface RecoveryGroup {
  /** X25519 in hex. What is sealed to it stands in root or policy, and in every vault's slots. */
  readonly publicKey: string
  readonly threshold: number
}

/** What one keeper of the group keeps. Any fewer than `threshold` of them say nothing at all. */
export interface RecoveryShare {
  /** Which group it is of: see recoveryGroupId. */
  readonly group: string
  readonly threshold: number
  /** 1 to 255, its own within the group. */
  readonly position: number
  /** 32 bytes. */
  readonly value: Uint8Array
}

export interface NewRecoveryGroup extends RecoveryGroup {
  readonly shares: readonly RecoveryShare[]
}

const sharesMax = 255

/**
 * A group with a key of its own; the private half is gone when it resolves, the shares remain.
 * Throws RangeError unless 1 <= threshold <= count <= 255. With a threshold of one every share is
 * the key itself: Shamir's scheme starts at two.
 */
export async function makeRecoveryGroup(o: {
  readonly count: number
  readonly threshold: number
  readonly random: Random
}): Promise<NewRecoveryGroup> {
  const { count, threshold, random } = o
  const isPossible = Number.isInteger(count) && Number.isInteger(threshold)
  if (!isPossible || threshold < 1 || threshold > count || count > sharesMax)
    throw new RangeError('a recovery group has 1 to 255 shares, and a threshold among them')
  // The library takes plain arrays only, not Node's buffers.
  const secret = Uint8Array.from(random.bytes(sealingSecretBytes))
  const { publicKey } = sealingKeyFromSecret(secret)
  const parts = threshold === 1 ? wholeParts(secret, count) : await split(secret, count, threshold)
  secret.fill(0)
  const group = recoveryGroupId(publicKey)
  const shares = parts.map((part) => {
    const share = { group, threshold, position: part.at(-1) ?? 0, value: part.slice(0, -1) }
    part.fill(0)
    return share
  })
  return { publicKey, threshold, shares }
}

/** 16 hexadecimal digits that tell shares of different groups apart. No secret. */
export function recoveryGroupId(publicKey: string): string {
  return createHash('sha256')
    .update(`sekisho/v1/recovery-group\0${publicKey}`)
    .digest('hex')
    .slice(0, 16)
}

/** Only enough of the group's shares together open it again, under the same context. */
export function sealToRecovery(o: {
  readonly publicKey: string
  readonly context: string
  readonly plaintext: Uint8Array
  readonly random: Random
}): Uint8Array {
  const { publicKey, context, plaintext, random } = o
  return seal({ readers: [publicKey], context: recoveryContextOf(context), plaintext, random })
}

/**
 * The plaintext behind sealToRecovery. Fails with `vault.recovery-shares-missing` below the
 * threshold (one share twice counts once), `vault.recovery-shares-wrong` when they are not this
 * group's or one is mistyped, and as openSealed does for another context or an altered byte.
 */
export async function openWithRecoveryShares(o: {
  readonly group: RecoveryGroup
  readonly shares: readonly RecoveryShare[]
  readonly context: string
  readonly sealed: Uint8Array
}): Promise<Uint8Array> {
  const key = await joinRecoveryShares(o.group, o.shares)
  return openSealed({ key, context: recoveryContextOf(o.context), sealed: o.sealed })
}

/** The group's key from its shares, for as long as the caller holds it. Fails as above. */
export async function joinRecoveryShares(
  { publicKey, threshold }: RecoveryGroup,
  shares: readonly RecoveryShare[],
): Promise<SealingKey> {
  const id = recoveryGroupId(publicKey)
  if (shares.some((each) => each.group !== id || each.value.length !== sealingSecretBytes))
    fail('vault.recovery-shares-wrong', {})
  const distinct = [...new Map(shares.map((each) => [each.position, each])).values()]
  if (distinct.length < threshold)
    fail('vault.recovery-shares-missing', { needed: threshold, found: distinct.length })
  const parts = distinct
    .slice(0, threshold)
    .map(({ value, position }) => Uint8Array.from([...value, position]))
  const secret = threshold === 1 ? parts[0]?.slice(0, -1) : await combine(parts)
  for (const part of parts) part.fill(0)
  if (!secret) return fail('vault.recovery-shares-missing', { needed: threshold, found: 0 })
  const key = sealingKeyFromSecret(secret)
  secret.fill(0)
  // Shamir's scheme joins any shares to something: only the public half tells the right ones.
  return key.publicKey === publicKey ? key : fail('vault.recovery-shares-wrong', {})
}

/** As the library lays its shares out: the value, then the position. */
function wholeParts(secret: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => Uint8Array.from([...secret, at + 1]))
}

/** What sealToRecovery binds its envelopes to. */
export function recoveryContextOf(context: string): string {
  return `recovery\0${context}`
}
