import type { Problem } from '../../preload/problem.ts'
import type { Clock } from '../ports.ts'
import type { FlightLog } from './flight-log.ts'
import type { Cargo } from './smtp/envelope.ts'

/** A message that is built, signed and checked, and only waits for a connection. */
export interface Prepared extends Cargo {
  readonly index: number
}

/** What became of a row: a message, or why there is none. */
export type Composed =
  | Prepared
  | { readonly index: number; readonly problem: Problem }
  | { readonly index: number; readonly isSuppressed: true }

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
  /** Rejects when one of the rows is not the one that was approved. */
  readonly checkRows: (indexes: readonly number[]) => Promise<void>
  /** Builds and signs these rows, or the first of them; see Composer. */
  readonly compose: (indexes: readonly number[], isFirst: boolean) => Promise<readonly Composed[]>
  /** Compositions that can go on at once. */
  readonly atOnce: number
  /** This one row cannot become a message. */
  readonly onUnbuildable: (index: number, problem: Problem) => void
  /** Its recipient has asked for no more mail since. */
  readonly onSuppressed: (index: number) => void
  /** Something is wrong with all of it. */
  readonly onFailure: (error: unknown) => void
  readonly connectionsMax: number
  /** Whose connections take a message: those of its lane only. Absent: all are one. */
  readonly laneOf?: (prepared: Prepared) => string
  /** There are messages that wait for a connection of their lane. */
  readonly onReady?: () => void
}

/** The lane of everything that goes to a relay. */
export const oneLane = ''

/** FAULTS 3.8: the gate before every batch of at most 500 rows or 60 s. */
export const batchRowsMax = 500
export const gateAgeMsMax = 60_000
/** Rows in one composition: a few milliseconds of work. */
const rowsAtOnce = 32
/** Messages that are ready and wait, unless one alone is larger. */
const readyBytesMax = 32 << 20

interface Waiter {
  readonly lane: string
  readonly resolve: (prepared: Prepared | null) => void
}

/** Where connections get their messages: batches through the gate, then prepared ahead. */
export class Supply {
  readonly #options: SupplyOptions
  #leased: number[] = []
  /** By lane, each in its order; one with nothing in it is not there. */
  #ready = new Map<string, Prepared[]>()
  #readyCount = 0
  #readyBytes = 0
  /** Leased rows that no connection has yet. */
  #held = new Set<number>()
  #waiting: Waiter[] = []
  #composing = 0
  #composingRows = 0
  #isFilling = false
  #isClosed = false
  /** What was begun before a pause belongs to none of the rows leased after it. */
  #generation = 0
  #batch: Batch = { number: 0, firstIndex: 0, count: 0 }
  #passedAt = 0
  /** Where each batch begins: its first message is read twice before any other is built. */
  #firsts = new Set<number>()
  #isReading = false

  constructor(options: SupplyOptions) {
    this.#options = options
  }

  /** One that is ready now, or null. */
  take(lane: string): Prepared | null {
    const prepared = this.#shift(lane)
    if (prepared) this.refill()
    return prepared
  }

