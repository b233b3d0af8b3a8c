import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { Ports } from '../ports.ts'
import type { Migration } from '../sqlite/migrate.ts'
import { migrate } from '../sqlite/migrate.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { openWritable } from '../sqlite/sqlite.ts'
import type { KdfCost } from './argon2.ts'
import { assertSameWorkstation } from './key-slot.ts'
import type { SlotsFile } from './slots-file.ts'
import { readSlots, slotsFileName } from './slots-file.ts'
import type { Workstation } from './workstation.ts'
import { readWorkstation } from './workstation.ts'

/** One capability's tables in the vault. */
export interface CapabilityMigrations {
  readonly capability: string
  readonly migrations: readonly Migration[]
}

/** What is there while the vault is open, and nowhere after it is closed. */
export interface Opened {
  readonly key: Uint8Array
  readonly db: WritableDb
  /** Read once, so that its secrets are copied once. */
  workstation: Workstation
}

/** What stands behind one Vault: the only thing that changes is whether it is open. */
export interface Holder {
  readonly folder: string
  readonly ports: Pick<Ports, 'clock' | 'random' | 'deviceKey' | 'dataFolder'>
  readonly calibrate: () => Promise<KdfCost>
  readonly migrations: readonly CapabilityMigrations[]
  opened: Opened | null
}

export function needOpen(holder: Holder): Opened {
  return holder.opened ?? fail('vault.locked', {})
}

export function needSlots(holder: Holder): SlotsFile {
  return readSlots(holder.folder) ?? fail('vault.damaged', { file: slotsFileName })
}

/** The keystore's secret, if it is the one that these slots were made with. */
export async function needWorkstationSecret(holder: Holder, file: SlotsFile): Promise<Uint8Array> {
  return assertSameWorkstation(file.workstationCheck, await holder.ports.deviceKey.read())
}

/** Opens the database that the slots name. The key is overwritten when the vault is open already. */
export function openDatabase(holder: Holder, { database }: SlotsFile, key: Uint8Array): void {
  if (holder.opened) {
    key.fill(0)
    return
  }
  const path = join(holder.folder, database)
  // SQLite would make a new, empty database where there is none.
  if (!existsSync(path)) fail('vault.damaged', { file: database })
  const db = openMigrated(path, key, holder.migrations)
  holder.opened = { key, db, workstation: readWorkstation(db, key, holder.ports.random) }
}

export function openMigrated(
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
export async function readOrMakeWorkstationSecret({
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
