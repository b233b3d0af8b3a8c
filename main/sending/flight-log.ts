import { existsSync } from 'node:fs'
import type { DeliveryState } from '../../preload/contract/releases.ts'
import { fail } from '../../preload/problem.ts'
import { migrate } from '../sqlite/migrate.ts'
import { openWritable } from '../sqlite/sqlite.ts'
import {
  canMove,
  deliveryStateNames,
  type Move,
  MoveConflict,
  type MoveFacts,
  moves,
  packTransitions,
} from './delivery-state.ts'
import { createDueHeap } from './due-heap.ts'
import type { FlightLogSnapshot } from './flight-log-snapshot.ts'
import type { LogAnswer, LogQuestion, LogStart } from './flight-log-thread.ts'
import { deleteRows, insertRows } from './frozen-rows.ts'
import { createMoveQueue } from './move-queue.ts'
import { flightLog0010 } from './schema/0010-flight-log.ts'
import { startThread, type Thread } from './thread.ts'

/**
 * The flight log: one encrypted database per release with every frozen row and where its delivery
 * stands. It is written before the act that depends on it, and read again after a crash. A thread
 * of its own writes it; here is a picture of it in memory, a few bytes a row.
 */
export interface FlightLog {
  readonly count: number
  /** States as they stand on disk: their sum is `count` at every moment. */
  readonly states: () => ReadonlyMap<DeliveryState, number>
  /** Where one delivery stands, counting moves that are not on disk yet. */
  readonly stateOf: (index: number) => DeliveryState
  /** Attempts begun so far, 255 at most. */
  readonly attempts: (index: number) => number
  /** Rows that have been attempted and whose last move before the opening was at or after this. */
  readonly begunSince: (at: number, group?: number) => number
  /** Which of the domains it was opened with a row belongs to, from 1; 0: to none. */
  readonly groupOf: (index: number) => number
  /** Next `limit` rows in state new that `mayTake`, from a cursor that goes back when rows do. */
  readonly findNew: (limit: number, mayTake?: (index: number) => boolean) => number[]
  /** Deferred rows that are due, the longest due first. */
  readonly findDue: (now: number, limit: number) => number[]
  /** When the next deferred row is due; null: none is. */
  readonly nextDueAt: () => number | null
  /** Queues a move. Throws MoveConflict when the row is elsewhere, or what a commit failed with. */
  readonly move: (move: Move, index: number, facts: MoveFacts) => void
  /** Resolves when every dot and every outcome queued before is on disk with full sync. */
  readonly durable: () => Promise<void>
  /** The same for every move there is. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

/** True when a release has left its log here. */
export function hasFlightLog(file: string): boolean {
  return existsSync(file)
}

/** Opens or makes the log and recovers: what was on its way is new again, or in doubt. */
export async function openFlightLog(start: LogStart): Promise<FlightLog> {
  const thread = startThread<LogQuestion, LogAnswer>('flight-log-thread', start)
  return toFlightLog(thread, await takeSnapshot(thread))
}

/**
 * The same, with these rows frozen into it first unless they are there already. All pages are taken,
 * one after the other: whoever gives them verifies them.
 */
export async function openFrozenLog(
  start: LogStart,
  frozen: { readonly count: number; readonly pages: AsyncIterable<Uint8Array> },
): Promise<FlightLog> {
  const thread = startThread<LogQuestion, LogAnswer>('flight-log-thread', start)
  try {
    const found = await takeSnapshot(thread)
    const isWhole = found.count === frozen.count
    // Rows that were cut off while they were frozen; those of a run that has begun are not replaced.
    if (!isWhole && found.states.some((state) => state !== 0)) return fail('sending.log-lost', {})
    let firstIndex = 0
    for await (const page of frozen.pages) {
      if (!isWhole) await thread.ask({ kind: 'rows', firstIndex, page })
      firstIndex += countLines(page)
    }
    return toFlightLog(thread, isWhole ? found : await takeSnapshot(thread))
  } catch (error) {
    await thread.close()
    throw error
  }
}

/** Freezes the rows into an empty log, all or none, on this thread. */
export function loadRows(
  log: { readonly file: string; readonly key: Uint8Array },
  lines: Iterable<string>,
): number {
  const db = openWritable(log)
  try {
    migrate(db, 'flight-log', [flightLog0010])
    return db.transaction(() => {
      deleteRows(db)
      return insertRows(db, 0, lines)
    })
  } finally {
    db.close()
  }
}

async function takeSnapshot(thread: Thread<LogQuestion, LogAnswer>): Promise<FlightLogSnapshot> {
  const snapshot = await thread.ask({ kind: 'snapshot' })
  if (snapshot === null) throw new Error('the flight log does not say where it stands')
  return snapshot
}

function countLines(page: Uint8Array): number {
  let count = page.at(-1) === 0x0a ? 0 : 1
  for (let at = page.indexOf(0x0a); at >= 0; at = page.indexOf(0x0a, at + 1)) count += 1
  return count
}

function toFlightLog(
  thread: Thread<LogQuestion, LogAnswer>,
  snapshot: FlightLogSnapshot,
): FlightLog {
  const { count, states, attempts, begunAt, groups } = snapshot
  const groupOf = (index: number) => groups?.[index] ?? 0
  const codes = new Map<DeliveryState, number>(deliveryStateNames.map((name, code) => [name, code]))
  const counts = countStates(states)
  const due = createDueHeap()
  for (const [index, at] of snapshot.due) due.set(index, at)
  let cursor = 0
  const queue = createMoveQueue({
    async commit(transitions) {
      await thread.ask({ kind: 'commit', packed: packTransitions(transitions) })
      for (const { from, to } of transitions) {
        counts.set(from, (counts.get(from) ?? 0) - 1)
        counts.set(to, (counts.get(to) ?? 0) + 1)
      }
    },
  })
  const stateOf = (index: number) => nameOf(states[index] ?? 0)

  return {
    count,
    states: () => counts,
    stateOf,
    attempts: (index) => attempts[index] ?? 0,
    begunSince: (since, group) =>
      begunAt.filter(
        ([index, at]) => at >= since && (group === undefined || groupOf(index) === group),
      ).length,
    groupOf,
    findNew(limit, mayTake = () => true) {
      const found: number[] = []
      let first: number | null = null
      for (let at = cursor; at < count && found.length < limit; at += 1)
        if (states[at] === 0) {
          first ??= at
          if (mayTake(at)) found.push(at)
        }
      cursor = first ?? count
      return found
    },
    findDue: due.findDue,
    nextDueAt: due.nextAt,
    move(move, index, facts) {
      const from = stateOf(index)
      if (index >= count || !canMove(move, from)) throw new MoveConflict(move, index)
      const { to } = moves[move]
      const begun = move === 'begin' ? 1 : 0
      queue.add({ ...facts, index, from, to, begun })
      states[index] = codes.get(to) ?? 0
      attempts[index] = Math.min(255, (attempts[index] ?? 0) + begun)
      if (to === 'new') cursor = Math.min(cursor, index)
      if (facts.dueAt === null) due.delete(index)
      else due.set(index, facts.dueAt)
    },
    durable: queue.durable,
    flush: queue.flush,
    async close() {
      try {
        await queue.flush()
      } finally {
        await thread.close()
      }
    },
  }
}

function countStates(states: Uint8Array): Map<DeliveryState, number> {
  const counts = new Map<DeliveryState, number>()
  for (const code of states) counts.set(nameOf(code), (counts.get(nameOf(code)) ?? 0) + 1)
  return counts
}

function nameOf(code: number): DeliveryState {
  return deliveryStateNames[code] ?? 'new'
}
