import type { Problem } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import { type BreakerOutcome, closedBreaker, noteOutcome, toBreakerProblem } from './breaker.ts'
import { createCrew } from './crew.ts'
import type { Reason } from './delivery-state.ts'
import type { FlightLog } from './flight-log.ts'
import { type Outcome, toOutcome } from './outcome.ts'
import { createPace, noteAccepted, noteHungUpAfter, noteSlowDown, type Pace } from './pace.ts'
import { createBucket, type TokenBucket, takeToken } from './rate-limit.ts'
import { toRetryAt } from './retry.ts'
import type { Timeouts } from './smtp/connection.ts'
import type { RelayTarget, Session } from './smtp/session.ts'
import { type Carrier, carry, type TransactionEnd } from './smtp/transaction.ts'
import { type Batch, createSupply, type Prepared } from './supply.ts'

export type DispatchPhase = 'running' | 'paused' | 'stopping' | 'finished' | 'stopped' | 'halted'

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
  readonly target: RelayTarget
  readonly timeouts: Timeouts
  readonly connectionsMax: number
  readonly ratePerHourMax: number | null
  /** No retry is begun after it, in ms. */
  readonly until: number
  readonly gate: (batch: Batch) => Promise<void>
  readonly checkRow: (index: number, line: string) => void
  readonly prepare: (index: number, line: string, isFirst: boolean) => Promise<Prepared>
  readonly toHaltProblem: (error: unknown) => Problem
  readonly onChange: () => void
}

export interface Dispatch {
  readonly state: () => DispatchState
  /** Ends before the next dot. What is behind its dot already is waited for. */
  readonly stop: () => void
  /** Goes on after a pause. */
  readonly resume: () => void
  /** Resolves when nothing moves any more: finished, stopped or halted. */
  readonly done: Promise<DispatchPhase>
}

const sessionAgeMsMax = 300_000
/** A longer wait for a token is not worth an open connection. */
const idleMsMax = 10_000

