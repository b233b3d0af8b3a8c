import { type Problem, toProblem } from '../../preload/problem.ts'
import type { DirectoryMember, PolicyRules, VerifiedRecord, Version } from '../journal/journal.ts'
import { type Delegations, delegationProblem } from './delegation.ts'
import type { Dossier } from './dossier.ts'
import {
  isSamePerson,
  type Makers,
  mayUse,
  ownRightProblem,
  type Roster,
  scopeOf,
} from './eligibility.ts'
import type { Terms } from './terms.ts'

type Decision = VerifiedRecord<'decision'>

export interface Judged {
  readonly decision: Decision
  /** Why it does not count; null when it does. */
  readonly problem: Problem | null
}

export interface Count {
  /** One approval for each person, earliest first. */
  readonly approvals: readonly Decision[]
  /** The same for the second stage: none by anybody who counts at the first. */
  readonly second: readonly Decision[]
  /** Any of them blocks, whenever it came. */
  readonly rejections: readonly Decision[]
  readonly returns: readonly Decision[]
  readonly judged: readonly Judged[]
}

export interface Rosters {
  /** As of now: a grant must still hold when the count is taken. */
  readonly now: Roster
  /** As of a decision: the directory it cites at the time it names; null for one that never was. */
  readonly when: (version: Version, at: string) => Roster | null
}

export interface Rules {
  readonly terms: Terms
  readonly policy: Pick<PolicyRules, 'looks' | 'typeCountFrom' | 'delegationHoursMax'>
  readonly delegations: Delegations
}

/**
 * Counts the decisions of a request. Approvals count once for a person who is neither requester nor
 * editor and whose grant and workstation held both when deciding and now. A denial needs less: any
 * approver's word, even an editor's, and it stays when the approver leaves, so that no order of
 * records undoes it.
 */
export function countDecisions(dossier: Dossier, rosters: Rosters, rules: Rules): Count {
  const judge = { request: dossier.request, rosters, rules }
  const judged = [...dossier.decisions].sort(byTime).map((decision) => ({
    decision,
    problem: decisionProblem(decision, judge),
  }))
  const valid = judged.filter((each) => each.problem === null).map((each) => each.decision)
  const of = (verdict: 'reject' | 'return') => valid.filter(({ body }) => body.verdict === verdict)
  const yes = valid.filter(({ body }) => body.verdict === 'approve')
  const stand = { members: rosters.now.members, delegations: rules.delegations }
  const approvals = distinctPersons(yes.filter(isFirstStage), [], stand)
  const second = distinctPersons(
    yes.filter((each) => !isFirstStage(each) && isOnTop(each, dossier, rules.terms)),
    approvals,
    stand,
  )
  return { approvals, second, rejections: of('reject'), returns: of('return'), judged }
}

function byTime(a: Decision, b: Decision): number {
  if (a.header.at !== b.header.at) return a.header.at < b.header.at ? -1 : 1
  return a.hash < b.hash ? -1 : 1
}

const isFirstStage = ({ body }: Decision) => body.stage === 1

/** It names as many approvals of the first stage as that asks for: what was signed second saw them. */
function isOnTop({ body }: Decision, { decisions }: Dossier, { quorum }: Terms): boolean {
  const seen = decisions.filter(
    (each) =>
      isFirstStage(each) && each.body.verdict === 'approve' && body.after.includes(each.hash),
  )
  return new Set(seen.map(({ header }) => header.member)).size >= quorum
}

interface Judge {
  readonly request: VerifiedRecord<'request'>
  readonly rosters: Rosters
  readonly rules: Rules
}

