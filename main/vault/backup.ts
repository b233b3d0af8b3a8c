import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { BackupHeader } from './backup-format.ts'
import { readBackupHeader } from './backup-format.ts'
import { readJsonIfThere, writeDurably } from './durable-file.ts'
import { openSlot } from './key-slot.ts'
import type { RecoveryShare } from './recovery-envelope.ts'
import { writeSetting } from './setting.ts'
import { recoverVaultKey } from './slot-acts.ts'
import type { SlotsFile } from './slots-file.ts'
import { slotsFileName, writeSlots } from './slots-file.ts'
import type { Holder } from './vault-files.ts'
import { needOpen, needSlots, needWorkstationSecret, openMigrated } from './vault-files.ts'
import type { Finding, KeyedFile } from './vault-job.ts'
import { runVaultJob } from './vault-job.ts'

/** The other databases of this workstation, which the vault has the keys of: named by their owners. */
export type Companions = (db: ReadableDb) => readonly KeyedFile[]

/** What proves that a backup may be opened. */
export type BackupProof =
  | { readonly kind: 'password'; readonly member: string; readonly password: string }
  | { readonly kind: 'recovery'; readonly shares: readonly RecoveryShare[] }

export const restoredSetting = 'vault.restored-at'
const factsFile = 'workstation.json'
const journalFile = 'restoring.json'

/** Everything of this workstation as of now, in one file. The vault is open, and stays in use. */
export async function backUp(
  holder: Holder,
  companions: Companions,
  target: string,
): Promise<void> {
  const { key, db } = needOpen(holder)
  const { clock, random } = holder.ports
  const slots = needSlots(holder)
  await runVaultJob({
    kind: 'back-up',
    folder: holder.folder,
    target,
    scratch: join(holder.folder, `backup-${tokenOf(holder)}`),
    header: {
      v: 1,
      at: new Date(clock.now()).toISOString(),
      salt: Buffer.from(random.bytes(16)).toString('hex'),
      slots,
    },
    key,
    databases: databasesOf(holder, slots, { key, db, companions }),
    others: [factsFile].filter((name) => existsSync(join(holder.folder, name))),
  })
}

/** What is wrong in any file of the open vault; nothing when all is well. */
export async function checkIntegrity(
  holder: Holder,
  companions: Companions,
): Promise<readonly Finding[]> {
  const { key, db } = needOpen(holder)
  const databases = databasesOf(holder, needSlots(holder), { key, db, companions })
  return runVaultJob({ kind: 'check', folder: holder.folder, databases })
}

function databasesOf(
  { folder }: Pick<Holder, 'folder'>,
  { database }: SlotsFile,
  o: { readonly key: Uint8Array; readonly db: ReadableDb; readonly companions: Companions },
): KeyedFile[] {
  const others = o.companions(o.db).filter(({ name }) => existsSync(join(folder, name)))
  return [{ name: database, key: o.key }, ...others]
}

/**
 * Puts a backup in the place of what is here, which is kept in a folder of its own. First all of it
 * is unpacked and verified beside; a crash at any moment leaves the old vault or the new one. The
 * vault is closed and says afterwards that it was set back: see restoredSetting. Fails with
 * `vault.backup-damaged`, `vault.wrong-password`, `vault.other-workstation`, or as recovery does.
 */
export async function restore(
  holder: Holder,
  companions: Companions,
  o: { readonly source: string; readonly proof: BackupProof },
): Promise<void> {
  if (holder.opened) fail('vault.exists', {})
  mkdirSync(holder.folder, { recursive: true, mode: 0o700 })
  const { slots } = headerOf(o.source)
  const key = await keyOf(holder, slots, o.proof)
  const token = tokenOf(holder)
  const folder = join(holder.folder, `restored-${token}`)
  mkdirSync(folder, { mode: 0o700 })
  try {
    await runVaultJob({ kind: 'unpack', source: o.source, folder, key })
    await prepareRestored(holder, companions, { folder, slots, key })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  } finally {
    key.fill(0)
  }
  writeDurably(join(holder.folder, journalFile), JSON.stringify({ token, phase: 'set-aside' }))
  finishRestore(holder.folder)
}

