import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { Ports } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { KdfCost } from './argon2.ts'
import type { BackupProof, Companions } from './backup.ts'
import { backUp, checkIntegrity, finishRestore, restore, restoredSetting } from './backup.ts'
import { keepInEscrow } from './escrow.ts'
import { calibrateKdf } from './kdf-cost.ts'
import { isKeystoreLost, keepAside } from './keep-aside.ts'
import type { SlotSecrets } from './key-slot.ts'
import { makeSlot, workstationCheck } from './key-slot.ts'
import { assertLocalFolder } from './local-folder.ts'
import { sweepMemory } from './memory-sweep.ts'
import type { RecoveryGroup, RecoveryShare } from './recovery-envelope.ts'
import { initial } from './schema/0010-initial.ts'
import { wrappedWorkstation } from './schema/0020-wrapped-workstation.ts'
import { escrow } from './schema/0030-escrow.ts'
import type { SealingKey } from './sealing-key.ts'
import { readSetting, writeSetting } from './setting.ts'
import type { SigningKey } from './signing-key.ts'
import type { PasswordChange, RecoveredVault } from './slot-acts.ts'
import {
  addMember,
  changePassword,
  openWithPassword,
  openWithRecovery,
  recoverMember,
  recoverySlot,
  replaceMember,
  setRecovery,
  withSecrets,
} from './slot-acts.ts'
import { readSlots, slotsFileName, writeSlots } from './slots-file.ts'
import type { CapabilityMigrations, Holder } from './vault-files.ts'
import { needOpen, openMigrated, readOrMakeWorkstationSecret } from './vault-files.ts'
import type { Finding } from './vault-job.ts'
import type { NewWorkstation, Workstation } from './workstation.ts'
import {
  insertWorkstation,
  readWorkstation,
  renameWorkstation,
  replaceWorkstation,
} from './workstation.ts'

/** A member's two private halves as bytes, on their way into a slot. */
export interface MemberSecrets {
  readonly signingSeed: Uint8Array
  readonly sealingSecret: Uint8Array
}

export interface MemberKeys {
  readonly signing: SigningKey
  readonly sealing: SealingKey
}

export interface VaultMember {
  readonly id: string
  readonly name: string
}

export interface NewMember extends VaultMember {
  readonly password: string
  readonly secrets: MemberSecrets
}

export interface NewVault<T> {
  readonly member: NewMember
  readonly workstation: NewWorkstation
  /**
   * Fills the new vault. Only when it has succeeded does the vault exist; when it throws, nothing
   * is left, and the same again when the PC goes down meanwhile.
   */
  readonly prepare: (staged: StagedVault) => Promise<T>
  /** Whose shares open it without the password; absent: nobody's. */
  readonly recovery?: RecoveryGroup
  /**
   * What may happen only once the vault is durable, and must not happen without it: when it throws,
   * nothing is left either. When the PC goes down meanwhile, the vault is there and this has to be
   * done again.
   */
  readonly settle?: (result: T) => Promise<void>
}

/** A vault that is being filled. */
export interface StagedVault {
  readonly db: WritableDb
  readonly setSetting: (name: string, value: string) => void
}

