import { setImmediate } from 'node:timers/promises'
import type { SuppressionKind, SuppressionReason } from '../../preload/contract/suppression.ts'
import { normaliseAddress, parseAddress } from '../address/address.ts'
import { parseDomain } from '../address/domain.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { addSuppression } from './suppression.ts'

export interface SuppressionRow {
  readonly kind: SuppressionKind
  readonly value: string
  readonly reason: SuppressionReason
  readonly source: string
  /** The member's id; null where a machine found it. */
  readonly member: string | null
  readonly at: string
}

/** Newest first. */
export function pageOfSuppressions(
  db: ReadableDb,
  o: {
    readonly search: string
    readonly offset: number
    readonly limit: number
    /** Who may not read values must not find them by guessing either. */
    readonly canReadAddresses: boolean
  },
): { readonly total: number; readonly rows: SuppressionRow[] } {
  const search = o.search.trim().toLowerCase()
  const inDomains = "(kind = 'domain' AND instr(value, ?) > 0)"
  const inValues = o.canReadAddresses
    ? '(instr(value, ?) > 0 OR instr(lower(source), ?) > 0)'
    : `(${inDomains} OR (instr(lower(source), ?) > 0 AND instr(source, '@') = 0))`
  const where = search === '' ? '' : `WHERE ${inValues}`
  const params = search === '' ? [] : [search, search]
  const total =
    db.prepare<{ n: number }>(`SELECT count(*) AS n FROM suppression ${where}`).get(...params)?.n ??
    0
  const rows = db
    .prepare<SuppressionRow>(
      `SELECT kind, value, reason, source, member, suppressed_at AS at FROM suppression ${where}
       ORDER BY suppressed_at DESC, kind, value LIMIT ? OFFSET ?`,
    )
    .all(...params, o.limit, o.offset)
  return { total, rows }
}

/**
 * Reads what a person wants suppressed: an address, a domain with or without an @ before it, or a
 * pattern of an address with * and ?. Null: none of these.
 */
export function parseSuppression(
  text: string,
): { readonly kind: SuppressionKind; readonly value: string } | null {
  const plain = text.trim().replace(/^"(.*)"$/, '$1')
  if (/[*?]/.test(plain)) {
    const value = plain.toLowerCase()
    // Characters of addresses only, and something besides the signs: * alone would stop all mail.
    return /^[a-z0-9!#$%&'+/=^_`{|}~.*?-]*@[a-z0-9.*?-]*$/.test(value) && /[a-z0-9]/.test(value)
      ? { kind: 'pattern', value }
      : null
  }
  const address = parseAddress(plain)
  if (typeof address === 'string') return { kind: 'address', value: normaliseAddress(address) }
  const domain = parseDomain(plain.replace(/^@/, ''))
  return typeof domain === 'string' ? { kind: 'domain', value: domain } : null
}

const refusedShownMax = 100
const linesPerCommit = 1000

/**
 * Takes line by line; the first column of a CSV is enough. Empty lines say nothing. Many are taken
 * in several commits, between which others get their turn: taken again, what was there is known.
 */
export async function addSuppressions(
  db: WritableDb,
  o: {
    readonly text: string
    readonly reason: SuppressionReason
    readonly source: string
    readonly member: string
    readonly at: string
  },
) {
  const refused: { line: number; value: string }[] = []
  const counts = { added: 0, known: 0, refusedCount: 0 }
  const { reason, source, member, at } = o
  const lines = o.text.split(/\r\n|\n|\r/)
  const take = (first: number) => {
    for (const [step, line] of lines.slice(first, first + linesPerCommit).entries()) {
      const index = first + step
      const value = (line.split(/[,\t;]/)[0] ?? '').trim()
      if (value === '') continue
      const found = parseSuppression(value)
      if (found === null) {
        counts.refusedCount += 1
        if (refused.length < refusedShownMax)
          refused.push({ line: index + 1, value: value.slice(0, 200) })
      } else if (addSuppression(db, { ...found, reason, source, member, at })) counts.added += 1
      else counts.known += 1
    }
  }
  for (let first = 0; first < lines.length; first += linesPerCommit) {
    db.transaction(() => take(first))
    await setImmediate()
  }
  return { ...counts, refused }
}

/** False when it was not there. What was lifted, by whom and why, stays noted. */
export function liftSuppression(
  db: WritableDb,
  o: {
    readonly kind: SuppressionKind
    readonly value: string
    readonly reason: string
    readonly member: string
    readonly at: string
    /** The petition that others agreed to, where the policy wants one. */
    readonly permit: string | null
  },
): boolean {
  return db.transaction(() => {
    const gone = db
      .prepare('DELETE FROM suppression WHERE kind = ? AND value = ?')
      .run(o.kind, o.value)
    if (gone.changes === 0) return false
    db.prepare(
      `INSERT INTO suppression_lift (kind, value, reason, member, lifted_at, permit)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(o.kind, o.value, o.reason, o.member, o.at, o.permit)
    return true
  })
}
