import { fail } from '../../preload/problem.ts'
import {
  isVoid,
  type PolicyDetail,
  requireFresh,
  rulesOnMachine,
  type Trust,
  type VerifiedRecord,
} from '../journal/journal.ts'
import type { MachineValues } from '../policy/policy.ts'
import { type Delegations, foldDelegations } from './delegation.ts'
import { collectDossier, type Dossier } from './dossier.ts'
import type { Roster } from './eligibility.ts'
import { type Count, countDecisions, type Rosters } from './quorum.ts'
import { countShares, type Shares } from './share-count.ts'
import { foldSuspended } from './suspension.ts'
import { type Terms, termsOfRequest } from './terms.ts'

/** The newest directory and policy, with the rules as they hold on this machine. */
export interface Current {
  readonly directory: NonNullable<Trust['directory']>['body']
  readonly policy: NonNullable<Trust['policy']>['body']
}

/** Fails with `journal.expired` when a chain has expired: a store cannot hide newer ones for long. */
export function currentOf(trust: Trust, now: number, machine: MachineValues): Current {
  requireFresh(trust, now)
  const { directory, policy } = trust
  if (directory === null) return fail('journal.chain-gap', { workstation: 'directory', seq: 1 })
  if (policy === null) return fail('journal.chain-gap', { workstation: 'policy', seq: 1 })
  const rules = rulesOnMachine(policy.body.rules, machine)
  return { directory: directory.body, policy: { ...policy.body, rules } }
}

/** One request with everything that was signed about it, judged at one moment. */
export interface Standing {
  readonly dossier: Dossier
  readonly count: Count
  readonly roster: Roster
  readonly current: Current
  /** The most that request, route and policy ask for. */
  readonly terms: Terms
  readonly shares: Shares
  readonly delegations: Delegations
  readonly rosters: Rosters
}

/** Pure in its arguments; the order of the records does not matter. now: milliseconds. */
export function standingOf(
  request: VerifiedRecord<'request'>,
  o: {
    readonly trust: Trust
    readonly records: readonly VerifiedRecord[]
    readonly detail: PolicyDetail
    readonly now: number
    /** What IT has laid down where this is judged; nothing for a judgement after the fact. */
    readonly machine: MachineValues
  },
): Standing {
  const current = currentOf(o.trust, o.now, o.machine)
  const records = o.records.filter((each) => !isVoid(each, current.directory))
  const rosters = rostersOf(o.trust, current, { records, now: o.now })
  const dossier = collectDossier(request, records, current.directory.members)
  const route = o.detail.routes.find((each) => each.id === request.body.route) ?? null
  const { rules } = current.policy
  const terms = termsOfRequest(request, rules, route)
  const delegations = foldDelegations(records, current.directory.members)
  const count = countDecisions(dossier, rosters, { terms, policy: rules, delegations })
  const { trust } = o
  const shares = countShares(count, { route: request.body.route, trust, delegations })
  return { dossier, count, roster: rosters.now, rosters, current, terms, shares, delegations }
}

function rostersOf(
  trust: Trust,
  { directory, policy }: Current,
  { records, now }: { readonly records: readonly VerifiedRecord[]; readonly now: number },
): Rosters {
  const { members, workstations } = directory
  const { coolingOffHours } = policy.rules
  const foundedAtMs = Date.parse(trust.roots[0]?.body.at ?? trust.root.body.at)
  const rules = { coolingOffHours, foundedAtMs }
  const suspended = foldSuspended(records, members)
  return {
    now: { members, workstations, suspended, ...rules, at: now },
    when: (version, at) => {
      const cited = trust.directoryAt(version)
      if (cited === null) return null
      const { members, workstations } = cited.body
      const suspended = new Set<string>()
      return { members, workstations, suspended, ...rules, at: Date.parse(at) }
    },
  }
}
