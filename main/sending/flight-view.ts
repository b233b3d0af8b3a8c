import type {
  DeliveryState,
  DeliveryView,
  ReasonGroup,
  Timeline,
} from '../../preload/contract/releases.ts'
import { openReadable } from '../sqlite/sqlite.ts'
import type { DomainOutcome, OutcomeAnswer, OutcomeQuestion } from './outcome-thread.ts'
import { startThread, type Thread } from './thread.ts'

/** Reads a flight log beside the engine that writes it: results for people. */
export interface FlightView {
  readonly states: () => ReadonlyMap<DeliveryState, number>
  /** In the order of the frozen rows, one page; addresses are as they stand. */
  readonly deliveries: (o: {
    readonly state: DeliveryState | null
    /** One group of `reasons`; null: all of them. */
    readonly group?: Pick<ReasonGroup, 'code' | 'reason'> | null
    readonly offset: number
    readonly limit: number
  }) => { readonly total: number; readonly rows: DeliveryView[] }
  /** The largest first. */
  readonly domains: () => Promise<DomainOutcome[]>
  /** Who did not get it, by why; the largest group first. */
  readonly reasons: () => Promise<ReasonGroup[]>
  readonly timeline: () => Promise<Timeline>
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
  let counting: Thread<OutcomeQuestion, OutcomeAnswer> | null = null
  const ask = async <Q extends OutcomeQuestion>(question: Q) => {
    counting ??= startThread<OutcomeQuestion, OutcomeAnswer>('outcome-thread', log)
    const answer = await counting.ask(question)
    if (answer.about !== question) throw new TypeError(`asked for ${question}, got ${answer.about}`)
    return answer as Extract<OutcomeAnswer, { about: Q }>
  }
  return {
    states() {
      const rows = db
        .prepare<{ state: DeliveryState; n: number }>(
          'SELECT state, count(*) AS n FROM delivery GROUP BY state',
        )
        .all()
      return new Map(rows.map(({ state, n }) => [state, n]))
    },
    deliveries({ state, group = null, offset, limit }) {
      const tests = [
        ...(state === null ? [] : ['state = ?']),
        ...(group === null ? [] : ['code IS ?', 'reason = ?']),
      ]
      const where = tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`
      const given = [
        ...(state === null ? [] : [state]),
        ...(group === null ? [] : [group.code, group.reason]),
      ]
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
    domains: async () => (await ask('domains')).rows,
    reasons: async () => (await ask('reasons')).rows,
    timeline: async () => (await ask('timeline')).timeline,
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
