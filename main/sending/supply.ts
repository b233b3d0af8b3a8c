import { ProblemError } from '../../preload/problem.ts'
import type { Clock } from '../ports.ts'
import type { FlightLog } from './flight-log.ts'
import type { Cargo } from './smtp/envelope.ts'

/** A message that is built, signed and checked, and only waits for a connection. */
export interface Prepared extends Cargo {
  readonly index: number
}

export interface Batch {
  readonly number: number
  readonly firstIndex: number
  readonly count: number
}

export interface Row {
  readonly index: number
  /** The frozen row's line, exactly as it was hashed. */
  readonly line: string
}

export interface SupplyOptions {
  readonly log: FlightLog
  readonly clock: Clock
  /** Passes or rejects; nothing of a batch is prepared before it. */
  readonly gate: (batch: Batch) => Promise<void>
  /** Throws when the row is not the one that was approved. */
  readonly checkRow: (row: Row) => void
  /** Builds and signs; `isFirst` of its batch is checked by a second reader too. */
  readonly prepare: (row: Row, isFirst: boolean) => Promise<Prepared>
  /** This one row cannot become a message. */
  readonly onUnbuildable: (index: number, error: ProblemError) => void
  /** Something is wrong with all of it. */
  readonly onFailure: (error: unknown) => void
  readonly readyMax: number
}

/** FAULTS 3.8: the gate before every batch of at most 500 rows or 60 s. */
export const batchRowsMax = 500
export const gateAgeMsMax = 60_000
/** Signatures under way: enough to keep the thread pool busy. */
const preparingMax = 12

/** Where connections get their messages: batches through the gate, then prepared ahead. */
export class Supply {
  readonly #options: SupplyOptions
  #leased: Row[] = []
  #ready: Prepared[] = []
  /** Leased rows that no connection has yet. */
  #held = new Set<number>()
  #waiting: ((prepared: Prepared | null) => void)[] = []
  #preparing = 0
  #isFilling = false
  #isClosed = false
  #batch: Batch = { number: 0, firstIndex: 0, count: 0 }
  #passedAt = 0
  #isFirst = true

  constructor(options: SupplyOptions) {
    this.#options = options
  }

  /** One that is ready now, or null. */
  take(): Prepared | null {
    const prepared = this.#shift()
    if (prepared) this.refill()
    return prepared
  }

  /** One as soon as there is one; null when nothing is left to do for now. */
  wait(): Promise<Prepared | null> {
    const prepared = this.take()
    if (prepared || this.#isClosed) return Promise.resolve(prepared)
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.refill()
    })
  }

  /** Returns one that was taken and could not go after all. */
  putBack(prepared: Prepared): boolean {
    if (this.#isClosed) return false
    this.#held.add(prepared.index)
    this.#ready.unshift(prepared)
    return true
  }

  /** Rows within reach: leased, being prepared, ready. */
  available(): number {
    return this.#leased.length + this.#ready.length + this.#preparing
  }

  /** Nothing leased, prepared, on its way in or waiting in the log. */
  isDry(): boolean {
    if (this.#isFilling || this.available() > 0) return false
    return this.#isClosed || this.#findWork(1).length === 0
  }

  /** Gives back everything that no connection has yet; everybody who waits gets null. */
  close(): readonly number[] {
    this.#isClosed = true
    const back = [...this.#held]
    this.#held.clear()
    this.#leased = []
    this.#ready = []
    this.#dismiss()
    return back
  }

  reopen(): void {
    this.#isClosed = false
    this.refill()
  }

  /** Prepares ahead, and fetches the next batch before this one is used up. */
  refill(): void {
    if (this.#isClosed) return
    while (this.#preparing < preparingMax && this.#hasRoom()) {
      // The first of a batch goes through a second reader before the others are even built.
      if (this.#preparing > 0 && this.#isFirst) break
      const row = this.#leased.shift()
      if (row === undefined) break
      this.#preparing += 1
      void this.#prepare(row, this.#isFirst)
    }
    if (this.#leased.length <= batchRowsMax / 4) void this.#fill()
  }

  #hasRoom(): boolean {
    return this.#ready.length + this.#preparing < this.#options.readyMax
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
    await this.#pass({ number: this.#batch.number + 1, firstIndex, count: found.length }, () =>
      this.#lease(found),
    )
  }

  #lease(found: readonly number[]): void {
    const { log, clock, checkRow } = this.#options
    const lines = log.lines(found)
    const rows = found.map((index, at) => ({ index, line: lines[at] ?? '' }))
    // All of them before any: of a batch with one altered row nothing is sent.
    for (const row of rows) checkRow(row)
    const at = clock.now()
    for (const { index } of rows) {
      log.move('lease', index, { reason: 'batch-leased', code: null, reply: null, dueAt: null, at })
      this.#held.add(index)
    }
    this.#isFirst = true
    this.#leased.push(...rows)
  }

  /** Asks the gate; what it let through is good for its time only. */
  async #pass(batch: Batch, then: () => void): Promise<void> {
    this.#isFilling = true
    try {
      await this.#options.gate(batch)
      if (this.#isClosed) return
      this.#batch = batch
      this.#passedAt = this.#options.clock.now()
      then()
    } catch (error) {
      this.#options.onFailure(error)
    } finally {
      this.#isFilling = false
    }
    this.#hand()
    this.refill()
  }

  async #prepare(row: Row, isFirst: boolean): Promise<void> {
    try {
      const prepared = await this.#options.prepare(row, isFirst)
      if (isFirst) this.#isFirst = false
      if (this.#held.has(row.index)) this.#ready.push(prepared)
    } catch (error) {
      if (!(error instanceof ProblemError && isOfOneRow(error))) this.#options.onFailure(error)
      else if (this.#held.delete(row.index)) this.#options.onUnbuildable(row.index, error)
    } finally {
      this.#preparing -= 1
    }
    this.#hand()
    this.refill()
  }

  #shift(): Prepared | null {
    if (this.#isClosed || this.#ready.length === 0) return null
    const { clock } = this.#options
    if (clock.now() - this.#passedAt > gateAgeMsMax) {
      if (!this.#isFilling)
        void this.#pass({ ...this.#batch, number: this.#batch.number + 1 }, () => {})
      return null
    }
    const prepared = this.#ready.shift() ?? null
    if (prepared) this.#held.delete(prepared.index)
    return prepared
  }

  #hand(): void {
    while (this.#waiting.length > 0) {
      const prepared = this.#shift()
      if (!prepared) break
      this.#waiting.shift()?.(prepared)
    }
    this.#settle()
  }

  #settle(): void {
    if (this.#waiting.length > 0 && this.isDry()) this.#dismiss()
  }

  #dismiss(): void {
    const all = this.#waiting
    this.#waiting = []
    for (const resolve of all) resolve(null)
  }
}

/** A row whose own values make no message; anything else concerns the release. */
function isOfOneRow(error: ProblemError): boolean {
  return error.problem.code.startsWith('message.')
}
