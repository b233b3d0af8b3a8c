import { plainTransport } from '../../preload/contract/transport.ts'
import { toProblem } from '../../preload/problem.ts'
import type { ReleaseSecrets } from '../approval/approval.ts'
import type { Route } from '../journal/journal.ts'
import type { Clock } from '../ports.ts'
import type { Timeouts } from './smtp/connection.ts'
import {
  openSession,
  type RelayTarget,
  type RelayTrouble,
  type Session,
  SessionRefused,
  toHabits,
} from './smtp/session.ts'

export interface RouteOpenerOptions {
  readonly route: Route
  readonly secrets: ReleaseSecrets
  readonly clock: Clock
  readonly timeouts: Timeouts
  readonly onTrouble?: (trouble: RelayTrouble) => void
  /** The organization is a sample: nothing is opened but the loopback. */
  readonly isSample?: boolean
}

/** A relay that could not be reached is asked again after so long, before the ones behind it. */
const restMs = 60_000
/** By its number, which no resolver and no hosts file can lead elsewhere. */
const loopback = '127.0.0.1'

/**
 * Opens sessions to the route's relays: the first that can be reached. Only what makes no difference
 * to trust is passed over (no answer, not now); a wrong certificate or password halts the run, since
 * whoever can break one relay must not choose the next. Nothing a relay taught is used for another.
 */
export function createRouteOpener(options: RouteOpenerOptions): () => Promise<Session> {
  const { clock, timeouts, onTrouble } = options
  const relays = toTargets(options).map((target) => ({
    target,
    habits: toHabits(options.route.transport ?? plainTransport),
    certificateHash: null as string | null,
    restsUntil: 0,
  }))

  async function open(relay: (typeof relays)[number]): Promise<Session> {
    const { target, habits } = relay
    if (options.isSample === true && target.host !== loopback)
      throw new SessionRefused(
        toProblem('sample.relay-outside', { host: target.host }),
        'halt',
        'connect',
      )
    const session = await openSession({
      ...{ target, habits, timeouts },
      ...(onTrouble ? { onTrouble } : {}),
    })
    const shown = session.peer?.certificateHash ?? null
    relay.certificateHash ??= shown
    if (shown !== null && relay.certificateHash === shown) return session
    // FAULTS M03, M13: a relay that shows another certificate in the middle of a run is another one.
    session.connection.close()
    const { host } = target
    throw new SessionRefused(toProblem('sending.certificate-changed', { host }), 'halt', 'tls')
  }

  return async () => {
    const rested = relays.filter(({ restsUntil }) => restsUntil <= clock.now())
    let last: unknown = null
    for (const relay of rested.length > 0 ? rested : relays) {
      try {
        const session = await open(relay)
        relay.restsUntil = 0
        return session
      } catch (error) {
        if (!(error instanceof SessionRefused) || error.remedy === 'halt') throw error
        relay.restsUntil = clock.now() + restMs
        last = error
      }
    }
    throw last
  }
}

/** The approved route's relays with their secrets, the first first. */
export function toTargets({
  route,
  secrets,
}: Pick<RouteOpenerOptions, 'route' | 'secrets'>): RelayTarget[] {
  const { auth, pins, fallbacks } = route.transport ?? plainTransport
  const first = { ...route, pins, password: secrets.password }
  const others = fallbacks.map((relay, at) => ({
    ...relay,
    password: secrets.fallbackPasswords?.[at] ?? null,
  }))
  return [first, ...others].map(({ host, port, tls, ca, pins: own, user, password }) => ({
    ...{ host, port, tls, ca, pins: own },
    credentials: user === null || password === null ? null : { user, password, kind: auth },
  }))
}
