import type { EmailAddress } from '../address/address.ts'
import { normaliseAddress } from '../address/address.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

/** Why an address must not be mailed any more. */
export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained' | 'by-hand'

export interface Suppression {
  readonly address: EmailAddress
  readonly reason: SuppressionReason
  /** ISO instant. */
  readonly at: string
}

/** From now on in no audience. The first reason stays. */
export function suppressAddress(db: WritableDb, suppression: Suppression): void {
  db.prepare(
    `INSERT INTO suppression (address_key, reason, suppressed_at) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  ).run(normaliseAddress(suppression.address), suppression.reason, suppression.at)
}

/** Every suppressed address, normalised. */
export function suppressedKeys(db: ReadableDb): ReadonlySet<string> {
  const rows = db.prepare<{ address_key: string }>('SELECT address_key FROM suppression').all()
  return new Set(rows.map((row) => row.address_key))
}
