import { existsSync } from 'node:fs'
import type { DeliveryState } from '../../preload/contract/releases.ts'
import { migrate } from '../sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../sqlite/sqlite.ts'
import {
  applyTransition,
  canMove,
  deliveryStateNames,
  type Move,
  MoveConflict,
  type MoveFacts,
  moves,
  recoverDeliveries,
  type Transition,
} from './delivery-state.ts'
import { createGroupCommit } from './group-commit.ts'
import { flightLog0010 } from './schema/0010-flight-log.ts'

/**
 * The flight log: one encrypted database per release with every frozen row and where its delivery
 * stands. It is written before the act that depends on it, and read again after a crash.
 */
export interface FlightLog {
  readonly count: number
  /** States as they stand on disk: their sum is `count` at every moment. */
  readonly states: () => ReadonlyMap<DeliveryState, number>
  /** Where one delivery stands, counting moves that are not on disk yet. */
  readonly stateOf: (index: number) => DeliveryState
  /** The frozen rows' lines, exactly as they were hashed, for indexes in any order. */
  readonly lines: (indexes: readonly number[]) => string[]
  /** Attempts begun so far. */
  readonly attempts: (index: number) => number
  /** Rows whose last move was at or after this moment and that have been attempted. */
  readonly begunSince: (at: number) => number
  /** Next `limit` rows in state new, from a cursor that goes back when rows do. */
  readonly findNew: (limit: number) => number[]
  /** Deferred rows that are due, the longest due first. */
  readonly findDue: (now: number, limit: number) => number[]
  /** When the next deferred row is due; null: none is. */
  readonly nextDueAt: () => number | null
  /** Queues a move. Throws MoveConflict when the row is elsewhere. */
  readonly move: (move: Move, index: number, facts: MoveFacts) => void
  /** Resolves when every move queued before is on disk with full sync. */
  readonly durable: () => Promise<void>
  readonly flush: () => void
  readonly fact: (name: string) => string | null
  readonly setFact: (name: string, value: string) => void
  /** How many of the callers of `durable` make a commit worth it at once. */
  readonly setWaitersMax: (count: number) => void
  readonly close: () => void
}

export interface FlightLogOptions {
  readonly file: string
  readonly key: Uint8Array
  /** ms since the epoch, for the moves that recovery makes. */
  readonly now: number
}

/** FAULTS section 6.4: dots wait at most 5 ms and at most 64 together for one sync. */
const delayMsMax = 5
const dotsMax = 64

/** True when a release has left its log here. */
export function hasFlightLog(file: string): boolean {
  return existsSync(file)
}

/** Opens or makes the log and recovers: what was on its way is new again, or in doubt. */
export function openFlightLog({ file, key, now }: FlightLogOptions): FlightLog {
  const db = openWritable({ file, key })
  migrate(db, 'flight-log', [flightLog0010])
  db.transaction(() => recoverDeliveries(db, now))
  return toFlightLog(db)
}

/** Freezes the rows into an empty log, all or none. `domainOf` names the group of the counts. */
export function loadRows(
  log: { readonly file: string; readonly key: Uint8Array },
  lines: Iterable<string>,
  domainOf: (line: string) => string,
): number {
  const db = openWritable(log)
  try {
    migrate(db, 'flight-log', [flightLog0010])
    return db.transaction(() => {
      db.prepare('DELETE FROM delivery').run()
      db.prepare('DELETE FROM frozen').run()
      const frozen = db.prepare('INSERT INTO frozen (idx, line, domain) VALUES (?, ?, ?)')
      const delivery = db.prepare('INSERT INTO delivery (idx) VALUES (?)')
      let index = 0
      for (const line of lines) {
        frozen.run(index, line, domainOf(line))
        delivery.run(index)
        index += 1
      }
      return index
    })
  } finally {
    db.close()
  }
}

