import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import { type BreakerOutcome, closedBreaker, noteOutcome, toBreakerProblem } from './breaker.ts'
import { Crew } from './crew.ts'
import type { Move, Reason } from './delivery-state.ts'
import type { FlightLog } from './flight-log.ts'
import { type Outcome, toOutcome } from './outcome.ts'
import { createPace, noteAccepted, noteHungUpAfter, noteSlowDown, type Pace } from './pace.ts'
import { toRetryAt } from './retry.ts'
import { Ride } from './ride.ts'
import type { RelayTrouble, Session } from './smtp/session.ts'
import { carry, type TransactionEnd } from './smtp/transaction.ts'
import { type Batch, type Prepared, Supply, type SupplyOptions } from './supply.ts'
import { createThrottle, type Throttle } from './throttle.ts'

export type DispatchPhase = 'running' | 'paused' | 'stopping' | 'finished' | 'stopped' | 'halted'
export type DispatchEnd = 'finished' | 'stopped' | 'halted'

export interface DispatchState {
  readonly phase: DispatchPhase
  /** Why it paused, rests or halted. */
  readonly problem: Problem | null
  readonly connections: number
}

/** Everything below the gate; engine.ts is the only one that fills it, from a VerifiedRelease. */
export interface DispatchOptions {
  readonly log: FlightLog
  readonly clock: Clock
  readonly random: Random
  readonly open: () => Promise<Session>
  readonly connectionsMax: number
  readonly ratePerHourMax: number | null
  /** No retry is begun and no dot leaves after it, in ms. */
  readonly until: number
  readonly gate: (batch: Batch) => Promise<void>
  readonly checkRows: SupplyOptions['checkRows']
  readonly compose: SupplyOptions['compose']
  readonly composeAtOnce: number
  readonly toHaltProblem: (error: unknown) => Problem
  readonly onChange: () => void
  /** A session with a relay ended in a way that somebody may have to look into. */
  readonly onTrouble?: (trouble: RelayTrouble) => void
}

const sessionAgeMsMax = 300_000
/** A longer wait for a token is not worth an open connection. */
export const idleMsMax = 10_000

/** One run of one release's deliveries: supply, connections, outcomes, and when it ends. */
export class Dispatch {
  /** Resolves when nothing moves any more. */
  readonly done: Promise<DispatchEnd>
  readonly #options: DispatchOptions
  readonly #supply: Supply
  readonly #crew: Crew
  readonly #throttle: Throttle
  #phase: DispatchPhase = 'running'
  #problem: Problem | null = null
  #pace: Pace
  #breaker = closedBreaker
  #timer: NodeJS.Timeout | null = null
  #carrying = 0
  /** The rows that each open session has begun and not ended. */
  readonly #aboard = new Map<Session, Set<number>>()
  #finish: (end: DispatchEnd) => void = () => {}

