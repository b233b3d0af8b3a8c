import { type Problem, toProblem } from '../../preload/problem.ts'
import {
  type Policy,
  type Route,
  type SenderIdentity,
  signedSince,
  type Trust,
  usableFromMs,
} from '../journal/journal.ts'

interface Signed extends Pick<Policy, 'rules'> {
  readonly entries?: Policy['entries']
}

/** A route and a sender, as somebody says they are. */
export interface Way {
  readonly route: Route
  readonly sender: SenderIdentity
}

/** Since when a way is what it is, and from when mail may leave by it. Instants. */
export interface WayTimes {
  readonly routeSince: string
  readonly senderSince: string
  readonly usableFrom: string
}

/**
 * Why mail may not leave by this way at this moment, or null: the administrators' threshold has to
 * have signed for route and sender exactly as they are, and what is new has to have cooled off.
 * now: milliseconds.
 */
export function entryProblem(
  way: Way,
  o: { readonly trust: Trust; readonly policy: Signed; readonly now: number },
): Problem | null {
  const { route, sender } = way
  for (const { kind, value } of partsOf(way)) {
    if (signedSince(o.policy, kind, value) === null)
      return toProblem('approval.route-not-signed', { name: value.name })
  }
  const times = timesOf(way, o)
  if (times === null || o.now >= Date.parse(times.usableFrom)) return null
  const name = times.routeSince >= times.senderSince ? route.name : sender.name
  return toProblem('approval.route-cooling-off', { name, untilAt: times.usableFrom })
}

/** Null when the policy does not say so of both. */
export function timesOf(
  { route, sender }: Way,
  signed: { readonly trust: Trust; readonly policy: Signed },
): WayTimes | null {
  const ofRoute = timesOfEntry('route', route, signed)
  const ofSender = timesOfEntry('sender', sender, signed)
  const { sinceAt: routeSince, usableFrom } = ofRoute
  const { sinceAt: senderSince, usableFrom: senderFrom } = ofSender
  if (routeSince === null || senderSince === null) return null
  if (usableFrom === null || senderFrom === null) return null
  const later = usableFrom > senderFrom ? usableFrom : senderFrom
  return { routeSince, senderSince, usableFrom: later }
}

/** The same of one of the two, for whoever lists them; nulls while administrators have not signed it. */
export function timesOfEntry(
  kind: 'route' | 'sender',
  value: Route | SenderIdentity,
  { trust, policy }: { readonly trust: Trust; readonly policy: Signed },
): { readonly sinceAt: string | null; readonly usableFrom: string | null } {
  const sinceAt = signedSince(policy, kind, value)
  if (sinceAt === null) return { sinceAt, usableFrom: null }
  const usableFrom = usableFromMs({ since: sinceAt }, rulesOf(trust, policy))
  return { sinceAt, usableFrom: new Date(usableFrom).toISOString() }
}

function rulesOf(trust: Trust, { rules }: Signed) {
  return {
    coolingOffHours: rules.routeCoolingOffHours,
    foundedAtMs: Date.parse(trust.roots[0]?.body.at ?? trust.root.body.at),
  }
}

function partsOf({ route, sender }: Way) {
  return [
    { kind: 'route', value: route },
    { kind: 'sender', value: sender },
  ] as const
}