  /** One as soon as there is one; null when nothing is left to do for now, or none came in time. */
  wait(lane: string, withinMs: number | null): Promise<Prepared | null> {
    const prepared = this.take(lane)
    if (prepared || this.#isClosed) return Promise.resolve(prepared)
    return new Promise((resolve) => {
      const waiter: Waiter = { lane, resolve }
      this.#waiting.push(waiter)
      if (withinMs !== null) setTimeout(() => this.#giveUp(waiter), withinMs)
      this.refill()
    })
  }

  /** How many wait for a connection of each lane, the lane that has waited longest first. */
  lanes(): readonly (readonly [lane: string, count: number])[] {
    return [...this.#ready].map(([lane, all]) => [lane, all.length])
  }

  /** Takes everything of a lane that no connection will carry. */
  drain(lane: string): readonly Prepared[] {
    const all = this.#ready.get(lane) ?? []
    this.#ready.delete(lane)
    this.#readyCount -= all.length
    for (const { index, content } of all) {
      this.#held.delete(index)
      this.#readyBytes -= content.length
    }
    return all
  }

  /** Returns one that was taken and could not go after all. */
  putBack(prepared: Prepared): boolean {
    if (this.#isClosed) return false
    this.#held.add(prepared.index)
    this.#queueOf(prepared).unshift(prepared)
    this.#readyCount += 1
    this.#readyBytes += prepared.content.length
    return true
  }

  /** Rows within reach: leased, being prepared, ready. */
  available(): number {
    return this.#leased.length + this.#readyCount + this.#composingRows
  }

  /** Nothing leased, prepared, on its way in or waiting in the log. */
  isDry(): boolean {
    if (this.#isFilling || this.available() > 0) return false
    return this.#isClosed || this.#findWork(1).length === 0
  }

  /** Gives back everything that no connection has yet; everybody who waits gets null. */
  close(): readonly number[] {
    this.#isClosed = true
    this.#generation += 1
    const back = [...this.#held]
    this.#held.clear()
    this.#leased = []
    this.#ready.clear()
    this.#readyCount = 0
    this.#readyBytes = 0
    this.#composing = 0
    this.#composingRows = 0
    this.#firsts.clear()
    this.#isReading = false
    this.#dismiss()
    return back
  }

  /** What the gate said is not good any more: the next message waits until it has said it again. */
  expire(): void {
    this.#passedAt = Number.NEGATIVE_INFINITY
  }

  reopen(): void {
    this.#isClosed = false
    this.refill()
  }

  /** Prepares ahead, and fetches the next batch before this one is used up. */
  refill(): void {
    if (this.#isClosed) return
    while (this.#composing < this.#options.atOnce && this.#hasRoom()) {
      const rows = this.#isReading ? [] : this.#takeLeased()
      if (rows.length === 0) break
      void this.#compose(rows)
    }
    if (this.#leased.length <= batchRowsMax / 2) void this.#fill()
  }

  /** The next rows of one batch. */
  #takeLeased(): number[] {
    const next = this.#leased.slice(0, rowsAtOnce)
    const end = next.findIndex((index, at) => at > 0 && this.#firsts.has(index))
    return this.#leased.splice(0, end < 0 ? next.length : end)
  }

  #hasRoom(): boolean {
    const { atOnce, connectionsMax } = this.#options
    const ahead = this.#readyCount + this.#composingRows
    return ahead < atOnce * rowsAtOnce + 2 * connectionsMax && this.#readyBytes < readyBytesMax
  }

  #findWork(limit: number): number[] {
    const { log, clock } = this.#options
    const due = log.findDue(clock.now(), limit)
    return [...due, ...log.findNew(limit - due.length)]
  }

  async #fill(): Promise<void> {
    if (this.#isFilling || this.#isClosed) return
    const found = this.#findWork(batchRowsMax)
    const [firstIndex] = found
    if (firstIndex === undefined) return this.#settle()
    const batch = { number: this.#batch.number + 1, firstIndex, count: found.length }
    await this.#pass(batch, found)
  }

  #lease(found: readonly number[]): void {
    const { log, clock } = this.#options
    const at = clock.now()
    for (const index of found) {
      log.move('lease', index, { reason: 'batch-leased', code: null, reply: null, dueAt: null, at })
      this.#held.add(index)
    }
    const [first] = found
    if (first !== undefined) this.#firsts.add(first)
    this.#leased.push(...found)
  }

  /** Asks the gate; what it let through is good for its time only. */
  async #pass(batch: Batch, found: readonly number[]): Promise<void> {
    const generation = this.#generation
    this.#isFilling = true
    try {
      await this.#options.gate(batch)
      // All of them before any: of a batch with one altered row nothing is sent.
      if (found.length > 0) await this.#options.checkRows(found)
      if (!this.#isClosed && generation === this.#generation) {
        this.#batch = batch
        this.#passedAt = this.#options.clock.now()
        this.#lease(found)
      }
    } catch (error) {
      this.#options.onFailure(error)
    } finally {
      this.#isFilling = false
    }
    this.#hand()
    this.refill()
  }

  async #compose(rows: readonly number[]): Promise<void> {
    const generation = this.#generation
    const isFirst = this.#firsts.delete(rows[0] ?? -1)
    this.#isReading ||= isFirst
    this.#composing += 1
    this.#composingRows += rows.length
    try {
      const composed = await this.#options.compose(rows, isFirst)
      if (generation !== this.#generation) return
      if (isFirst) this.#isReading = false
      for (const each of composed) this.#accept(each)
      this.#leased.unshift(...rows.slice(composed.length))
    } catch (error) {
      if (generation === this.#generation) this.#options.onFailure(error)
    } finally {
      if (generation === this.#generation) {
        this.#composing -= 1
        this.#composingRows -= rows.length
      }
    }
    this.#hand()
    this.refill()
  }

  #accept(composed: Composed): void {
    const { index } = composed
    if ('content' in composed) {
      this.#queueOf(composed).push(composed)
      this.#readyCount += 1
      this.#readyBytes += composed.content.length
    } else if (this.#held.delete(index)) {
      if ('problem' in composed) this.#options.onUnbuildable(index, composed.problem)
      else this.#options.onSuppressed(index)
    }
  }

  #queueOf(prepared: Prepared): Prepared[] {
    const lane = this.#options.laneOf?.(prepared) ?? oneLane
    const known = this.#ready.get(lane)
    if (known) return known
    const made: Prepared[] = []
    this.#ready.set(lane, made)
    return made
  }

  #shift(lane: string): Prepared | null {
    const queue = this.#ready.get(lane)
    if (this.#isClosed || queue === undefined) return null
    const { clock } = this.#options
    if (clock.now() - this.#passedAt > gateAgeMsMax) {
      if (!this.#isFilling) void this.#pass({ ...this.#batch, number: this.#batch.number + 1 }, [])
      return null
    }
    const prepared = queue.shift() ?? null
    if (queue.length === 0) this.#ready.delete(lane)
    if (prepared) {
      this.#held.delete(prepared.index)
      this.#readyCount -= 1
      this.#readyBytes -= prepared.content.length
    }
    return prepared
  }

  #hand(): void {
    this.#waiting = this.#waiting.filter(({ lane, resolve }) => {
      const prepared = this.#shift(lane)
      if (prepared) resolve(prepared)
      return prepared === null
    })
    this.#settle()
    if (this.#readyCount > 0) this.#options.onReady?.()
  }

  #giveUp(waiter: Waiter): void {
    if (!this.#waiting.includes(waiter)) return
    this.#waiting = this.#waiting.filter((each) => each !== waiter)
    waiter.resolve(null)
  }

  #settle(): void {
    if (this.#waiting.length > 0 && this.isDry()) this.#dismiss()
  }

  #dismiss(): void {
    const all = this.#waiting
    this.#waiting = []
    for (const { resolve } of all) resolve(null)
  }
}
