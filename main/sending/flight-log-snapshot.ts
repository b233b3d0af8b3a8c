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
  return { count, states, attempts, due, begunAt }
}