/** The encrypted local database (保管庫) and the key slots in front of it. */
export interface Vault {
  readonly state: () => 'absent' | 'locked' | 'open'
  /** Who has a slot here. Known without any password. */
  readonly members: () => readonly VaultMember[]
  /** Leaves the vault open. Fails with `vault.exists`, `vault.network-folder`. */
  readonly create: <T>(vault: NewVault<T>) => Promise<T>
  /**
   * Fails with `vault.wrong-password`, `vault.kdf-below-floor`, `vault.other-workstation`,
   * `vault.keystore-unavailable`, `vault.damaged`, `vault.newer`. Counts nothing: identity does.
   */
  readonly open: (member: string, password: string) => Promise<MemberKeys>
  /** One more slot to the open vault. */
  readonly addMember: (member: NewMember) => Promise<void>
  /** A slot of the open vault for this member in the place of another's, or of their former one. */
  readonly replaceMember: (former: string, member: NewMember) => Promise<void>
  /**
   * The same keys under another password; the vault may be open or locked. Fails as open() does.
   */
  readonly changePassword: (change: PasswordChange) => Promise<void>
  /** What a slot holds, overwritten when `act` is over. Fails as open() does. */
  readonly withSecrets: <T>(
    who: { readonly member: string; readonly password: string },
    act: (secrets: SlotSecrets) => T | Promise<T>,
  ) => Promise<T>
  /** The group whose shares open this vault without a password; null while there is none. */
  readonly recoveryGroup: () => RecoveryGroup | null
  /** Of the open vault: makes, replaces or removes the group's slot. */
  readonly setRecovery: (group: RecoveryGroup | null) => void
  /**
   * Opens the vault with the group's shares, whatever became of password and keystore; follow it
   * with recoverMember. Fails with `vault.no-recovery-group`, `vault.recovery-shares-missing`,
   * `vault.recovery-shares-wrong`, `vault.damaged`, `vault.newer`.
   */
  readonly openWithRecovery: (shares: readonly RecoveryShare[]) => Promise<RecoveredVault>
  /** A slot of the open vault under this PC's keystore as it is now. */
  readonly recoverMember: (member: NewMember) => Promise<void>
  /** These fail with `vault.locked` unless open. */
  readonly db: () => WritableDb
  /** All of this workstation in one encrypted, verified file; the vault stays in use meanwhile. */
  readonly backUp: (target: string) => Promise<void>
  /** What is wrong in any of its files, from the page to the row; nothing when all is well. */
  readonly checkIntegrity: () => Promise<readonly Finding[]>
  readonly workstation: () => Workstation
  readonly renameWorkstation: (name: string) => void
  /** Another identity for this PC: after a vault was set back its old one writes nothing more. */
  readonly replaceWorkstation: (workstation: NewWorkstation) => void
  readonly setting: (name: string) => string | null
  readonly setSetting: (name: string, value: string) => void
  /** Of the closed vault, or where there is none: see backup.ts. */
  readonly restore: (o: { readonly source: string; readonly proof: BackupProof }) => Promise<void>
  /** When the open vault was set back by a restore; null once this PC has another identity. */
  readonly restoredAt: () => string | null
  /** Whether the keystore keeps every password from opening the vault. */
  readonly isKeystoreLost: () => Promise<boolean>
  /** The closed vault and its secret out of the way, whole; returns its folder. See keep-aside.ts. */
  readonly keepAside: () => Promise<string>
  /** Closes a vault that nothing is lost with, and leaves its files under another name. */
  readonly setAside: () => void
  /** Locks: closes the database, overwrites the vault key and sweeps up what held others. */
  readonly close: () => void
}

export interface VaultOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'deviceKey' | 'dataFolder'>
  readonly migrations: readonly CapabilityMigrations[]
  /** The other databases that belong to this workstation, for backup and integrity. */
  readonly companions?: Companions
  /** How dear a password is on this PC; measured, unless a test brings the floor. */
  readonly calibrate?: () => Promise<KdfCost>
}

