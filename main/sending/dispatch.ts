import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import { closedBreaker, noteOutcome, toBreakerOutcome, toBreakerProblem } from './breaker.ts'
import { createConnections } from './connections.ts'
import type { Crew } from './crew.ts'
import type { Move, Reason } from './delivery-state.ts'
import type { FlightLog } from './flight-log.ts'
import { LanePaces } from './lane-paces.ts'
import type { DomainRefused } from './mx/domain-refused.ts'
import { Fleet } from './mx/fleet.ts'
import { domainOf, toReceiverOutcome } from './mx/receiver-outcome.ts'
import { type Outcome, toOutcome } from './outcome.ts'
import { noteAccepted, noteHungUpAfter, noteSlowDown } from './pace.ts'
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
  /** Of the relay's route; with `isDirect` of one recipient domain. */
  readonly open: (domain: string) => Promise<Session>
  /** There is no relay: connections belong to recipient domains. */
  readonly isDirect?: boolean
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
/** Connections at once to one domain, where there is no relay. */
const domainConnectionsMax = 5
/** So long a connection to one domain waits for the next message to it. */
const lingerMs = 1_000

/** One run of one release's deliveries: supply, connections, outcomes, and when it ends. */
export class Dispatch {
  /** Resolves when nothing moves any more. */
  readonly done: Promise<DispatchEnd>
  readonly #options: DispatchOptions
  readonly #supply: Supply
  readonly #crew: Crew | Fleet
  readonly #throttle: Throttle
  #phase: DispatchPhase = 'running'
  #problem: Problem | null = null
  readonly #paces: LanePaces
  #breaker = closedBreaker
  #timer: NodeJS.Timeout | null = null
  /** The rows that each open session has begun and not ended. */
  readonly #aboard = new Map<Session, Set<number>>()
  #finish: (end: DispatchEnd) => void = () => {}

  constructor(options: DispatchOptions) {
    const { log, clock, gate, checkRows, compose, isDirect = false } = options
    this.#options = options
    this.done = new Promise((resolve) => {
      this.#finish = resolve
    })
    const { connectionsMax } = options
    this.#paces = new LanePaces(
      isDirect ? Math.min(domainConnectionsMax, connectionsMax) : connectionsMax,
    )
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
      connectionsMax,
      ...(isDirect
        ? {
            laneOf: ({ recipient }: Prepared) => domainOf(recipient),
            onReady: () => this.#crew.ensure(),
          }
        : {}),
    })
    this.#crew = createConnections({
      ...options,
      ...{ supply: this.#supply, paces: this.#paces, onFailure },
      mayOpen: () => this.#mayOpen(),
      isRunning: () => this.#isRunning(),
      work: (session, lane) => this.#work(session, lane),
      onRest: (problem) => this.#rest(problem),
      onHalt: (problem) => this.#end('halted', problem),
      onRefused: (lane, refused, until) => this.#refuse(lane, refused, until),
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

  #mayOpen(): boolean {
    return this.#isRunning() && this.#throttle.waitMs() <= idleMsMax
  }

  /** Nothing of a domain's messages has left: they wait, or nobody will ever take them. */
  #refuse(lane: string, refused: DomainRefused, until: number): void {
    const { move, code, reply } = refused
    const reason = move === 'refuse' ? 'mailbox-unknown' : 'connection-lost'
    for (const { index } of this.#supply.drain(lane)) {
      this.#move('begin', index, { reason: 'attempt-begun' })
      this.#move(move, index, { reason, code, reply, dueAt: move === 'defer' ? until : null })
      if (move === 'refuse') this.#breaker = noteOutcome(this.#breaker, 'failed')
    }
    this.#supply.refill()
    this.#pauseIfBroken()
    const { log, onChange } = this.#options
    log.durable().then(onChange, (error: unknown) => this.#fail(error))
  }

  #pauseIfBroken(): void {
    const problem = toBreakerProblem(this.#breaker)
    if (problem && this.#isRunning()) this.#end('paused', problem)
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

  async #work(session: Session, lane: string): Promise<number> {
    const { clock } = this.#options
    const rows = new Set<number>()
    this.#aboard.set(session, rows)
    const ride = new Ride({
      clock,
      supply: this.#supply,
      throttle: this.#throttle,
      lane,
      lingerMs: () => this.#lingerMs(),
      closesAt: clock.now() + sessionAgeMsMax,
      messagesMax: () =>
        Math.min(
          this.#paces.of(lane).messagesPerConnectionMax ?? Number.POSITIVE_INFINITY,
          session.capabilities.mailMax ?? Number.POSITIVE_INFINITY,
        ),
      mayBegin: () => this.#isRunning() && this.#paces.mayBegin(lane),
      begin: ({ index }) => {
        rows.add(index)
        this.#move('begin', index, { reason: 'attempt-begun' })
      },
      atDot: (cargo) => this.#atDot(cargo),
      ended: (cargo, end, accepted) => {
        rows.delete(cargo.index)
        return this.#settle(session, cargo, { end, accepted, lane })
      },
      released: ({ index }) => {
        rows.delete(index)
        this.#release(index)
      },
    })
    this.#paces.count(lane, 1)
    try {
      await carry(session, ride)
    } finally {
      this.#aboard.delete(session)
      session.connection.close()
      this.#paces.count(lane, -1)
    }
    return ride.accepted
  }

  #lingerMs(): number | null {
    if (!(this.#crew instanceof Fleet)) return null
    return this.#crew.isFull() ? 0 : lingerMs
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
    {
      end,
      accepted,
      lane,
    }: { readonly end: TransactionEnd; readonly accepted: number; readonly lane: string },
  ): Outcome {
    const plain = toOutcome(end, domainOf(cargo.recipient))
    const outcome = this.#options.isDirect ? toReceiverOutcome(plain) : plain
    if (isTrouble(end, outcome)) this.#tell(session)
    const dueAt = outcome.rest === null ? null : this.#retryAt(cargo.index, outcome.rest)
    this.#move(outcome.move, cargo.index, { ...outcome, dueAt })
    if (outcome.move === 'accept') this.#paces.note(lane, noteAccepted)
    if (outcome.code?.startsWith('421'))
      this.#paces.note(lane, (pace) => noteHungUpAfter(pace, accepted))
    if (outcome.slowDown) this.#paces.note(lane, noteSlowDown)
    if (outcome.halt) this.#end('halted', outcome.halt)
    const kind = toBreakerOutcome(outcome)
    if (kind) this.#breaker = noteOutcome(this.#breaker, kind)
    this.#pauseIfBroken()
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
