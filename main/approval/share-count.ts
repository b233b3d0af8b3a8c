import type { Trust, VerifiedRecord } from '../journal/journal.ts'
import type { Delegations } from './delegation.ts'
import type { Count } from './quorum.ts'
import { keyIdOf, type SealedRouteKey } from './route-key.ts'

type Decision = VerifiedRecord<'decision'>

/** Shares of a route's key that approvals have brought, and how many open it. */
export interface Shares {
  readonly needed: number
  readonly found: number
  /** The key that they are of; null where the route has none. */
  readonly routeKey: SealedRouteKey | null
  /** One for each share. */
  readonly decisions: readonly Decision[]
}

/**
 * Counts the shares by whose they are: an approver who has none (the route is older than the grant)
 * brings nothing, and one that was passed on is its giver's. A share is of the key that the route had
 * in the policy that its decision cites: where the key was renewed between two approvals they do not
 * add up, and either all the old ones open the old secrets, or the new ones the new.
 */
export function countShares(
  count: Count,
  o: { readonly route: string; readonly trust: Trust; readonly delegations: Delegations },
): Shares {
  const { policy } = o.trust
  const current = policy === null ? null : keyIn(policy.body, o.route)
  if (current === null) return { needed: 0, found: 0, routeKey: null, decisions: [] }
  const byKey = new Map<string, Shares>([[keyIdOf(current), none(current)]])
  for (const { decision, problem } of count.judged) {
    if (problem !== null || decision.body.verdict !== 'approve') continue
    const routeKey = keyOfDecision(decision, o)
    if (routeKey === null) continue
    const id = keyIdOf(routeKey)
    byKey.set(id, withShare(byKey.get(id) ?? none(routeKey), decision, o.delegations))
  }
  const [now = none(current), ...before] = byKey.values()
  if (now.found >= now.needed) return now
  return before.find(({ found, needed }) => found >= needed) ?? now
}

/** The key that the route had in the policy that this decision cites. */
export function keyOfDecision(
  { body }: Decision,
  { route, trust }: { readonly route: string; readonly trust: Trust },
): SealedRouteKey | null {
  const cited = trust.policyAt(body.policy)
  return cited === null ? null : keyIn(cited.body, route)
}

function keyIn(
  { routeKeys }: { readonly routeKeys: readonly SealedRouteKey[] },
  route: string,
): SealedRouteKey | null {
  return routeKeys.find((each) => each.route === route) ?? null
}

const none = (routeKey: SealedRouteKey): Shares => ({
  ...{ needed: routeKey.threshold, found: 0, routeKey, decisions: [] },
})

function withShare(shares: Shares, decision: Decision, { byHash }: Delegations): Shares {
  const ownerOf = ({ header, body }: Decision) =>
    byHash.get(body.delegation ?? '')?.header.member ?? header.member
  const owner = ownerOf(decision)
  const isHeld = shares.routeKey?.shares.some((each) => each.member === owner) === true
  const isKnown = shares.decisions.some((each) => ownerOf(each) === owner)
  if (decision.body.share === null || !isHeld || isKnown) return shares
  const decisions = [...shares.decisions, decision]
  return { ...shares, decisions, found: decisions.length }
}
