import { hkdfSync } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { decryptOnce, encryptOnce } from './aead.ts'
import type { SealingKey } from './sealing-key.ts'
import { sealingKeyFromSecret } from './sealing-key.ts'
import { joinSecret } from './secret-bytes.ts'
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
  return withSecrets({ id: `w-${Buffer.from(random.bytes(8)).toString('hex')}`, name }, secrets)
}

export function insertWorkstation(
  db: WritableDb,
  workstation: NewWorkstation,
  { vaultKey, random }: { readonly vaultKey: Uint8Array; readonly random: Random },
): void {
  const { signingSeed, sealingSecret } = workstation.secrets
  const salt = random.bytes(saltBytes)
  const wrapKey = deriveWrapKey(vaultKey, salt)
  const plaintext = joinSecret(signingSeed, sealingSecret)
  const wrapped = Buffer.concat([salt, encryptOnce(wrapKey, plaintext)])
  plaintext.fill(0)
  wrapKey.fill(0)
  db.prepare('INSERT INTO workstation (one, id, name, wrapped) VALUES (1, ?, ?, ?)').run(
    workstation.id,
    workstation.name,
    wrapped,
  )
}

export function readWorkstation(db: WritableDb, vaultKey: Uint8Array, random: Random): Workstation {
  wrapFormer(db, vaultKey, random)
  const row = db.prepare<Row>('SELECT id, name, wrapped FROM workstation WHERE one = 1').get()
  if (!row) return fail('vault.damaged', { file: 'workstation' })
  const wrapKey = deriveWrapKey(vaultKey, row.wrapped.subarray(0, saltBytes))
  const plaintext = decryptOnce(wrapKey, row.wrapped.subarray(saltBytes))
  wrapKey.fill(0)
  if (!plaintext) return fail('vault.damaged', { file: 'workstation' })
  const workstation = {
    id: row.id,
    name: row.name,
    signing: signingKeyFromSeed(plaintext.subarray(0, 32)),
    sealing: sealingKeyFromSecret(plaintext.subarray(32)),
  }
  plaintext.fill(0)
  return workstation
}

/** The former identity is gone with this: whatever it has signed stays where it is. */
export function replaceWorkstation(
  db: WritableDb,
  workstation: NewWorkstation,
  wrapping: { readonly vaultKey: Uint8Array; readonly random: Random },
): void {
  db.transaction(() => {
    db.prepare('DELETE FROM workstation').run()
    insertWorkstation(db, workstation, wrapping)
  })
}

export function renameWorkstation(db: WritableDb, name: string): void {
  db.prepare('UPDATE workstation SET name = ? WHERE one = 1').run(name)
}

/** Takes over the row of a vault from before migration 20. */
function wrapFormer(db: WritableDb, vaultKey: Uint8Array, random: Random): void {
  const former = db
    .prepare<FormerRow>('SELECT id, name, signing_seed, sealing_secret FROM workstation_unwrapped')
    .get()
  if (!former) return
  const secrets = { signingSeed: former.signing_seed, sealingSecret: former.sealing_secret }
  db.transaction(() => {
    insertWorkstation(db, withSecrets(former, secrets), { vaultKey, random })
    db.prepare('DELETE FROM workstation_unwrapped').run()
  })
  former.signing_seed.fill(0)
  former.sealing_secret.fill(0)
}

function withSecrets(
  { id, name }: { readonly id: string; readonly name: string },
  secrets: NewWorkstation['secrets'],
): NewWorkstation {
  return {
    id,
    name,
    signing: signingKeyFromSeed(secrets.signingSeed),
    sealing: sealingKeyFromSecret(secrets.sealingSecret),
    secrets,
  }
}

const saltBytes = 16

function deriveWrapKey(vaultKey: Uint8Array, salt: Uint8Array): Uint8Array {
  const info = Buffer.from('sekisho/v1/workstation-keys', 'utf8')
  return new Uint8Array(hkdfSync('sha256', vaultKey, salt, info, 32))
}

interface Row {
  readonly id: string
  readonly name: string
  readonly wrapped: Buffer
}

interface FormerRow {
  readonly id: string
  readonly name: string
  readonly signing_seed: Buffer
  readonly sealing_secret: Buffer
}
