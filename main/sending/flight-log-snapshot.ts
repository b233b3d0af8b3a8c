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
  readonly begunAt: readonly number[]
  /** The recipients' domains, and each row's place among them. */
  readonly domains: readonly string[]
  readonly domainOf: Uint32Array
}

const hourMs = 3_600_000

export function readSnapshot(db: ReadableDb, now: number): FlightLogSnapshot {
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM frozen').get()?.n ?? 0
  const codes = new Map<DeliveryState, number>(deliveryStateNames.map((name, at) => [name, at]))
  const states = new Uint8Array(count)
  const attempts = new Uint8Array(count)
  const due: [number, number][] = []
  const begunAt: number[] = []
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
    if (row.attempts > 0 && row.at >= now - hourMs) begunAt.push(row.at)
  }
  return { count, states, attempts, due, begunAt, ...readDomains(db, count) }
}

function readDomains(db: ReadableDb, count: number) {
  const places = new Map<string, number>()
  const domainOf = new Uint32Array(count)
  const rows = db
    .prepare<{ idx: number; domain: string }>('SELECT idx, domain FROM frozen')
    .iterate()
  for (const { idx, domain } of rows) {
    const known = places.get(domain)
    domainOf[idx] = known ?? places.size
    if (known === undefined) places.set(domain, places.size)
  }
  return { domains: [...places.keys()], domainOf }
}
