import type { Clock } from '../ports.ts'
import type { Outcome } from './outcome.ts'
import type { Carrier, TransactionEnd } from './smtp/transaction.ts'
import type { Prepared, Supply } from './supply.ts'
import type { Throttle } from './throttle.ts'

export interface RideOptions {
  readonly clock: Clock
  readonly supply: Supply
  readonly throttle: Throttle
  readonly lane: string
  /** How long the connection waits for the next message of its lane; null: while there is work at all. */
  readonly lingerMs: () => number | null
  /** Nothing begins on this connection after this moment, in ms. */
  readonly closesAt: number
  readonly messagesMax: () => number
  readonly mayBegin: () => boolean
  readonly begin: (cargo: Prepared) => void
  readonly atDot: (cargo: Prepared) => Promise<boolean>
  readonly ended: (cargo: Prepared, end: TransactionEnd, accepted: number) => Outcome
  readonly released: (cargo: Prepared) => void
}

const waitMsMax = 10_000

/** One connection's share of the work: what it may take, and how its messages ended. */
export class Ride implements Carrier<Prepared> {
  readonly #options: RideOptions
  #begun = 0
  /** Messages that the relay took on this connection. */
  accepted = 0

  constructor(options: RideOptions) {
    this.#options = options
  }

  readonly next = async (): Promise<Prepared | null> => {
    const { supply, throttle, lane, lingerMs } = this.#options
    while (this.#mayCarry()) {
      const waitMs = throttle.waitMs()
      if (waitMs > waitMsMax) return null
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      else {
        const prepared = await supply.wait(lane, lingerMs())
        if (prepared === null) return null
        if (this.#mayCarry() && throttle.spend()) return this.#begin(prepared)
        // A supply that closed meanwhile has given everything back but this one.
        if (!supply.putBack(prepared)) this.#options.released(prepared)
      }
    }
    return null
  }

  readonly ready = (): Prepared | null => {
    const { supply, throttle, lane } = this.#options
    if (!this.#mayCarry() || throttle.waitMs() > 0) return null
    const prepared = supply.take(lane)
    if (prepared === null) return null
    throttle.spend()
    return this.#begin(prepared)
  }

  readonly atDot = (cargo: Prepared): Promise<boolean> => this.#options.atDot(cargo)

  readonly ended = (cargo: Prepared, end: TransactionEnd): boolean => {
    const isAccepted = end.kind === 'reply' && end.stage === 'dot' && end.reply.code < 300
    if (isAccepted) this.accepted += 1
    return this.#options.ended(cargo, end, this.accepted).keep
  }

  readonly released = (cargo: Prepared): void => this.#options.released(cargo)

  #mayCarry(): boolean {
    const { clock, closesAt, messagesMax, mayBegin } = this.#options
    return mayBegin() && clock.now() < closesAt && this.#begun < messagesMax()
  }

  #begin(prepared: Prepared): Prepared {
    this.#begun += 1
    this.#options.begin(prepared)
    return prepared
  }
}
