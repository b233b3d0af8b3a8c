import type { Random } from '../ports.ts'
import type { Migration } from '../sqlite/migrate.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { SealingKey } from '../vault/vault.ts'
import { openSealed, seal } from '../vault/vault.ts'
import type { NewPerson } from './new-person.ts'
import { hashRecoveryCode, isRecoveryCode } from './recovery-code.ts'
import { secondFactor } from './schema/0010-second-factor.ts'
import { verifyTotp } from './totp.ts'

export const identityMigrations: readonly Migration[] = [secondFactor]

export interface NewSecondFactor {
  readonly person: Pick<NewPerson, 'id' | 'keys' | 'totpSecret' | 'recoveryCodes'>
  /** The step of the code that confirmed the set-up: it is spent. */
  readonly lastStep: number
}

export function insertSecondFactor(
  db: WritableDb,
  { person, lastStep }: NewSecondFactor,
  random: Random,
): void {
  const sealed = seal({
    readers: [person.keys.sealing.publicKey],
    context: contextOf(person.id),
    plaintext: person.totpSecret,
    random,
  })
  db.transaction(() => {
    db.prepare('INSERT INTO second_factor (member, sealed, last_step) VALUES (?, ?, ?)').run(
      person.id,
      sealed,
      lastStep,
    )
    insertRecoveryCodes(db, person.id, person.recoveryCodes)
  })
}

export interface CodeCheck {
  readonly member: string
  readonly key: SealingKey
  /** Six digits, or a recovery code. */
  readonly code: string
  readonly nowMs: number
}

/**
 * Accepts a code at most once, whoever asks how often at the same time: what is accepted is on disk
 * as spent before this returns. 'spent': right, but already used, or older than one that was.
 */
export function acceptCode(db: WritableDb, check: CodeCheck): 'accepted' | 'spent' | 'wrong' {
  if (isRecoveryCode(check.code)) return acceptRecoveryCode(db, check)
  const row = readFactor(db, check.member)
  if (!row) return 'wrong'
  const secret = openSealed({
    key: check.key,
    context: contextOf(check.member),
    sealed: row.sealed,
  })
  const { code, nowMs } = check
  const verdict = verifyTotp({ secret, code, nowMs, lastStep: row.last_step })
  secret.fill(0)
  if (verdict.kind !== 'accepted') return verdict.kind
  const moved = db
    .prepare('UPDATE second_factor SET last_step = ? WHERE member = ? AND last_step < ?')
    .run(verdict.step, check.member, verdict.step)
  return moved.changes === 1 ? 'accepted' : 'spent'
}

/** Another authenticator and other recovery codes, in the place of the former. */
export function replaceSecondFactor(db: WritableDb, factor: NewSecondFactor, random: Random): void {
  db.transaction(() => {
    db.prepare('DELETE FROM recovery_code WHERE member = ?').run(factor.person.id)
    db.prepare('DELETE FROM second_factor WHERE member = ?').run(factor.person.id)
    insertSecondFactor(db, factor, random)
  })
}

/** Void what was given before, used or not, and give these instead. */
export function replaceRecoveryCodes(
  db: WritableDb,
  member: string,
  codes: readonly string[],
): void {
  db.transaction(() => {
    db.prepare('DELETE FROM recovery_code WHERE member = ?').run(member)
    insertRecoveryCodes(db, member, codes)
  })
}

function insertRecoveryCodes(db: WritableDb, member: string, codes: readonly string[]): void {
  const insert = db.prepare('INSERT INTO recovery_code (member, hash) VALUES (?, ?)')
  for (const code of codes) insert.run(member, hashRecoveryCode(member, code))
}

export function recoveryCodesLeft(db: ReadableDb, member: string): number {
  const row = db
    .prepare<{ n: number }>(
      'SELECT count(*) AS n FROM recovery_code WHERE member = ? AND used_at IS NULL',
    )
    .get(member)
  return row?.n ?? 0
}

function acceptRecoveryCode(
  db: WritableDb,
  { member, code, nowMs }: CodeCheck,
): 'accepted' | 'spent' | 'wrong' {
  const hash = hashRecoveryCode(member, code)
  const used = db
    .prepare(
      'UPDATE recovery_code SET used_at = ? WHERE member = ? AND hash = ? AND used_at IS NULL',
    )
    .run(new Date(nowMs).toISOString(), member, hash)
  if (used.changes === 1) return 'accepted'
  const isKnown = db
    .prepare('SELECT 1 FROM recovery_code WHERE member = ? AND hash = ?')
    .get(member, hash)
  return isKnown ? 'spent' : 'wrong'
}

function readFactor(db: ReadableDb, member: string): FactorRow | undefined {
  return db
    .prepare<FactorRow>('SELECT sealed, last_step FROM second_factor WHERE member = ?')
    .get(member)
}

function contextOf(member: string): string {
  return `identity/totp/${member}`
}

interface FactorRow {
  readonly sealed: Buffer
  readonly last_step: number
}
