import type { Policy } from '../journal/journal.ts'
import type { Delegations } from './delegation.ts'
import type { Count } from './quorum.ts'

/** Shares of the route's key that approvals have brought, and how many open it. */
export interface Shares {
  readonly needed: number
  readonly found: number
}

/**
 * Counts the shares by whose they are: an approver who has none (the route is older than the grant)
 * brings nothing, and one that was passed on is its giver's.
 */
export function countShares(
  count: Count,
  routeKey: Policy['routeKeys'][number] | undefined,
  { byHash }: Delegations,
): Shares {
  if (routeKey === undefined) return { needed: 0, found: 0 }
  const holders = new Set(routeKey.shares.map((each) => each.member))
  const brought = [...count.approvals, ...count.second].flatMap(({ header, body }) => {
    const owner = byHash.get(body.delegation ?? '')?.header.member ?? header.member
    return body.share !== null && owner !== null && holders.has(owner) ? [owner] : []
  })
  return { needed: routeKey.threshold, found: new Set(brought).size }
}
