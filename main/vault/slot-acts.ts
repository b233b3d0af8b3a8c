import { join } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { writeDurably } from './durable-file.ts'
import { keepInEscrow, openEscrow } from './escrow.ts'
import type { KeySlot, SlotSecrets } from './key-slot.ts'
import { makeSlot, openSlot, workstationCheck } from './key-slot.ts'
import type { MemberKeys, NewMember } from './local-vault.ts'
import type { RecoveryGroup, RecoveryShare } from './recovery-envelope.ts'
import { joinRecoveryShares, openWithRecoveryShares, sealToRecovery } from './recovery-envelope.ts'
import { sealingKeyFromSecret } from './sealing-key.ts'
import { signingKeyFromSeed } from './signing-key.ts'
import type { SlotsFile } from './slots-file.ts'
import { readSlots, writeSlots } from './slots-file.ts'
import type { Holder } from './vault-files.ts'
import {
  needOpen,
  needSlots,
  needWorkstationSecret,
  openDatabase,
  readOrMakeWorkstationSecret,
} from './vault-files.ts'

const recoveryContext = 'vault-key'

export async function openWithPassword(
  holder: Holder,
  member: string,
  password: string,
): Promise<MemberKeys> {
  const file = needSlots(holder)
  const secrets = await unwrap(holder, file, { member, password })
  const keys = {
    signing: signingKeyFromSeed(secrets.signingSeed),
    sealing: sealingKeyFromSecret(secrets.sealingSecret),
  }
  secrets.signingSeed.fill(0)
  try {
    openDatabase(holder, file, secrets.vaultKey)
    escrow(holder, { member, sealingSecret: secrets.sealingSecret, isNew: false })
  } catch (error) {
    secrets.vaultKey.fill(0)
    throw error
  } finally {
    secrets.sealingSecret.fill(0)
  }
  return keys
}

/** What the slot holds, for `act` alone: overwritten when it is over. */
export async function withSecrets<T>(
  holder: Holder,
  who: { readonly member: string; readonly password: string },
  act: (secrets: SlotSecrets) => T | Promise<T>,
): Promise<T> {
  const secrets = await unwrap(holder, needSlots(holder), who)
  try {
    return await act(secrets)
  } finally {
    for (const secret of [secrets.vaultKey, secrets.signingSeed, secrets.sealingSecret])
      secret.fill(0)
  }
}

async function unwrap(
  holder: Holder,
  file: SlotsFile,
  { member, password }: { readonly member: string; readonly password: string },
): Promise<SlotSecrets> {
  const slot =
    file.slots.find((each) => each.member === member) ?? fail('identity.no-such-member', {})
  const workstationSecret = await needWorkstationSecret(holder, file)
  const secrets = await openSlot(slot, password, workstationSecret)
  workstationSecret.fill(0)
  return secrets ?? fail('vault.wrong-password', {})
}

export interface PasswordChange {
  readonly member: string
  readonly password: string
  readonly newPassword: string
  /** When the old password has proved right, before anything is written. */
  readonly beforeWriting?: () => Promise<void>
}

/**
 * Wraps the same keys under another password, in another slot of the same file: the database is not
 * touched, and the file is replaced as a whole, so that a crash leaves the old slot or the new one.
 */
export async function changePassword(holder: Holder, change: PasswordChange): Promise<void> {
  const slot = await withSecrets(holder, change, async (secrets) =>
    makeSlot({
      member: { id: change.member, name: nameOf(holder, change.member) },
      password: change.newPassword,
      workstationSecret: await needWorkstationSecret(holder, needSlots(holder)),
      secrets,
      cost: await holder.calibrate(),
      random: holder.ports.random,
    }),
  )
  await change.beforeWriting?.()
  // Read only now: deriving took seconds, and somebody may have been added meanwhile.
  const file = needSlots(holder)
  const slots = file.slots.map((each) => (each.member === slot.member ? slot : each))
  writeSlots(holder.folder, { ...file, slots })
}

function nameOf(holder: Holder, member: string): string {
  return needSlots(holder).slots.find((each) => each.member === member)?.name ?? ''
}

export async function addMember(holder: Holder, member: NewMember): Promise<void> {
  const secret = await needWorkstationSecret(holder, needSlots(holder))
  const slot = await newSlot(holder, member, secret)
  const file = needSlots(holder)
  if (file.slots.some((each) => each.member === member.id)) fail('vault.exists', {})
  escrowOf(holder, member)
  writeSlots(holder.folder, { ...file, slots: [...file.slots, slot] })
}