export function startDispatch(options: DispatchOptions): Dispatch {
  const { log, clock, random } = options
  let phase: DispatchPhase = 'running'
  let problem: Problem | null = null
  let pace: Pace = createPace(options.connectionsMax)
  let breaker = closedBreaker
  let bucket: TokenBucket | null =
    options.ratePerHourMax === null
      ? null
      : createBucket(options.ratePerHourMax, clock.now(), log.begunSince(clock.now() - 3_600_000))
  let timer: NodeJS.Timeout | null = null
  let carrying = 0
  let finish: (phase: DispatchPhase) => void
  const done = new Promise<DispatchPhase>((resolve) => {
    finish = resolve
  })

  const isRunning = () => phase === 'running'
  const move = (
    outcome: Pick<Outcome, 'move' | 'reason' | 'code' | 'reply'>,
    index: number,
    dueAt: number | null = null,
  ) =>
    log.move(outcome.move, index, {
      reason: outcome.reason,
      code: outcome.code,
      reply: outcome.reply,
      dueAt,
      at: clock.now(),
    })
  const release = (index: number, reason: Reason) =>
    move({ move: 'release', reason, code: null, reply: null }, index)

  const supply = createSupply({
    log,
    clock,
    gate: options.gate,
    checkRow: options.checkRow,
    prepare: options.prepare,
    onUnbuildable: (index, error) =>
      move({ move: 'refuse', reason: 'unbuildable', code: null, reply: error.problem.code }, index),
    onFailure: fail,
    readyMax: 24 + options.connectionsMax * 2,
  })
  const crew = createCrew({
    target: options.target,
    timeouts: options.timeouts,
    clock,
    random,
    pace: () => pace,
    wanted: () => (isRunning() && tokenWaitMs() < idleMsMax ? supply.available() : 0),
    work,
    onRest(next) {
      if (!isRunning()) return
      problem = next
      options.onChange()
    },
    onHalt: (next) => end('halted', next),
    onFailure: fail,
    onIdle: check,
  })

  function fail(error: unknown): void {
    end('halted', options.toHaltProblem(error))
  }

  /** Nothing more leaves. Rows that no connection has go back; those with one follow by themselves. */
  function end(next: 'paused' | 'stopping' | 'halted', why: Problem | null): void {
    if (phase !== 'running' && !(phase === 'paused' && next !== 'paused')) return
    phase = next
    problem = why
    const reason = {
      paused: 'route-resting',
      stopping: 'run-stopped',
      halted: 'run-halted',
    } as const
    try {
      for (const index of supply.close()) release(index, reason[next])
      log.flush()
    } catch (error) {
      // The log itself has failed: recovery at the next opening does what could not be written.
      phase = 'halted'
      problem = options.toHaltProblem(error)
    }
    check()
  }

  function check(): void {
    options.onChange()
    if (timer) clearTimeout(timer)
    timer = null
    if (crew.active() > 0) return
    if (phase === 'stopping' || phase === 'halted')
      return close(phase === 'halted' ? 'halted' : 'stopped')
    if (phase !== 'running') return
    const waitMs = tokenWaitMs()
    const dueAt = log.nextDueAt()
    if (!supply.isDry()) {
      supply.refill()
      wake(Math.max(50, Math.min(waitMs, 60_000)))
    } else if (dueAt !== null && dueAt <= options.until) wake(Math.max(20, dueAt - clock.now()))
    else close('finished')
  }

  function wake(afterMs: number): void {
    timer = setTimeout(
      () => {
        supply.refill()
        crew.ensure()
        check()
      },
      Math.min(afterMs, 2 ** 31 - 1),
    )
  }

  function close(last: DispatchPhase): void {
    phase = last
    crew.close()
    options.onChange()
    finish(last)
  }

  function tokenWaitMs(): number {
    return bucket === null ? 0 : takeToken(bucket, clock.now()).waitMs
  }

  function spendToken(): boolean {
    if (bucket === null) return true
    const taken = takeToken(bucket, clock.now())
    bucket = taken.bucket
    return taken.waitMs === 0
  }

  function begin(prepared: Prepared): Prepared {
    move({ move: 'begin', reason: 'attempt-begun', code: null, reply: null }, prepared.index)
    return prepared
  }

  async function work(session: Session): Promise<number> {
    const carrier = createCarrier()
    log.setWaitersMax(++carrying / 2)
    try {
      await carry(session, carrier)
    } finally {
      log.setWaitersMax(--carrying / 2)
    }
    return carrier.accepted()
  }

  function createCarrier(): Carrier<Prepared> & { accepted: () => number } {
    const openedAt = clock.now()
    let accepted = 0
    let begun = 0
    const mayCarry = () =>
      isRunning() &&
      clock.now() - openedAt < sessionAgeMsMax &&
      begun < (pace.messagesPerConnectionMax ?? Number.POSITIVE_INFINITY) &&
      crew.active() <= pace.connections
    const count = (prepared: Prepared) => {
      begun += 1
      return begin(prepared)
    }
    return {
      accepted: () => accepted,
      async next() {
        while (mayCarry()) {
          const waitMs = tokenWaitMs()
          if (waitMs > idleMsMax) return null
          if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
          else {
            const prepared = await supply.wait()
            if (prepared === null) return null
            if (spendToken()) return count(prepared)
            supply.putBack(prepared)
          }
        }
        return null
      },
      ready() {
        if (!mayCarry() || tokenWaitMs() > 0) return null
        const prepared = supply.take()
        if (prepared === null) return null
        spendToken()
        return count(prepared)
      },
      async atDot(cargo) {
        if (!isRunning()) return false
        move({ move: 'dot', reason: 'dot-due', code: null, reply: null }, cargo.index)
        await log.durable()
        return isRunning()
      },
      ended(cargo, transactionEnd) {
        const outcome = settle(cargo, transactionEnd)
        if (outcome.move === 'accept') accepted += 1
        if (outcome.code?.startsWith('421')) pace = noteHungUpAfter(pace, accepted)
        return outcome.keep && mayCarryOn()
      },
      released(cargo) {
        release(cargo.index, isRunning() ? 'connection-ended' : 'run-stopped')
        supply.refill()
      },
    }
  }

  const mayCarryOn = () => phase !== 'halted'

  function settle(cargo: Prepared, transactionEnd: TransactionEnd): Outcome {
    const outcome = toOutcome(transactionEnd)
    const dueAt = outcome.rest === null ? null : retryAt(cargo.index, outcome.rest)
    move(outcome, cargo.index, dueAt)
    if (outcome.move === 'accept') {
      pace = noteAccepted(pace)
      crew.ensure()
    }
    if (outcome.slowDown) pace = noteSlowDown(pace)
    if (outcome.move === 'release') supply.refill()
    if (outcome.halt) end('halted', outcome.halt)
    const kind = toBreakerOutcome(outcome)
    if (kind) breaker = noteOutcome(breaker, kind)
    const open = toBreakerProblem(breaker)
    if (open && isRunning()) end('paused', open)
    options.onChange()
    return outcome
  }

  function retryAt(index: number, rest: 'greylist' | 'short'): number {
    const fraction = (random.bytes(1)[0] ?? 0) / 256
    return toRetryAt({ now: clock.now(), attempts: log.attempts(index), rest, fraction })
  }

  supply.refill()
  crew.ensure()
  check()
  return {
    state: () => ({ phase, problem, connections: crew.active() }),
    stop: () => end('stopping', null),
    resume() {
      if (phase !== 'paused') return
      phase = 'running'
      problem = null
      breaker = closedBreaker
      supply.reopen()
      crew.ensure()
      check()
    },
    done,
  }
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
