import { ProblemError } from '../../preload/problem.ts'
import type { Clock } from '../ports.ts'
import type { FlightLog } from './flight-log.ts'
import type { Cargo } from './smtp/transaction.ts'

/** A message that is built, signed and checked, and only waits for a connection. */
export interface Prepared extends Cargo {
  readonly index: number
}

export interface Batch {
  readonly number: number
  readonly firstIndex: number
  readonly count: number
}

export interface SupplyOptions {
  readonly log: FlightLog
  readonly clock: Clock
  /** Passes or rejects; nothing of a batch is prepared before it. */
  readonly gate: (batch: Batch) => Promise<void>
  /** Throws when the row is not the one that was approved. */
  readonly checkRow: (index: number, line: string) => void
  /** Builds and signs; `isFirst` of its batch is checked by a second reader too. */
  readonly prepare: (index: number, line: string, isFirst: boolean) => Promise<Prepared>
  /** This one row cannot become a message. */
  readonly onUnbuildable: (index: number, error: ProblemError) => void
  /** Something is wrong with all of it. */
  readonly onFailure: (error: unknown) => void
  readonly readyMax: number
}

/** Where connections get their messages: batches through the gate, then prepared ahead. */
export interface Supply {
  /** One that is ready now, or null. */
  readonly take: () => Prepared | null
  /** One as soon as there is one; null when nothing is left to do for now. */
  readonly wait: () => Promise<Prepared | null>
  /** Returns one that was taken and could not go after all. */
  readonly putBack: (prepared: Prepared) => void
  /** Looks for work again: rows came back or fell due. */
  readonly refill: () => void
  /** Rows within reach: leased, being prepared, ready. */
  readonly available: () => number
  /** Nothing leased, prepared, on its way in or waiting in the log. */
  readonly isDry: () => boolean
  /** Gives everything not yet with a connection back, and everybody waiting null. */
  readonly close: () => readonly number[]
  readonly reopen: () => void
}

/** FAULTS 3.8: the gate before every batch of at most 500 rows or 60 s. */
export const batchRowsMax = 500
export const gateAgeMsMax = 60_000
const preparingMax = 12

export function createSupply(options: SupplyOptions): Supply {
  const { log, clock } = options
  let leased: number[] = []
  let ready: Prepared[] = []
  let held = new Set<number>()
  let waiting: ((prepared: Prepared | null) => void)[] = []
  let preparing = 0
  let isFilling = false
  let isClosed = false
  let batch: Batch = { number: 0, firstIndex: 0, count: 0 }
  let passedAt = 0
  let isFirst = true

  const isStale = () => clock.now() - passedAt > gateAgeMsMax

  function findWork(): number[] {
    const due = log.findDue(clock.now(), batchRowsMax)
    return [...due, ...log.findNew(batchRowsMax - due.length)]
  }

  async function fill(): Promise<void> {
    if (isFilling || isClosed || leased.length > batchRowsMax / 4) return
    const found = findWork()
    const [firstIndex] = found
    if (firstIndex === undefined) return settle()
    isFilling = true
    const next = { number: batch.number + 1, firstIndex, count: found.length }
    try {
      await options.gate(next)
      if (isClosed) return
      for (const index of found) options.checkRow(index, log.line(index))
      const at = clock.now()
      for (const index of found) {
        log.move('lease', index, {
          reason: 'batch-leased',
          code: null,
          reply: null,
          dueAt: null,
          at,
        })
        held.add(index)
      }
      batch = next
      passedAt = at
      isFirst = true
      leased.push(...found)
    } catch (error) {
      options.onFailure(error)
    } finally {
      isFilling = false
    }
    pump()
  }

  /** The same batch, asked again because it took longer than the gate's word holds. */
  async function regate(): Promise<void> {
    if (isFilling || isClosed) return
    isFilling = true
    try {
      await options.gate({ ...batch, number: batch.number + 1 })
      batch = { ...batch, number: batch.number + 1 }
      passedAt = clock.now()
    } catch (error) {
      options.onFailure(error)
    } finally {
      isFilling = false
    }
    hand()
    pump()
  }

  function pump(): void {
    if (isClosed) return
    while (preparing < preparingMax && ready.length + preparing < options.readyMax) {
      // The first of a batch goes through a second reader before the others are even built.
      if (preparing > 0 && isFirst) break
      const index = leased.shift()
      if (index === undefined) break
      preparing += 1
      void prepare(index, isFirst)
      if (isFirst) break
    }
    void fill()
  }

  async function prepare(index: number, first: boolean): Promise<void> {
    try {
      const prepared = await options.prepare(index, log.line(index), first)
      if (first) isFirst = false
      if (held.has(index)) ready.push(prepared)
    } catch (error) {
      if (held.delete(index) && error instanceof ProblemError && isOfOneRow(error))
        options.onUnbuildable(index, error)
      else options.onFailure(error)
    } finally {
      preparing -= 1
    }
    hand()
    pump()
  }

  function hand(): void {
    while (waiting.length > 0) {
      const prepared = take()
      if (!prepared) break
      waiting.shift()?.(prepared)
    }
    settle()
  }

  function take(): Prepared | null {
    if (isClosed || ready.length === 0) return null
    if (isStale()) {
      void regate()
      return null
    }
    const prepared = ready.shift() ?? null
    if (prepared) held.delete(prepared.index)
    return prepared
  }

  function isDry(): boolean {
    const isIdle = !isFilling && leased.length + ready.length + preparing === 0
    return isIdle && (isClosed || findWork().length === 0)
  }

  function settle(): void {
    if (waiting.length === 0 || !isDry()) return
    const all = waiting
    waiting = []
    for (const resolve of all) resolve(null)
  }

  return {
    take() {
      const prepared = take()
      if (prepared) pump()
      return prepared
    },
    wait() {
      const prepared = take()
      if (prepared) {
        pump()
        return Promise.resolve(prepared)
      }
      if (isClosed) return Promise.resolve(null)
      return new Promise((resolve) => {
        waiting.push(resolve)
        pump()
      })
    },
    putBack(prepared) {
      if (isClosed) return
      held.add(prepared.index)
      ready.unshift(prepared)
    },
    refill: pump,
    available: () => leased.length + ready.length + preparing,
    isDry,
    close() {
      isClosed = true
      const back = [...held]
      held = new Set()
      leased = []
      ready = []
      const all = waiting
      waiting = []
      for (const resolve of all) resolve(null)
      return back
    },
    reopen() {
      isClosed = false
      pump()
    },
  }
}

/** A row whose own values make no message; anything else concerns the release. */
function isOfOneRow(error: ProblemError): boolean {
  return error.problem.code.startsWith('message.')
}
