import { type Problem, toProblem } from '../../preload/problem.ts'
import type { DirectoryMember, Scope, VerifiedRecord, Version } from '../journal/journal.ts'
import {
  isSamePerson,
  type Makers,
  makerProblem,
  ownRightProblem,
  type Roster,
} from './eligibility.ts'

/** Delegations that bear on a request, by their hash, and those that were taken back. */
export interface Delegations {
  readonly byHash: ReadonlyMap<string, VerifiedRecord<'delegation'>>
  readonly ended: ReadonlySet<string>
}

/** The order of the records does not matter. */
export function foldDelegations(
  records: Iterable<VerifiedRecord>,
  members: readonly DirectoryMember[],
): Delegations {
  const byHash = new Map<string, VerifiedRecord<'delegation'>>()
  const endings: VerifiedRecord<'delegation-ended'>[] = []
  for (const record of records) {
    if (record.kind === 'delegation') byHash.set(record.hash, record)
    if (record.kind === 'delegation-ended') endings.push(record)
  }
  const isAdministrator = (id: string | null) =>
    members.some((each) => each.id === id && each.roles.includes('administrator'))
  const ended = endings.filter(({ body, header }) => {
    const giver = byHash.get(body.delegation)?.header.member
    return giver === header.member || isAdministrator(header.member)
  })
  return { byHash, ended: new Set(ended.map(({ body }) => body.delegation)) }
}

export interface DelegationTerms {
  /** The longest that a right may be passed on; null: not at all. */
  readonly hoursMax: number | null
  readonly makers: Makers
  readonly scope: Scope
  /** The directory that a record cites, at the moment it was signed; null when there is none. */
  readonly when: (version: Version, at: string) => Roster | null
  readonly now: Roster
}

/**
 * Why a delegation gives its holder no right over this request at a moment, or null. The giver's own
 * right has to hold, then and now; the holder must have made no part of the request and must not be
 * the giver; and the policy bounds how long. at: milliseconds.
 */
export function delegationProblem(
  delegation: VerifiedRecord<'delegation'> | undefined,
  o: DelegationTerms & {
    readonly ended: ReadonlySet<string>
    readonly holder: string
    readonly at: number
  },
): Problem | null {
  const none = toProblem('approval.no-delegation', {})
  const giver = delegation?.header.member ?? null
  if (delegation === undefined || giver === null || delegation.body.to !== o.holder) return none
  const { from, until } = delegation.body
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)]
  const isLawful = o.hoursMax !== null && untilMs - fromMs <= o.hoursMax * 3_600_000
  if (!isLawful || o.ended.has(delegation.hash)) return none
  if (o.at < fromMs || o.at > untilMs) return toProblem('approval.delegation-over', { from, until })
  const given = o.when(delegation.body.directory, delegation.header.at)
  if (given === null || isOnePerson(o.now, giver, o.holder)) return none
  const asked = { makers: o.makers, scope: o.scope }
  return (
    ownRightProblem(given, giver, asked) ??
    ownRightProblem(o.now, giver, asked) ??
    makerProblem(o.now, o.holder, o.makers) ??
    holderProblem(o.now, o.holder)
  )
}

function isOnePerson({ members }: Roster, a: string, b: string): boolean {
  const [first, second] = [a, b].map((id) => members.find((each) => each.id === id))
  return first === undefined || second === undefined || isSamePerson(first, second)
}

/** Whoever decides in another's place needs no role, but has to be somebody one can hold to account. */
function holderProblem(roster: Roster, holder: string): Problem | null {
  const found = roster.members.find((each) => each.id === holder)
  if (found?.status !== 'active') return toProblem('approval.not-an-approver', {})
  if (roster.suspended.has(holder)) return toProblem('approval.member-suspended', {})
  const untilAt = Date.parse(found.since) + roster.coolingOffHours * 3_600_000
  const isFounder = Date.parse(found.since) < roster.foundedAtMs + 24 * 3_600_000
  return !isFounder && roster.at < untilAt
    ? toProblem('approval.cooling-off', { untilAt: new Date(untilAt).toISOString() })
    : null
}