export function createVault({ ports, migrations, companions, calibrate }: VaultOptions): Vault {
  finishRestore(ports.dataFolder)
  const others: Companions = companions ?? (() => [])
  const holder: Holder = {
    folder: ports.dataFolder,
    ports,
    calibrate: calibrate ?? (() => calibrateKdf(ports.clock, ports.random)),
    migrations: [
      { capability: 'vault', migrations: [initial, wrappedWorkstation, escrow] },
      ...migrations,
    ],
    opened: null,
  }
  const need = () => needOpen(holder).db
  const close = () => {
    holder.opened?.db.close()
    holder.opened?.key.fill(0)
    holder.opened = null
    sweepMemory()
  }
  return {
    state: () => (holder.opened ? 'open' : readSlots(holder.folder) ? 'locked' : 'absent'),
    members: () =>
      (readSlots(holder.folder)?.slots ?? []).map(({ member, name }) => ({ id: member, name })),
    create: (vault) => create(holder, vault),
    open: (member, password) => openWithPassword(holder, member, password),
    addMember: (member) => addMember(holder, member),
    replaceMember: (former, member) => replaceMember(holder, former, member),
    changePassword: (change) => changePassword(holder, change),
    withSecrets: (who, act) => withSecrets(holder, who, act),
    recoveryGroup: () => readSlots(holder.folder)?.recovery ?? null,
    setRecovery: (group) => setRecovery(holder, group),
    openWithRecovery: (shares) => openWithRecovery(holder, shares),
    recoverMember: (member) => recoverMember(holder, member),
    db: need,
    backUp: (target) => backUp(holder, others, target),
    checkIntegrity: () => checkIntegrity(holder, others),
    restore: (o) => restore(holder, others, o),
    isKeystoreLost: () => isKeystoreLost(holder),
    keepAside: () => keepAside(holder),
    restoredAt: () => readSetting(need(), restoredSetting) || null,
    workstation: () => needOpen(holder).workstation,
    renameWorkstation(name) {
      renameWorkstation(need(), name)
      const opened = needOpen(holder)
      opened.workstation = { ...opened.workstation, name }
    },
    replaceWorkstation(workstation) {
      const opened = needOpen(holder)
      const { random } = ports
      replaceWorkstation(opened.db, workstation, { vaultKey: opened.key, random })
      opened.workstation = readWorkstation(opened.db, opened.key, random)
      writeSetting(opened.db, restoredSetting, '')
    },
    setting: (name) => readSetting(need(), name),
    setSetting: (name, value) => writeSetting(need(), name, value),
    setAside() {
      close()
      const name = `slots-${Buffer.from(ports.random.bytes(4)).toString('hex')}.json.kept`
      renameSync(join(ports.dataFolder, slotsFileName), join(ports.dataFolder, name))
    },
    close,
  }
}

async function create<T>(
  holder: Holder,
  { member, workstation, prepare, recovery: group, settle }: NewVault<T>,
): Promise<T> {
  const { folder, ports } = holder
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  assertLocalFolder(folder)
  if (holder.opened || readSlots(folder)) return fail('vault.exists', {})
  const secret = await readOrMakeWorkstationSecret(ports)
  const key = ports.random.bytes(32)
  const slot = await makeSlot({
    member,
    password: member.password,
    workstationSecret: secret,
    secrets: { vaultKey: key, ...member.secrets },
    cost: await holder.calibrate(),
    random: ports.random,
  })
  // A name of its own, so that what an interrupted attempt left is never in the way, and never
  // taken for a vault: without a slots file that names it, nobody has its key.
  const database = `vault-${Buffer.from(ports.random.bytes(4)).toString('hex')}.db`
  const db = openMigrated(join(folder, database), key, holder.migrations)
  let isWritten = false
  try {
    insertWorkstation(db, workstation, { vaultKey: key, random: ports.random })
    const setSetting = (name: string, value: string) => writeSetting(db, name, value)
    const result = await prepare({ db, setSetting })
    if (readSlots(folder)) return fail('vault.exists', {})
    const check = workstationCheck(secret)
    const recovery = group ? { recovery: recoverySlot(group, key, ports.random) } : {}
    if (group) {
      const { sealingSecret } = member.secrets
      const { random } = ports
      keepInEscrow(db, { group, member: member.id, sealingSecret, random, isNew: true })
    }
    const opened = { key, db, workstation: readWorkstation(db, key, ports.random) }
    writeSlots(folder, { v: 1, workstationCheck: check, database, ...recovery, slots: [slot] })
    isWritten = true
    await settle?.(result)
    holder.opened = opened
    return result
  } finally {
    if (holder.opened?.db !== db) {
      if (isWritten) rmSync(join(folder, slotsFileName), { force: true })
      db.close()
      key.fill(0)
      for (const ending of ['', '-wal', '-shm'])
        rmSync(join(folder, `${database}${ending}`), { force: true })
    }
  }
}