  constructor(options: DispatchOptions) {
    const { log, clock, random, open, gate, checkRows, compose } = options
    this.#options = options
    this.done = new Promise((resolve) => {
      this.#finish = resolve
    })
    this.#pace = createPace(options.connectionsMax)
    this.#throttle = createThrottle({
      clock,
      perHourMax: options.ratePerHourMax,
      begunLastHour: log.begunSince(clock.now() - 3_600_000),
    })
    const onFailure = (error: unknown) => this.#end('halted', options.toHaltProblem(error))
    this.#supply = new Supply({
      ...{ log, clock, gate, checkRows, compose, onFailure },
      atOnce: options.composeAtOnce,
      onUnbuildable: (index, { code }) =>
        this.#move('refuse', index, { reason: 'unbuildable', reply: code }),
      onSuppressed: (index) => this.#move('suppress', index, { reason: 'suppressed-after-freeze' }),
      connectionsMax: options.connectionsMax,
    })
    this.#crew = new Crew({
      ...{ open, random, onFailure },
      wanted: () => this.#wanted(),
      work: (session) => this.#work(session),
      onRest: (problem) => this.#rest(problem),
      onHalt: (problem) => this.#end('halted', problem),
      onIdle: () => this.#check(),
    })
  }

  start(): void {
    this.#supply.refill()
    this.#crew.ensure()
    this.#check()
  }

  state(): DispatchState {
    return { phase: this.#phase, problem: this.#problem, connections: this.#crew.active() }
  }

  /** Ends before the next dot. What is behind its dot already is waited for. */
  stop(): void {
    this.#end('stopping', null)
  }

  /** Something outside says that nothing more may leave. */
  halt(problem: Problem): void {
    this.#end('halted', problem)
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.#phase !== 'paused') return
    this.#phase = 'running'
    this.#problem = null
    this.#breaker = closedBreaker
    this.#supply.reopen()
    this.#crew.ensure()
    this.#check()
  }

  /**
   * The PC slept, or its clock jumped. The gate is asked again before anything else leaves, and sessions
   * that the relay may have forgotten are not waited for; what is behind its dot waits for its answer.
   */
  wake(): void {
    this.#supply.expire()
    const { log } = this.#options
    for (const [{ connection }, rows] of this.#aboard)
      if (![...rows].some((index) => log.stateOf(index) === 'at-dot')) connection.close()
    this.#crew.ensure()
    this.#check()
  }

  #wanted(): number {
    if (!this.#isRunning() || this.#throttle.waitMs() > idleMsMax) return 0
    return Math.min(this.#pace.connections, this.#supply.available())
  }

  #isRunning(): boolean {
    return this.#phase === 'running'
  }

  #rest(problem: Problem | null): void {
    if (!this.#isRunning()) return
    this.#problem = problem
    this.#options.onChange()
  }

  /** Nothing more leaves. Rows that no connection has go back; those with one follow by themselves. */
  #end(next: 'paused' | 'stopping' | 'halted', problem: Problem | null): void {
    const mayEnd = this.#isRunning() || (this.#phase === 'paused' && next !== 'paused')
    if (!mayEnd) return
    this.#phase = next
    this.#problem = problem
    try {
      for (const index of this.#supply.close()) this.#release(index)
    } catch (error) {
      this.#fail(error)
    }
    this.#check()
  }

  /** When the log itself fails, recovery at its next opening does what could not be written. */
  #fail(error: unknown): void {
    this.#phase = 'halted'
    this.#problem = this.#options.toHaltProblem(error)
  }

  #check(): void {
    this.#options.onChange()
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#crew.active() > 0) return
    switch (this.#phase) {
      case 'stopping':
        void this.#close('stopped')
        break
      case 'halted':
        void this.#close('halted')
        break
      case 'running':
        this.#await()
        break
    }
  }

  /** No connection is open: because of the pace, because rows are not due yet, or because all is done. */
  #await(): void {
    const { log, clock, until } = this.#options
    const dueAt = log.nextDueAt()
    if (!this.#supply.isDry()) {
      this.#wake(Math.max(50, Math.min(this.#throttle.waitMs(), 60_000)))
      this.#supply.refill()
    } else if (dueAt !== null && dueAt <= until) this.#wake(Math.max(20, dueAt - clock.now()))
    else void this.#close('finished')
  }

  #wake(afterMs: number): void {
    const act = () => {
      this.#supply.refill()
      this.#crew.ensure()
      this.#check()
    }
    this.#timer = setTimeout(act, Math.min(afterMs, 3_600_000))
  }

  async #close(end: DispatchEnd): Promise<void> {
    this.#crew.close()
    this.#phase = end
    try {
      await this.#options.log.flush()
    } catch (error) {
      this.#fail(error)
    }
    this.#options.onChange()
    this.#finish(this.#phase === 'halted' ? 'halted' : end)
  }

  async #work(session: Session): Promise<number> {
    const { clock } = this.#options
    const rows = new Set<number>()
    this.#aboard.set(session, rows)
    const ride = new Ride({
      clock,
      supply: this.#supply,
      throttle: this.#throttle,
      closesAt: clock.now() + sessionAgeMsMax,
      messagesMax: () =>
        Math.min(
          this.#pace.messagesPerConnectionMax ?? Number.POSITIVE_INFINITY,
          session.capabilities.mailMax ?? Number.POSITIVE_INFINITY,
        ),
      mayBegin: () => this.#isRunning() && this.#carrying <= this.#pace.connections,
      begin: ({ index }) => {
        rows.add(index)
        this.#move('begin', index, { reason: 'attempt-begun' })
      },
      atDot: (cargo) => this.#atDot(cargo),
      ended: (cargo, end, accepted) => {
        rows.delete(cargo.index)
        return this.#settle(session, cargo, { end, accepted })
      },
      released: ({ index }) => {
        rows.delete(index)
        this.#release(index)
      },
    })
    this.#carrying += 1
    try {
      await carry(session, ride)
    } finally {
      this.#aboard.delete(session)
      session.connection.close()
      this.#carrying -= 1
    }
    return ride.accepted
  }

  async #atDot({ index }: Prepared): Promise<boolean> {
    const { clock, until } = this.#options
    // Minutes can lie between the gate and here, when the relay is slow to answer.
    if (clock.now() > until)
      this.#end(
        'halted',
        toProblem('approval.execution-expired', { at: new Date(until).toISOString() }),
      )
    if (!this.#isRunning()) return false
    this.#move('dot', index, { reason: 'dot-due' })
    await this.#options.log.durable()
    return this.#isRunning()
  }

  #settle(
    session: Session,
    cargo: Prepared,
    { end, accepted }: { readonly end: TransactionEnd; readonly accepted: number },
  ): Outcome {
    const { recipient } = cargo
    const domain = recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase()
    const outcome = toOutcome(end, domain)
    if (isTrouble(end, outcome)) this.#tell(session)
    const dueAt = outcome.rest === null ? null : this.#retryAt(cargo.index, outcome.rest)
    this.#move(outcome.move, cargo.index, { ...outcome, dueAt })
    if (outcome.move === 'accept') this.#pace = noteAccepted(this.#pace)
    if (outcome.code?.startsWith('421')) this.#pace = noteHungUpAfter(this.#pace, accepted)
    if (outcome.slowDown) this.#pace = noteSlowDown(this.#pace)
    if (outcome.halt) this.#end('halted', outcome.halt)
    const kind = toBreakerOutcome(outcome)
    if (kind) this.#breaker = noteOutcome(this.#breaker, kind)
    const problem = toBreakerProblem(this.#breaker)
    if (problem && this.#isRunning()) this.#end('paused', problem)
    this.#crew.ensure()
    this.#options.onChange()
    return outcome
  }

  #tell({ host, port, connection }: Session): void {
    this.#options.onTrouble?.({ host, port, lines: connection.transcript() })
  }

  #retryAt(index: number, rest: 'greylist' | 'short'): number {
    const { clock, random, log } = this.#options
    const fraction = (random.bytes(1)[0] ?? 0) / 256
    return toRetryAt({ now: clock.now(), attempts: log.attempts(index), rest, fraction })
  }

  #release(index: number): void {
    const reasons: Partial<Record<DispatchPhase, Reason>> = {
      paused: 'route-resting',
      stopping: 'run-stopped',
      halted: 'run-halted',
    }
    this.#move('release', index, { reason: reasons[this.#phase] ?? 'connection-ended' })
    this.#supply.refill()
  }

  #move(move: Move, index: number, facts: MoveFactsGiven): void {
    const { log, clock } = this.#options
    const { reason, code = null, reply = null, dueAt = null } = facts
    log.move(move, index, { reason, code, reply, dueAt, at: clock.now() })
  }
}

interface MoveFactsGiven {
  readonly reason: Reason
  readonly code?: string | null
  readonly reply?: string | null
  readonly dueAt?: number | null
}

/** More than one recipient's refusal: the session itself went wrong, or a person must act. */
function isTrouble(end: TransactionEnd, { halt, code }: Outcome): boolean {
  return end.kind === 'lost' || halt !== null || code?.startsWith('421') === true
}

function toBreakerOutcome({ move }: Outcome): BreakerOutcome | null {
  switch (move) {
    case 'accept':
      return 'sent'
    case 'defer':
      return 'deferred'
    case 'refuse':
      return 'failed'
    default:
      return null
  }
}