function toFlightLog(db: WritableDb): FlightLog {
  const codes = new Map(deliveryStateNames.map((name, code) => [name, code]))
  const { states, due, count } = readStates(db, codes)
  const counts = new Map<DeliveryState, number>()
  for (const code of states) {
    const name = nameOf(code)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  let cursor = 0
  let waitersMax = 1

  const commit = (batch: readonly Transition[]) => {
    const coalesced = coalesce(batch)
    db.transaction(() => {
      for (const each of coalesced) applyTransition(db, each)
    })
    for (const { from, to } of coalesced) {
      counts.set(from, (counts.get(from) ?? 0) - 1)
      counts.set(to, (counts.get(to) ?? 0) + 1)
    }
  }
  const group = createGroupCommit<Transition>({
    commit,
    delayMsMax,
    waitersMax: () => Math.min(dotsMax, waitersMax),
  })
  const stateOf = (index: number) => nameOf(states[index] ?? 0)

  return {
    count,
    states: () => counts,
    stateOf,
    lines(indexes) {
      const one = db.prepare<{ line: string }>('SELECT line FROM frozen WHERE idx = ?')
      // One transaction, so that a batch of reads costs one look at the WAL.
      return db.transaction(() => indexes.map((index) => one.get(index)?.line ?? ''))
    },
    attempts: (index) =>
      db.prepare<{ n: number }>('SELECT attempts AS n FROM delivery WHERE idx = ?').get(index)?.n ??
      0,
    begunSince: (at) =>
      db
        .prepare<{ n: number }>('SELECT count(*) AS n FROM delivery WHERE attempts > 0 AND at >= ?')
        .get(at)?.n ?? 0,
    findNew(limit) {
      const found: number[] = []
      let at = cursor
      for (; at < count && found.length < limit; at += 1) if (states[at] === 0) found.push(at)
      cursor = found[0] ?? count
      return found
    },
    findDue: (now, limit) =>
      [...due]
        .filter(([, at]) => at <= now)
        .sort((a, b) => a[1] - b[1])
        .slice(0, limit)
        .map(([index]) => index),
    nextDueAt: () => (due.size === 0 ? null : Math.min(...due.values())),
    move(move, index, facts) {
      const from = stateOf(index)
      if (index >= count || !canMove(move, from)) throw new MoveConflict(move, index)
      const { to } = moves[move]
      states[index] = codes.get(to) ?? 0
      if (to === 'new') cursor = Math.min(cursor, index)
      if (facts.dueAt === null) due.delete(index)
      else due.set(index, facts.dueAt)
      group.add({ ...facts, index, from, to, begun: move === 'begin' ? 1 : 0 })
    },
    durable: group.durable,
    flush: group.flush,
    fact: (name) =>
      db.prepare<{ value: string }>('SELECT value FROM fact WHERE name = ?').get(name)?.value ??
      null,
    setFact: (name, value) =>
      void db.prepare('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)').run(name, value),
    setWaitersMax: (value) => {
      waitersMax = Math.max(1, value)
    },
    close() {
      try {
        group.flush()
      } finally {
        group.close()
        db.close()
      }
    },
  }
}

/** Moves of one row that share a commit become one: only where it ends up can be seen anyway. */
function coalesce(batch: readonly Transition[]): Transition[] {
  const byIndex = new Map<number, Transition>()
  for (const each of batch) {
    const before = byIndex.get(each.index)
    byIndex.set(
      each.index,
      before ? { ...each, from: before.from, begun: before.begun + each.begun } : each,
    )
  }
  return [...byIndex.values()]
}

function nameOf(code: number): DeliveryState {
  return deliveryStateNames[code] ?? 'new'
}

/** One byte a row in memory: 1 MB for a million, and no index to keep up on disk. */
function readStates(db: WritableDb, codes: ReadonlyMap<DeliveryState, number>) {
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM delivery').get()?.n ?? 0
  const states = new Uint8Array(count)
  const due = new Map<number, number>()
  const rows = db
    .prepare<{ idx: number; state: DeliveryState; dueAt: number | null }>(
      `SELECT idx, state, dueAt FROM delivery WHERE state <> 'new'`,
    )
    .iterate()
  for (const { idx, state, dueAt } of rows) {
    states[idx] = codes.get(state) ?? 0
    if (dueAt !== null) due.set(idx, dueAt)
  }
  return { states, due, count }
}
