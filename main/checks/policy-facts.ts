import type { PolicyRules, Route } from '../journal/journal.ts'
import type { RulesForChecks, SendingWay } from './check.ts'

/** What the checks follow of the signed policy. */
export function rulesForChecks(rules: PolicyRules): RulesForChecks {
  const { linkHosts, quietHours, listAgeDaysMax } = rules
  return { linkHosts, quietHours, listDaysMax: listAgeDaysMax }
}

/** How mail leaves by the route of that id; null when the policy has none. */
export function sendingWayOf(routes: readonly Route[], id: string): SendingWay | null {
  const route = routes.find((each) => each.id === id)
  if (route === undefined) return null
  return { dkimDomain: route.dkim.domain, tls: route.transport?.direct?.tls ?? 'verified' }
}