async function prepareRestored(
  holder: Holder,
  companions: Companions,
  o: { readonly folder: string; readonly slots: SlotsFile; readonly key: Uint8Array },
): Promise<void> {
  const { folder, slots, key } = o
  if (!existsSync(join(folder, slots.database))) fail('vault.backup-damaged', {})
  const db = openMigrated(join(folder, slots.database), key, holder.migrations)
  try {
    const findings = await runVaultJob({
      kind: 'check',
      folder,
      databases: databasesOf({ folder }, slots, { key, db, companions }),
    })
    if (findings.length > 0) fail('vault.backup-damaged', {})
    writeSetting(db, restoredSetting, new Date(holder.ports.clock.now()).toISOString())
  } finally {
    db.close()
  }
  writeSlots(folder, slots)
}

const RestoreJournal = v.strictObject({
  token: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
  phase: v.picklist(['set-aside', 'place']),
})

/**
 * Goes on with a restore that was cut off, from where it stood; nothing to do without one. What is
 * in the way is moved, never deleted, and the slots file, which makes a vault of it, comes last.
 */
export function finishRestore(folder: string): void {
  const file = readJsonIfThere(join(folder, journalFile))
  const parsed = v.safeParse(RestoreJournal, file?.value)
  if (!parsed.success) return
  const { token, phase } = parsed.output
  const [restored, replaced] = [
    join(folder, `restored-${token}`),
    join(folder, `replaced-${token}`),
  ]
  if (phase === 'set-aside') {
    mkdirSync(replaced, { recursive: true, mode: 0o700 })
    // The slots file first: without it what is left is no vault, whatever else is still there.
    moveFiles(folder, replaced, [slotsFileName, ...vaultFiles(folder)])
    writeDurably(join(folder, journalFile), JSON.stringify({ token, phase: 'place' }))
  }
  moveFiles(restored, folder, [...vaultFiles(restored), slotsFileName])
  rmSync(restored, { recursive: true, force: true })
  rmSync(join(folder, journalFile))
}

/** All that makes a workstation's data, but for the slots file. */
export function vaultFiles(folder: string): string[] {
  const rule = /^((vault|contacts)-[0-9a-f]{8}\.db(-wal|-shm)?|releases|workstation\.json)$/
  return existsSync(folder) ? readdirSync(folder).filter((name) => rule.test(name)) : []
}

export function moveFiles(from: string, to: string, names: readonly string[]): void {
  for (const name of names)
    if (existsSync(join(from, name))) renameSync(join(from, name), join(to, name))
}

/** What a backup says of itself, before anything proves it. */
export function describeBackup(source: string): {
  readonly at: string
  readonly members: { readonly id: string; readonly name: string }[]
} {
  const { at, slots } = headerOf(source)
  return { at, members: slots.slots.map(({ member, name }) => ({ id: member, name })) }
}

function headerOf(source: string): BackupHeader {
  const file = openSync(source, 'r')
  try {
    return readBackupHeader(file).header
  } finally {
    closeSync(file)
  }
}

async function keyOf(holder: Holder, slots: SlotsFile, proof: BackupProof): Promise<Uint8Array> {
  if (proof.kind === 'recovery') return recoverVaultKey(slots, proof.shares)
  const slot = slots.slots.find((each) => each.member === proof.member)
  if (!slot) return fail('identity.no-such-member', {})
  const workstationSecret = await needWorkstationSecret(holder, slots)
  const secrets = await openSlot(slot, proof.password, workstationSecret)
  workstationSecret.fill(0)
  if (!secrets) return fail('vault.wrong-password', {})
  secrets.signingSeed.fill(0)
  secrets.sealingSecret.fill(0)
  return secrets.vaultKey
}

function tokenOf({ ports }: Pick<Holder, 'ports'>): string {
  return Buffer.from(ports.random.bytes(4)).toString('hex')
}