/** Puts a member's new slot in the place of another, which may be their own. */
export async function replaceMember(
  holder: Holder,
  former: string,
  member: NewMember,
): Promise<void> {
  const secret = await needWorkstationSecret(holder, needSlots(holder))
  const slot = await newSlot(holder, member, secret)
  const file = needSlots(holder)
  const others = file.slots.filter(({ member: id }) => id !== former && id !== member.id)
  escrowOf(holder, member)
  writeSlots(holder.folder, { ...file, slots: [...others, slot] })
}

/**
 * A slot for a member after a recovery, under this PC's keystore as it is now. When that has lost
 * its old secret, the other slots here are of no use any more; the file with them is kept aside.
 */
export async function recoverMember(holder: Holder, member: NewMember): Promise<void> {
  const secret = await readOrMakeWorkstationSecret(holder.ports)
  const slot = await newSlot(holder, member, secret)
  const file = needSlots(holder)
  const check = workstationCheck(secret)
  const isSamePc = check === file.workstationCheck
  if (!isSamePc) {
    const name = `slots-${Buffer.from(holder.ports.random.bytes(4)).toString('hex')}.json.kept`
    writeDurably(join(holder.folder, name), `${JSON.stringify(file, null, 1)}\n`)
  }
  const kept = isSamePc ? file.slots.filter((each) => each.member !== member.id) : []
  escrowOf(holder, member)
  writeSlots(holder.folder, { ...file, workstationCheck: check, slots: [...kept, slot] })
}

async function newSlot(
  holder: Holder,
  member: NewMember,
  workstationSecret: Uint8Array,
): Promise<KeySlot> {
  return makeSlot({
    member,
    password: member.password,
    workstationSecret,
    secrets: { vaultKey: needOpen(holder).key, ...member.secrets },
    cost: await holder.calibrate(),
    random: holder.ports.random,
  })
}

/** The recovery group's slot: replaced when the group is another, and left alone when it is not. */
export function setRecovery(holder: Holder, group: RecoveryGroup | null): void {
  const { key } = needOpen(holder)
  const { recovery: before, ...file } = needSlots(holder)
  if (group?.publicKey === before?.publicKey && group?.threshold === before?.threshold) return
  if (group === null) {
    writeSlots(holder.folder, file)
    return
  }
  writeSlots(holder.folder, { ...file, recovery: recoverySlot(group, key, holder.ports.random) })
}

/** The vault key, sealed to the group. */
export function recoverySlot(
  { publicKey, threshold }: RecoveryGroup,
  vaultKey: Uint8Array,
  random: Random,
): NonNullable<SlotsFile['recovery']> {
  const o = { publicKey, context: recoveryContext, plaintext: vaultKey, random }
  return { publicKey, threshold, sealed: Buffer.from(sealToRecovery(o)).toString('base64') }
}

/** What the group's shares bring to light besides the database. */
export interface RecoveredVault {
  /** With which a member has received so far; null when it was not kept for this group. */
  readonly sealingSecretOf: (member: string) => Uint8Array | null
}

/** Opens the database without any password or keystore. Nobody's signing key comes out of it. */
export async function openWithRecovery(
  holder: Holder,
  shares: readonly RecoveryShare[],
): Promise<RecoveredVault> {
  const file = needSlots(holder)
  openDatabase(holder, file, await recoverVaultKey(file, shares))
  const group = file.recovery ?? fail('vault.no-recovery-group', {})
  const key = await joinRecoveryShares(group, shares)
  return { sealingSecretOf: (member) => openEscrow(needOpen(holder).db, key, member) }
}

function escrowOf(holder: Holder, { id, secrets }: NewMember): void {
  escrow(holder, { member: id, sealingSecret: secrets.sealingSecret, isNew: true })
}

function escrow(
  holder: Holder,
  o: { readonly member: string; readonly sealingSecret: Uint8Array; readonly isNew: boolean },
): void {
  const group = readSlots(holder.folder)?.recovery
  const { random } = holder.ports
  if (group) keepInEscrow(needOpen(holder).db, { ...o, group, random })
}

export async function recoverVaultKey(
  { recovery }: Pick<SlotsFile, 'recovery'>,
  shares: readonly RecoveryShare[],
): Promise<Uint8Array> {
  if (!recovery) return fail('vault.no-recovery-group', {})
  return openWithRecoveryShares({
    group: recovery,
    shares,
    context: recoveryContext,
    sealed: Buffer.from(recovery.sealed, 'base64'),
  })
}
