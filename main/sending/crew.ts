import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import type { Pace } from './pace.ts'
import { toBackoffMs } from './retry.ts'
import type { Timeouts } from './smtp/connection.ts'
import { openSession, type RelayTarget, type Session, SessionRefused } from './smtp/session.ts'

export interface CrewOptions {
  readonly target: RelayTarget
  readonly timeouts: Timeouts
  readonly clock: Clock
  readonly random: Random
  readonly pace: () => Pace
  /** Connections that could carry something now. */
  readonly wanted: () => number
  /** Carries over the session until it has done; resolves with how many messages it carried. */
  readonly work: (session: Session) => Promise<number>
  /** The relay cannot be reached for now; null: it can again. */
  readonly onRest: (problem: Problem | null) => void
  /** A person must act. */
  readonly onHalt: (problem: Problem) => void
  readonly onFailure: (error: unknown) => void
  /** A connection has ended: is there anything left? */
  readonly onIdle: () => void
}

/** The connections of one route: as many as pace and work allow, resting after failures. */
export interface Crew {
  readonly ensure: () => void
  readonly active: () => number
  readonly close: () => void
}

export function createCrew(options: CrewOptions): Crew {
  let active = 0
  let failures = 0
  let restTimer: NodeJS.Timeout | null = null
  let isClosed = false
  let certificateHash: string | null = null

  function ensure(): void {
    if (isClosed || restTimer) return
    // After a failure one connection tries the water.
    const most = failures > 0 ? 1 : options.pace().connections
    const wanted = Math.min(most, options.wanted())
    while (active < wanted) void open()
  }

  async function open(): Promise<void> {
    active += 1
    try {
      const session = await openSession({ target: options.target, timeouts: options.timeouts })
      pin(session)
      const carried = await options.work(session)
      if (carried > 0) recover()
      else if (session.connection.isLost()) rest(null)
    } catch (error) {
      if (!(error instanceof SessionRefused)) options.onFailure(error)
      else if (error.remedy === 'halt') options.onHalt(error.problem)
      else rest(error.problem)
    } finally {
      active -= 1
    }
    options.onIdle()
    ensure()
  }

  /** FAULTS M03, M13: a relay that shows another certificate in the middle of a run is another one. */
  function pin(session: Session): void {
    certificateHash ??= session.peer.certificateHash
    if (certificateHash === session.peer.certificateHash) return
    session.connection.close()
    const { host } = options.target
    throw new SessionRefused(toProblem('sending.certificate-changed', { host }), 'halt', 'tls')
  }

  function recover(): void {
    if (failures === 0) return
    failures = 0
    options.onRest(null)
  }

  function rest(problem: Problem | null): void {
    failures += 1
    if (problem) options.onRest(problem)
    if (restTimer || isClosed) return
    const fraction = (options.random.bytes(1)[0] ?? 0) / 256
    restTimer = setTimeout(
      () => {
        restTimer = null
        ensure()
        options.onIdle()
      },
      toBackoffMs(failures, fraction),
    )
  }

  return {
    ensure,
    active: () => active,
    close() {
      isClosed = true
      if (restTimer) clearTimeout(restTimer)
      restTimer = null
    },
  }
}
