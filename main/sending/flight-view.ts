import type { DeliveryState, DeliveryView } from '../../preload/contract/releases.ts'
import { openReadable } from '../sqlite/sqlite.ts'
import type { DomainOutcome } from './domain-count-thread.ts'
import { startThread, type Thread } from './thread.ts'

/** Reads a flight log beside the engine that writes it: results for people. */
export interface FlightView {
  readonly states: () => ReadonlyMap<DeliveryState, number>
  /** In the order of the frozen rows, one page; addresses are as they stand. */
  readonly deliveries: (o: {
    readonly state: DeliveryState | null
    readonly offset: number
    readonly limit: number
  }) => { readonly total: number; readonly rows: DeliveryView[] }
  /** The largest first. */
  readonly domains: () => Promise<DomainOutcome[]>
  readonly close: () => void
}

interface StoredDelivery {
  readonly idx: number
  readonly line: string
  readonly state: DeliveryState
  readonly reason: string
  readonly attempts: number
  readonly code: string | null
  readonly reply: string | null
  readonly at: number | null
}

export function openFlightView(log: {
  readonly file: string
  readonly key: Uint8Array
}): FlightView {
  const db = openReadable(log)
  let counting: Thread<'count', DomainOutcome[]> | null = null
  return {
    states() {
      const rows = db
        .prepare<{ state: DeliveryState; n: number }>(
          'SELECT state, count(*) AS n FROM delivery GROUP BY state',
        )
        .all()
      return new Map(rows.map(({ state, n }) => [state, n]))
    },
    deliveries({ state, offset, limit }) {
      const where = state === null ? '' : 'WHERE state = ?'
      const given = state === null ? [] : [state]
      const total =
        db.prepare<{ n: number }>(`SELECT count(*) AS n FROM delivery ${where}`).get(...given)?.n ??
        0
      const rows = db
        .prepare<StoredDelivery>(
          `SELECT idx, line, state, reason, attempts, code, reply, at
           FROM delivery JOIN frozen USING (idx) ${where} ORDER BY idx LIMIT ? OFFSET ?`,
        )
        .all(...given, limit, offset)
      return { total, rows: rows.map(toDeliveryView) }
    },
    domains() {
      counting ??= startThread('domain-count-thread', log)
      return counting.ask('count')
    },
    close() {
      db.close()
      // Whoever still waits for its answer hears that it has ended.
      counting?.close().catch(() => {})
    },
  }
}

function toDeliveryView(row: StoredDelivery): DeliveryView {
  const { idx, line, at, ...rest } = row
  const frozen: unknown = JSON.parse(line)
  const address = Array.isArray(frozen) ? String(frozen[1]) : ''
  return { ...rest, index: idx, address, at: at === null ? null : new Date(at).toISOString() }
}
