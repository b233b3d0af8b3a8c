import { type Problem, toProblem } from '../../preload/problem.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { delegationProblem } from './delegation.ts'
import { ownRightProblem, scopeOf } from './eligibility.ts'
import { makersOf } from './quorum.ts'
import type { Standing } from './standing.ts'

/** By what somebody approves: their own right, or one that was passed on to them. */
export interface Right {
  readonly delegation: VerifiedRecord<'delegation'> | null
  /** Why there is none at all; null when there is. */
  readonly problem: Problem | null
}

/** One's own right comes first: only where there is none, somebody else's is used. at: milliseconds. */
export function rightOf(member: string, standing: Standing, at: number): Right {
  const { dossier, rosters, delegations, current } = standing
  const makers = makersOf(dossier.request)
  const scope = scopeOf(dossier.request)
  const problem = ownRightProblem(rosters.now, member, { makers, scope })
  if (problem === null) return { delegation: null, problem }
  const passed = [...delegations.byHash.values()].find(
    (each) =>
      delegationProblem(each, {
        ...{ makers, scope, at, when: rosters.when, now: rosters.now, holder: member },
        hoursMax: current.policy.rules.delegationHoursMax,
        ended: delegations.ended,
      }) === null,
  )
  return passed === undefined
    ? { delegation: null, problem }
    : { delegation: passed, problem: null }
}

/** At which stage this member's approval would count now, and why at none. */
export function stageOf(
  member: string,
  { terms, count }: Standing,
): { readonly stage: 1 | 2; readonly problem: Problem | null } {
  const { second, quorum } = terms
  const isFirstComplete = count.approvals.length >= quorum
  const isNamed = second?.members.includes(member) === true
  if (isNamed && !isFirstComplete)
    return { stage: 2, problem: toProblem('approval.second-stage-waits', {}) }
  const isSecond = second !== null && isFirstComplete && (second.members.length === 0 || isNamed)
  return { stage: isSecond ? 2 : 1, problem: null }
}
