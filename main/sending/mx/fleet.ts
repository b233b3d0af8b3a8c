import type { Clock, Random } from '../../ports.ts'
import { toBackoffMs } from '../retry.ts'
import type { Session } from '../smtp/session.ts'
import { connectionLost, DomainRefused } from './domain-refused.ts'

export interface FleetOptions {
  readonly open: (domain: string) => Promise<Session>
  readonly random: Random
  readonly clock: Clock
  /** Connections at once, over all domains; 0: none for now. */
  readonly connectionsMax: () => number
  /** Domains with messages that wait, and how many connections each may have. */
  readonly wanted: () => readonly (readonly [domain: string, connections: number])[]
  /** Carries over the session until it has done; resolves with how many messages it carried. */
  readonly work: (session: Session, domain: string) => Promise<number>
  /** What waits for the domain cannot go before `until`, in ms, or never. */
  readonly onRefused: (domain: string, refused: DomainRefused, until: number) => void
  readonly onFailure: (error: unknown) => void
  /** A connection has ended: is there anything left? */
  readonly onIdle: () => void
}

interface Rest {
  readonly refused: DomainRefused
  readonly until: number
  readonly failures: number
}

/** Doubling from 16 s to five minutes. */
const failuresAhead = 3
/** What DNS says of a domain for good is believed for so long. */
const refusalMs = 300_000
const domainsMax = 50_000

/** The connections of a route without a relay: each belongs to one domain, and one that rests holds up no other. */
export class Fleet {
  readonly #options: FleetOptions
  readonly #byDomain = new Map<string, number>()
  readonly #rests = new Map<string, Rest>()
  #active = 0
  #isClosed = false

  constructor(options: FleetOptions) {
    this.#options = options
  }

  active(): number {
    return this.#active
  }

  /** Opens what is missing, and gives back what waits for a domain that rests. */
  ensure(): void {
    if (this.#isClosed) return
    for (const [domain, connections] of this.#options.wanted()) {
      const rest = this.#rests.get(domain)
      if (rest !== undefined && rest.until > this.#options.clock.now())
        this.#options.onRefused(domain, rest.refused, rest.until)
      else this.#openUpTo(domain, rest === undefined ? connections : Math.min(1, connections))
    }
  }

  close(): void {
    this.#isClosed = true
  }

  /** Whether another domain would have to wait for a connection that only waits itself. */
  isFull(): boolean {
    return this.#active >= this.#options.connectionsMax()
  }

  #openUpTo(domain: string, connections: number): void {
    while (!this.isFull() && (this.#byDomain.get(domain) ?? 0) < connections)
      void this.#open(domain)
  }

  async #open(domain: string): Promise<void> {
    this.#count(domain, 1)
    try {
      const session = await this.#options.open(domain)
      const carried = await this.#options.work(session, domain)
      if (carried > 0) this.#rests.delete(domain)
      else if (session.connection.isLost()) this.#rest(domain, connectionLost(session))
    } catch (error) {
      if (error instanceof DomainRefused) this.#rest(domain, error)
      else this.#options.onFailure(error)
    } finally {
      this.#count(domain, -1)
    }
    this.ensure()
    this.#options.onIdle()
  }

  #count(domain: string, by: 1 | -1): void {
    this.#active += by
    const open = (this.#byDomain.get(domain) ?? 0) + by
    if (open === 0) this.#byDomain.delete(domain)
    else this.#byDomain.set(domain, open)
  }

  #rest(domain: string, refused: DomainRefused): void {
    const { clock, random } = this.#options
    const failures = (this.#rests.get(domain)?.failures ?? 0) + 1
    const fraction = (random.bytes(1)[0] ?? 0) / 256
    const forMs =
      refused.move === 'refuse' ? refusalMs : toBackoffMs(failures + failuresAhead, fraction)
    if (this.#rests.size >= domainsMax) this.#rests.clear()
    this.#rests.set(domain, { refused, failures, until: clock.now() + Math.ceil(forMs) })
  }
}
