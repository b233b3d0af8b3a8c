import type { DeliveryState } from '../../preload/contract/releases.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { deliveryStateNames } from './delivery-state.ts'

/** Where every row of a flight log stood when it was opened: a few bytes a row. */
export interface FlightLogSnapshot {
  readonly count: number
  /** Each row's place in deliveryStateNames. */
  readonly states: Uint8Array
  /** Attempts begun, 255 at most. */
  readonly attempts: Uint8Array
  /** Deferred rows and when they are due, in ms. */
  readonly due: readonly (readonly [index: number, at: number])[]
  /** When rows that were attempted in the last hour moved last, in ms. */
  readonly begunAt: readonly (readonly [index: number, at: number])[]
  /** Each row's place among the domains that were asked for, from 1; null: none were. */
  readonly groups: Uint8Array | null
}

const hourMs = 3_600_000

export function readSnapshot(
  db: ReadableDb,
  { now, domains = [] }: { readonly now: number; readonly domains?: readonly string[] },
): FlightLogSnapshot {
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM frozen').get()?.n ?? 0
  const codes = new Map<DeliveryState, number>(deliveryStateNames.map((name, at) => [name, at]))
  const states = new Uint8Array(count)
  const attempts = new Uint8Array(count)
  const due: [number, number][] = []
  const begunAt: [number, number][] = []
  const moved = db
    .prepare<{
      idx: number
      state: DeliveryState
      attempts: number
      dueAt: number | null
      at: number
    }>(`SELECT idx, state, attempts, dueAt, at FROM delivery WHERE state <> 'new' OR attempts > 0`)
    .iterate()
  for (const row of moved) {
    states[row.idx] = codes.get(row.state) ?? 0
    attempts[row.idx] = Math.min(255, row.attempts)
    if (row.dueAt !== null) due.push([row.idx, row.dueAt])
    if (row.attempts > 0 && row.at >= now - hourMs) begunAt.push([row.idx, row.at])
  }
  return { count, states, attempts, due, begunAt, groups: readGroups(db, count, domains) }
}

function readGroups(db: ReadableDb, count: number, domains: readonly string[]): Uint8Array | null {
  if (domains.length === 0) return null
  const groups = new Uint8Array(count)
  const marks = domains.map(() => '?').join(', ')
  const rows = db.rows<readonly [number, string]>(
    `SELECT idx, domain FROM frozen WHERE domain IN (${marks})`,
    domains,
  )
  for (const [index, domain] of rows) groups[index] = domains.indexOf(domain) + 1
  return groups
}
