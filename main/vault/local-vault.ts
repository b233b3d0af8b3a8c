import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { Ports } from '../ports.ts'
import type { Migration } from '../sqlite/migrate.ts'
import { migrate } from '../sqlite/migrate.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { openWritable } from '../sqlite/sqlite.ts'
import type { KdfCost } from './argon2.ts'
import { calibrateKdf } from './kdf-cost.ts'
import { assertSameWorkstation, makeSlot, openSlot, workstationCheck } from './key-slot.ts'
import { assertLocalFolder } from './local-folder.ts'
import { initial } from './schema/0010-initial.ts'
import type { SealingKey } from './sealing-key.ts'
import { sealingKeyFromSecret } from './sealing-key.ts'
import { readSetting, writeSetting } from './setting.ts'
import type { SigningKey } from './signing-key.ts'
import { signingKeyFromSeed } from './signing-key.ts'
import { readSlots, slotsFileName, writeSlots } from './slots-file.ts'
import type { NewWorkstation, Workstation } from './workstation.ts'
import { insertWorkstation, readWorkstation, renameWorkstation } from './workstation.ts'

/** One capability's tables in the vault. */
export interface CapabilityMigrations {
  readonly capability: string
  readonly migrations: readonly Migration[]
}

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
  /** These fail with `vault.locked` unless open. */
  readonly db: () => WritableDb
  readonly workstation: () => Workstation
  readonly renameWorkstation: (name: string) => void
  readonly setting: (name: string) => string | null
  readonly setSetting: (name: string, value: string) => void
  /** Locks: closes the database and overwrites the vault key. */
  readonly close: () => void
}

export interface VaultOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'deviceKey' | 'dataFolder'>
  readonly migrations: readonly CapabilityMigrations[]
  /** How dear a password is on this PC; measured, unless a test brings the floor. */
  readonly calibrate?: () => Promise<KdfCost>
}

interface Opened {
  readonly key: Uint8Array
  readonly db: WritableDb
}

/** What stands behind one Vault: the only thing that changes is whether it is open. */
interface Holder {
  readonly folder: string
  readonly ports: VaultOptions['ports']
  readonly calibrate: () => Promise<KdfCost>
  readonly migrations: readonly CapabilityMigrations[]
  opened: Opened | null
}

export function createVault({ ports, migrations, calibrate }: VaultOptions): Vault {
  const holder: Holder = {
    folder: ports.dataFolder,
    ports,
    calibrate: calibrate ?? (() => calibrateKdf(ports.clock, ports.random)),
    migrations: [{ capability: 'vault', migrations: [initial] }, ...migrations],
    opened: null,
  }
  const need = () => needOpen(holder).db
  return {
    state: () => (holder.opened ? 'open' : readSlots(holder.folder) ? 'locked' : 'absent'),
    members: () =>
      (readSlots(holder.folder)?.slots ?? []).map(({ member, name }) => ({ id: member, name })),
    create: (vault) => create(holder, vault),
    open: (member, password) => open(holder, member, password),
    addMember: (member) => addMember(holder, member),
    db: need,
    workstation: () => readWorkstation(need()),
    renameWorkstation: (name) => renameWorkstation(need(), name),
    setting: (name) => readSetting(need(), name),
    setSetting: (name, value) => writeSetting(need(), name, value),
    close() {
      holder.opened?.db.close()
      holder.opened?.key.fill(0)
      holder.opened = null
    },
  }
}

