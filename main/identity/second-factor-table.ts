import { fail } from '../../preload/problem.ts'
import type { RecordBody } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import type { Migration } from '../sqlite/migrate.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { SealingKey } from '../vault/vault.ts'
import { openSealed, seal } from '../vault/vault.ts'
import type { Handed } from './hand-over-format.ts'
import type { NewPerson } from './new-person.ts'
import { hashRecoveryCode, isRecoveryCode } from './recovery-code.ts'
import { secondFactor } from './schema/0010-second-factor.ts'
import { spentMark } from './second-factor.ts'
import { totp } from './totp.ts'

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
    insertFactor(db, { member: person.id, sealed, counter: lastStep })
    setRecoveryHashes(db, person.id, recoveryHashesOf(person.id, person.recoveryCodes))
  })
}

/** Another authenticator and other recovery codes, in the place of the former. */
export function replaceSecondFactor(db: WritableDb, factor: NewSecondFactor, random: Random): void {
  db.transaction(() => {
    setRecoveryHashes(db, factor.person.id, [])
    db.prepare('DELETE FROM second_factor WHERE member = ?').run(factor.person.id)
    insertSecondFactor(db, factor, random)
  })
}

/** All that another PC of the member's needs. The secret is the caller's to overwrite. */
export function copySecondFactor(
  db: ReadableDb,
  { member, key }: { readonly member: string; readonly key: SealingKey },
): {
  readonly secret: Uint8Array
  readonly lastCounter: number
  readonly recoveryHashes: string[]
} {
  const row = readFactor(db, member)
  if (!row) return fail('vault.damaged', { file: 'second_factor' })
  const hashes = db
    .prepare<{ hash: string }>('SELECT hash FROM recovery_code WHERE member = ? ORDER BY hash')
    .all(member)
  return {
    secret: openSealed({ key, context: contextOf(member), sealed: row.sealed }),
    lastCounter: row.last_step,
    recoveryHashes: hashes.map((each) => each.hash),
  }
}

/** The copy, on the other PC. What was used before is marked in the journal. */
export function insertCopiedFactor(
  db: WritableDb,
  copy: { readonly handed: Handed; readonly key: SealingKey; readonly lastCounter: number },
  random: Random,
): void {
  const { member, factor, recoveryHashes } = copy.handed
  const plaintext = Buffer.from(factor.secret, 'base64')
  const readers = [copy.key.publicKey]
  const sealed = seal({ readers, context: contextOf(member), plaintext, random })
  plaintext.fill(0)
  db.transaction(() => {
    insertFactor(db, { member, sealed, counter: copy.lastCounter })
    setRecoveryHashes(db, member, recoveryHashes)
  })
}

export interface CodeCheck {
  readonly member: string
  readonly key: SealingKey
  /** Six digits, or a recovery code. */
  readonly code: string
  readonly nowMs: number
  /** Whether the journal has a mark, of this PC or another of the member's. */
  readonly isMarked: (mark: string) => boolean
}

/** What the journal says of a code that was used: docs/journal-format.md, code-spent. */
export type SpentCode = RecordBody<'code-spent'>

export type CodeVerdict =
  | { readonly kind: 'accepted'; readonly spent: SpentCode }
  /** Right, but already used, or older than one that was. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'wrong' }

/**
 * Accepts a code at most once, whoever asks how often at the same time: what is accepted is on disk
 * as spent before this returns.
 */
export function acceptCode(db: WritableDb, check: CodeCheck): CodeVerdict {
  const row = readFactor(db, check.member)
  if (!row) return { kind: 'wrong' }
  const secret = openSealed({
    key: check.key,
    context: contextOf(check.member),
    sealed: row.sealed,
  })
  try {
    return isRecoveryCode(check.code)
      ? acceptRecoveryCode(db, check, secret)
      : acceptAnswer(db, check, { secret, lastCounter: row.last_step })
  } finally {
    secret.fill(0)
  }
}

function acceptAnswer(
  db: WritableDb,
  { member, code, nowMs, isMarked }: CodeCheck,
  { secret, lastCounter }: { readonly secret: Uint8Array; readonly lastCounter: number },
): CodeVerdict {
  const verdict = totp.verify({ secret, answer: code, challenge: nowMs, lastCounter })
  if (verdict.kind !== 'accepted') return { kind: verdict.kind }
  const { counter } = verdict
  const markOf = (at: number) => spentMark(secret, member, `${totp.name}\0${at}`)
  // Only forward holds across PCs too: a later one that was used elsewhere spends this one.
  for (let at = counter; at <= counter + totp.countersAhead; at += 1)
    if (isMarked(markOf(at))) return { kind: 'spent' }
  const moved = db
    .prepare('UPDATE second_factor SET last_step = ? WHERE member = ? AND last_step < ?')
    .run(counter, member, counter)
  if (moved.changes !== 1) return { kind: 'spent' }
  return { kind: 'accepted', spent: { factor: totp.name, mark: markOf(counter) } }
}

function insertFactor(
  db: WritableDb,
  o: { readonly member: string; readonly sealed: Uint8Array; readonly counter: number },
): void {
  db.prepare('INSERT INTO second_factor (member, sealed, last_step) VALUES (?, ?, ?)').run(
    o.member,
    o.sealed,
    o.counter,
  )
}

export function recoveryHashesOf(member: string, codes: readonly string[]): string[] {
  return codes.map((code) => hashRecoveryCode(member, code))
}

/** Void what was given before, used or not, and keep these instead; the same again changes nothing. */
export function setRecoveryHashes(db: WritableDb, member: string, hashes: readonly string[]): void {
  db.transaction(() => {
    const kept = new Set(hashes)
    const before = db
      .prepare<{ hash: string }>('SELECT hash FROM recovery_code WHERE member = ?')
      .all(member)
    const remove = db.prepare('DELETE FROM recovery_code WHERE member = ? AND hash = ?')
    for (const { hash } of before) if (!kept.has(hash)) remove.run(member, hash)
    const insert = db.prepare(
      'INSERT INTO recovery_code (member, hash) VALUES (?, ?) ON CONFLICT DO NOTHING',
    )
    for (const hash of kept) insert.run(member, hash)
  })
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
  { member, code, nowMs, isMarked }: CodeCheck,
  secret: Uint8Array,
): CodeVerdict {
  const hash = hashRecoveryCode(member, code)
  const mark = spentMark(secret, member, `recovery-code\0${hash}`)
  const isKnown = db
    .prepare('SELECT 1 FROM recovery_code WHERE member = ? AND hash = ?')
    .get(member, hash)
  if (!isKnown) return { kind: 'wrong' }
  const used = db
    .prepare(
      'UPDATE recovery_code SET used_at = ? WHERE member = ? AND hash = ? AND used_at IS NULL',
    )
    .run(new Date(nowMs).toISOString(), member, hash)
  if (used.changes !== 1 || isMarked(mark)) return { kind: 'spent' }
  return { kind: 'accepted', spent: { factor: 'recovery-code', mark } }
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
