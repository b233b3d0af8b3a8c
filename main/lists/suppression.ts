import type { SuppressionReason } from '../../preload/contract/suppression.ts'
import type { EmailAddress } from '../address/address.ts'
import { normaliseAddress } from '../address/address.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { type Compiled, domainSql } from './condition-sql.ts'

export interface Suppression {
  readonly address: EmailAddress
  readonly reason: SuppressionReason
  /** ISO instant. */
  readonly at: string
}

/** From now on in no audience. The first reason stays. */
export function suppressAddress(db: WritableDb, suppression: Suppression): void {
  addSuppression(db, {
    kind: 'address',
    value: normaliseAddress(suppression.address),
    reason: suppression.reason,
    source: '',
    member: null,
    at: suppression.at,
  })
}

export interface SuppressionEntry {
  readonly kind: 'address' | 'domain' | 'pattern'
  /** As parseSuppression gives it. */
  readonly value: string
  readonly reason: SuppressionReason
  readonly source: string
  /** Null: found by a machine. */
  readonly member: string | null
  readonly at: string
}

/** True when it was not there before; the first reason stays. */
export function addSuppression(db: WritableDb, entry: SuppressionEntry): boolean {
  const { kind, value, reason, source, member, at } = entry
  return (
    db
      .prepare(
        `INSERT INTO suppression (kind, value, reason, source, member, suppressed_at)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(kind, value, reason, source, member, at).changes === 1
  )
}

/** What an audience leaves out, and the number that moves when any of it changes. */
export interface SuppressedValues {
  readonly version: number
  readonly addresses: readonly string[]
  readonly domains: readonly string[]
  readonly patterns: readonly string[]
}

/** What was added at or after this ISO instant: for rows that were frozen then. */
export function suppressionsSince(
  db: ReadableDb,
  at: string,
): Pick<SuppressionEntry, 'kind' | 'value'>[] {
  return db
    .prepare<Pick<SuppressionEntry, 'kind' | 'value'>>(
      'SELECT kind, value FROM suppression WHERE suppressed_at >= ? ORDER BY kind, value',
    )
    .all(at)
}

export function suppressionVersion(db: ReadableDb): number {
  return db.prepare<{ n: number }>('SELECT n FROM suppression_version').get()?.n ?? 0
}

export function suppressedValues(db: ReadableDb): SuppressedValues {
  const valuesOf = (kind: string) =>
    db
      .prepare<{ value: string }>('SELECT value FROM suppression WHERE kind = ? ORDER BY value')
      .all(kind)
      .map((row) => row.value)
  return {
    version: suppressionVersion(db),
    addresses: valuesOf('address'),
    domains: valuesOf('domain'),
    patterns: valuesOf('pattern'),
  }
}

/** True for a contact `c` that must not be mailed; on the vault's connection. */
export function suppressedSql(db: ReadableDb): Compiled {
  const count = (kind: string) =>
    db.prepare<{ n: number }>('SELECT count(*) AS n FROM suppression WHERE kind = ?').get(kind)?.n
  const tests = [
    "EXISTS (SELECT 1 FROM suppression s WHERE s.kind = 'address' AND s.value = c.address_key)",
  ]
  if (count('domain') !== 0)
    tests.push(
      `EXISTS (SELECT 1 FROM suppression s WHERE s.kind = 'domain' AND
         (s.value = ${domainSql} OR substr(${domainSql}, -length(s.value) - 1) = '.' || s.value))`,
    )
  if (count('pattern') !== 0)
    tests.push(
      "EXISTS (SELECT 1 FROM suppression s WHERE s.kind = 'pattern' AND c.address_key GLOB s.value)",
    )
  return { sql: tests.join(' OR '), params: [] }
}