function decisionProblem(decision: Decision, judge: Judge): Problem | null {
  const { request, rosters } = judge
  const { body, header } = decision
  if (body.request !== request.hash || body.manifest !== request.body.manifest)
    return toProblem('approval.other-manifest', {})
  const when = rosters.when(body.directory, header.at)
  if (when === null || header.member === null) return toProblem('approval.not-an-approver', {})
  if (body.verdict !== 'approve') {
    // Who had left before the request was made cannot deny it by citing an old directory.
    const then = body.directory.n < request.body.directory.n ? null : when
    const denial = denialProblem(header.member, then, rosters.now)
    return denial === null || body.delegation === null
      ? denial
      : rightProblem(decision, { ...judge, member: header.member, when })
  }
  if (Date.parse(header.at) > Date.parse(request.body.approveBy))
    return toProblem('approval.approval-expired', { at: request.body.approveBy })
  const { member, workstation } = header
  if (!mayUse(when, member, workstation) || !mayUse(rosters.now, member, workstation))
    return toProblem('approval.not-an-approver', {})
  return (
    careProblem(decision, request, judge.rules) ??
    rightProblem(decision, { ...judge, member, when }) ??
    stageProblem(decision, judge.rules.terms)
  )
}

/** What the policy asks an approver to have done, as their signature says it. */
function careProblem(
  { body }: Decision,
  request: VerifiedRecord<'request'>,
  { policy }: Rules,
): Problem | null {
  const missing = policy.looks.find((look) => !body.viewed.includes(look))
  if (missing !== undefined) return toProblem('approval.not-viewed', { what: missing })
  const { recipientCount } = request.body
  const isTyped = policy.typeCountFrom !== null && recipientCount >= policy.typeCountFrom
  return isTyped && body.typedCount !== recipientCount
    ? toProblem('approval.count-mismatch', { typed: body.typedCount ?? '', actual: recipientCount })
    : null
}

/** By the approver's own right, or by one that was passed on: both when deciding and now. */
function rightProblem(
  { body, header }: Decision,
  o: Judge & { readonly member: string; readonly when: Roster },
): Problem | null {
  const { request, rosters, rules, member, when } = o
  const makers = makersOf(request)
  const scope = scopeOf(request)
  if (body.delegation === null)
    return (
      ownRightProblem(when, member, { makers, scope }) ??
      ownRightProblem(rosters.now, member, { makers, scope })
    )
  return delegationProblem(rules.delegations.byHash.get(body.delegation), {
    ...{ makers, scope, when: rosters.when, now: rosters.now },
    hoursMax: rules.policy.delegationHoursMax,
    ended: rules.delegations.ended,
    holder: member,
    at: Date.parse(header.at),
  })
}

/** Whoever is named for the second stage is kept for it. */
function stageProblem({ body, header }: Decision, { second }: Terms): Problem | null {
  const isNamed = second?.members.includes(header.member ?? '') === true
  if (body.stage === 1) return isNamed ? toProblem('approval.second-stage-waits', {}) : null
  if (second === null) return toProblem('approval.no-second-stage', {})
  return second.members.length > 0 && !isNamed ? toProblem('approval.not-second-stage', {}) : null
}

function denialProblem(member: string, when: Roster | null, now: Roster): Problem | null {
  const isApprover = (roster: Roster) =>
    roster.members.some(
      (each) => each.id === member && each.status === 'active' && each.roles.includes('approver'),
    )
  return isApprover(now) || (when !== null && isApprover(when))
    ? null
    : toProblem('approval.not-an-approver', {})
}

export function makersOf({ header, body }: VerifiedRecord<'request'>): Makers {
  return { requester: header.member ?? '', editors: body.editors }
}

/**
 * One approval for each person, and one for each right: who decides in another's place stands for
 * both, so that a right that was passed on is not used twice.
 */
function distinctPersons(
  approvals: readonly Decision[],
  before: readonly Decision[],
  stand: { readonly members: readonly DirectoryMember[]; readonly delegations: Delegations },
): Decision[] {
  const personsOf = ({ header, body }: Decision) => {
    const giver = stand.delegations.byHash.get(body.delegation ?? '')?.header.member
    return stand.members.filter((each) => each.id === header.member || each.id === giver)
  }
  const taken = before.flatMap(personsOf)
  const counted: Decision[] = []
  for (const approval of approvals) {
    const persons = personsOf(approval)
    const isTaken = persons.some((each) => taken.some((other) => isSamePerson(each, other)))
    if (persons.length === 0 || isTaken) continue
    taken.push(...persons)
    counted.push(approval)
  }
  return counted
}
