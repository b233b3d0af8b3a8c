import type { Random } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { openSealed } from './envelope.ts'
import { type RecoveryGroup, recoveryContextOf, sealToRecovery } from './recovery-envelope.ts'
import type { SealingKey } from './sealing-key.ts'

const contextOf = (member: string) => `sealing-secret:${member}`

/**
 * Keeps a member's 32-byte sealing secret for the recovery group, and for no group of before. Whoever
 * else has the vault open can read the row and not what it holds.
 */
export function keepInEscrow(
  db: WritableDb,
  o: {
    readonly group: RecoveryGroup
    readonly member: string
    readonly sealingSecret: Uint8Array
    readonly random: Random
    /** Whether the secret may be another one than the row of this group holds. */
    readonly isNew: boolean
  },
): void {
  const { group, member, sealingSecret: plaintext, random } = o
  const { publicKey } = group
  const isKept = db
    .prepare('SELECT 1 FROM escrow WHERE member = ? AND group_key = ?')
    .get(member, publicKey)
  if (isKept && !o.isNew) return
  const sealed = sealToRecovery({ publicKey, context: contextOf(member), plaintext, random })
  db.transaction(() => {
    db.prepare('DELETE FROM escrow WHERE member = ?').run(member)
    db.prepare('INSERT INTO escrow (member, group_key, sealed) VALUES (?, ?, ?)').run(
      ...[member, publicKey, sealed],
    )
  })
}

/** The member's sealing secret, opened with the group's key; null when none was kept for this group. */
export function openEscrow(db: WritableDb, key: SealingKey, member: string): Uint8Array | null {
  const row = db
    .prepare<{ sealed: Buffer }>('SELECT sealed FROM escrow WHERE member = ? AND group_key = ?')
    .get(member, key.publicKey)
  if (row === undefined) return null
  return openSealed({ key, context: recoveryContextOf(contextOf(member)), sealed: row.sealed })
}
