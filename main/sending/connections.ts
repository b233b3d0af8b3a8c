import type { Problem } from '../../preload/problem.ts'
import { Crew } from './crew.ts'
import type { DispatchOptions } from './dispatch.ts'
import type { LanePaces } from './lane-paces.ts'
import type { DomainRefused } from './mx/domain-refused.ts'
import { Fleet } from './mx/fleet.ts'
import type { Session } from './smtp/session.ts'
import { oneLane, type Supply } from './supply.ts'

/** What a run's connections need of it, whether they go to a relay or to the receivers. */
export interface ConnectionsOptions
  extends Pick<DispatchOptions, 'open' | 'isDirect' | 'random' | 'clock' | 'connectionsMax'> {
  readonly supply: Supply
  readonly paces: LanePaces
  /** False while nothing may begin, or not soon enough for an open connection. */
  readonly mayOpen: () => boolean
  readonly isRunning: () => boolean
  readonly work: (session: Session, lane: string) => Promise<number>
  readonly onRest: (problem: Problem | null) => void
  readonly onHalt: (problem: Problem) => void
  readonly onRefused: (lane: string, refused: DomainRefused, until: number) => void
  readonly onFailure: (error: unknown) => void
  readonly onIdle: () => void
}

export function createConnections(options: ConnectionsOptions): Crew | Fleet {
  return options.isDirect ? createFleet(options) : createCrew(options)
}

function createCrew(options: ConnectionsOptions): Crew {
  const { open, work, paces, supply, mayOpen } = options
  return new Crew({
    ...options,
    open: () => open(oneLane),
    wanted: () => (mayOpen() ? Math.min(paces.of(oneLane).connections, supply.available()) : 0),
    work: (session) => work(session, oneLane),
  })
}

function createFleet(options: ConnectionsOptions): Fleet {
  const { supply, paces, isRunning, mayOpen, connectionsMax } = options
  const wanted = () =>
    supply
      .lanes()
      .map(([lane, count]) => [lane, Math.min(count, paces.of(lane).connections)] as const)
  return new Fleet({
    ...options,
    connectionsMax: () => (mayOpen() ? connectionsMax : 0),
    wanted: () => (isRunning() ? wanted() : []),
  })
}