async function create<T>(
  holder: Holder,
  { member, workstation, prepare }: NewVault<T>,
): Promise<T> {
  const { folder, ports } = holder
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  assertLocalFolder(folder)
  if (holder.opened || readSlots(folder)) return fail('vault.exists', {})
  const secret = await readOrMakeWorkstationSecret(ports)
  const key = ports.random.bytes(32)
  const slot = await newSlot(holder, { member, vaultKey: key, workstationSecret: secret })
  // A name of its own, so that what an interrupted attempt left is never in the way, and never
  // taken for a vault: without a slots file that names it, nobody has its key.
  const database = `vault-${Buffer.from(ports.random.bytes(4)).toString('hex')}.db`
  const db = openMigrated(join(folder, database), key, holder.migrations)
  try {
    insertWorkstation(db, workstation)
    const setSetting = (name: string, value: string) => writeSetting(db, name, value)
    const result = await prepare({ db, setSetting })
    if (readSlots(folder)) return fail('vault.exists', {})
    const check = workstationCheck(secret)
    writeSlots(folder, { v: 1, workstationCheck: check, database, slots: [slot] })
    holder.opened = { key, db }
    return result
  } finally {
    if (holder.opened?.db !== db) {
      db.close()
      key.fill(0)
      for (const ending of ['', '-wal', '-shm'])
        rmSync(join(folder, `${database}${ending}`), { force: true })
    }
  }
}

async function open(holder: Holder, member: string, password: string): Promise<MemberKeys> {
  const file = readNeeded(holder)
  const slot =
    file.slots.find((each) => each.member === member) ?? fail('identity.no-such-member', {})
  const stored = await holder.ports.deviceKey.read()
  const workstationSecret = assertSameWorkstation(file.workstationCheck, stored)
  const secrets = await openSlot(slot, password, workstationSecret)
  if (!secrets) return fail('vault.wrong-password', {})
  const keys = {
    signing: signingKeyFromSeed(secrets.signingSeed),
    sealing: sealingKeyFromSecret(secrets.sealingSecret),
  }
  secrets.signingSeed.fill(0)
  secrets.sealingSecret.fill(0)
  const path = join(holder.folder, file.database)
  // SQLite would make a new, empty database where there is none.
  if (!existsSync(path)) return fail('vault.damaged', { file: file.database })
  holder.opened ??= {
    key: secrets.vaultKey,
    db: openMigrated(path, secrets.vaultKey, holder.migrations),
  }
  return keys
}

async function addMember(holder: Holder, member: NewMember): Promise<void> {
  const { key } = needOpen(holder)
  const stored = await holder.ports.deviceKey.read()
  const workstationSecret = assertSameWorkstation(readNeeded(holder).workstationCheck, stored)
  const slot = await newSlot(holder, { member, vaultKey: key, workstationSecret })
  // Read only now: deriving took a second, and somebody else may have been added meanwhile.
  const file = readNeeded(holder)
  if (file.slots.some((each) => each.member === member.id)) fail('vault.exists', {})
  writeSlots(holder.folder, { ...file, slots: [...file.slots, slot] })
}

interface SlotParts {
  readonly member: NewMember
  readonly vaultKey: Uint8Array
  readonly workstationSecret: Uint8Array
}

async function newSlot(holder: Holder, { member, vaultKey, workstationSecret }: SlotParts) {
  return makeSlot({
    member,
    password: member.password,
    workstationSecret,
    secrets: { vaultKey, ...member.secrets },
    cost: await holder.calibrate(),
    random: holder.ports.random,
  })
}

function needOpen(holder: Holder): Opened {
  return holder.opened ?? fail('vault.locked', {})
}

function readNeeded(holder: Holder) {
  return readSlots(holder.folder) ?? fail('vault.damaged', { file: slotsFileName })
}

function openMigrated(
  file: string,
  key: Uint8Array,
  capabilities: readonly CapabilityMigrations[],
): WritableDb {
  const db = openWritable({ file, key })
  try {
    for (const { capability, migrations } of capabilities) migrate(db, capability, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The keystore's secret; made once per workstation, and kept when there is one already. */
async function readOrMakeWorkstationSecret({
  deviceKey,
  random,
}: Pick<Ports, 'deviceKey' | 'random'>): Promise<Uint8Array> {
  const found = await deviceKey.read()
  if (found) return found
  const made = random.bytes(32)
  await deviceKey.write(made)
  // What cannot be read back would lock everybody out at the next start.
  const readBack = await deviceKey.read()
  const isKept = readBack !== null && Buffer.compare(readBack, made) === 0
  return isKept ? made : fail('vault.keystore-unavailable', {})
}
