import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { SealingKey } from './sealing-key.ts'
import { sealingKeyFromSecret } from './sealing-key.ts'
import type { SigningKey } from './signing-key.ts'
import { signingKeyFromSeed } from './signing-key.ts'

/** This PC (端末) as the organization knows it. Its keys lie inside the vault. */
export interface Workstation {
  readonly id: string
  readonly name: string
  readonly signing: SigningKey
  readonly sealing: SealingKey
}

/** A workstation that is not in any vault yet, with the bytes that will go there. */
export interface NewWorkstation extends Workstation {
  readonly secrets: { readonly signingSeed: Uint8Array; readonly sealingSecret: Uint8Array }
}

export function makeWorkstation(name: string, random: Random): NewWorkstation {
  const secrets = { signingSeed: random.bytes(32), sealingSecret: random.bytes(32) }
  return {
    id: `w-${Buffer.from(random.bytes(8)).toString('hex')}`,
    name,
    signing: signingKeyFromSeed(secrets.signingSeed),
    sealing: sealingKeyFromSecret(secrets.sealingSecret),
    secrets,
  }
}

export function insertWorkstation(db: WritableDb, workstation: NewWorkstation): void {
  db.prepare(
    'INSERT INTO workstation (one, id, name, signing_seed, sealing_secret) VALUES (1, ?, ?, ?, ?)',
  ).run(
    workstation.id,
    workstation.name,
    Buffer.from(workstation.secrets.signingSeed),
    Buffer.from(workstation.secrets.sealingSecret),
  )
}

export function readWorkstation(db: ReadableDb): Workstation {
  const row = db
    .prepare<Row>('SELECT id, name, signing_seed, sealing_secret FROM workstation WHERE one = 1')
    .get()
  if (!row) return fail('vault.damaged', { file: 'workstation' })
  return {
    id: row.id,
    name: row.name,
    signing: signingKeyFromSeed(row.signing_seed),
    sealing: sealingKeyFromSecret(row.sealing_secret),
  }
}

export function renameWorkstation(db: WritableDb, name: string): void {
  db.prepare('UPDATE workstation SET name = ? WHERE one = 1').run(name)
}

interface Row {
  readonly id: string
  readonly name: string
  readonly signing_seed: Buffer
  readonly sealing_secret: Buffer
}
