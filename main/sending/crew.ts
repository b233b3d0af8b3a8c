import type { Problem } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { toBackoffMs } from './retry.ts'
import { type Session, SessionRefused } from './smtp/session.ts'

export interface CrewOptions {
  readonly open: () => Promise<Session>
  readonly random: Random
  /** Connections that could carry something now, within the pace. */
  readonly wanted: () => number
  /** Carries over the session until it has done; resolves with how many messages it carried. */
  readonly work: (session: Session) => Promise<number>
  /** The relay cannot be reached for now; null: it can again. */
  readonly onRest: (problem: Problem | null) => void
  /** A person must act. */
  readonly onHalt: (problem: Problem) => void
  readonly onFailure: (error: unknown) => void
  /** A connection has ended, or a rest: is there anything left? */
  readonly onIdle: () => void
}

/** The connections of one route: as many as pace and work allow, resting after failures. */
export class Crew {
  readonly #options: CrewOptions
  #active = 0
  #failures = 0
  #restTimer: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(options: CrewOptions) {
    this.#options = options
  }

  active(): number {
    return this.#active
  }

  /** Opens what is missing. After a failure one connection tries the water. */
  ensure(): void {
    if (this.#isClosed || this.#restTimer) return
    const wanted = this.#options.wanted()
    const most = this.#failures > 0 ? Math.min(1, wanted) : wanted
    while (this.#active < most) void this.#open()
  }

  close(): void {
    this.#isClosed = true
    if (this.#restTimer) clearTimeout(this.#restTimer)
    this.#restTimer = null
  }

  async #open(): Promise<void> {
    this.#active += 1
    try {
      const session = await this.#options.open()
      const carried = await this.#options.work(session)
      if (carried > 0) this.#recover()
      else if (session.connection.isLost()) this.#rest(null)
    } catch (error) {
      if (!(error instanceof SessionRefused)) this.#options.onFailure(error)
      else if (error.remedy === 'halt') this.#options.onHalt(error.problem)
      else this.#rest(error.problem)
    } finally {
      this.#active -= 1
    }
    this.ensure()
    this.#options.onIdle()
  }

  #recover(): void {
    if (this.#failures === 0) return
    this.#failures = 0
    this.#options.onRest(null)
  }

  #rest(problem: Problem | null): void {
    this.#failures += 1
    if (problem) this.#options.onRest(problem)
    if (this.#restTimer || this.#isClosed) return
    const fraction = (this.#options.random.bytes(1)[0] ?? 0) / 256
    this.#restTimer = setTimeout(
      () => {
        this.#restTimer = null
        this.ensure()
        this.#options.onIdle()
      },
      toBackoffMs(this.#failures, fraction),
    )
  }
}
