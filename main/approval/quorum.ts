import { type Problem, toProblem } from '../../preload/problem.ts'
import type { VerifiedRecord, Version } from '../journal/journal.ts'
import type { Dossier } from './dossier.ts'
import { approverProblem, isSamePerson, mayUse, type Roster, scopeOf } from './eligibility.ts'

export interface Judged {
  readonly decision: VerifiedRecord<'decision'>
  /** Why it does not count; null when it does. */
  readonly problem: Problem | null
}

export interface Count {
  /** One approval for each person, earliest first. */
  readonly approvals: readonly VerifiedRecord<'decision'>[]
  /** Any of them blocks, whenever it came. */
  readonly rejections: readonly VerifiedRecord<'decision'>[]
  readonly returns: readonly VerifiedRecord<'decision'>[]
  readonly judged: readonly Judged[]
}

export interface Rosters {
  /** As of now: a grant must still hold when the count is taken. */
  readonly now: Roster
  /** As of a decision: the directory it cites at the time it names; null for one that never was. */
  readonly when: (version: Version, at: string) => Roster | null
}

/**
 * Counts the decisions of a request. Approvals count once for a person who is neither requester nor
 * editor and whose grant and workstation held both when deciding and now. A denial needs less: any approver's word,
 * even an editor's, and it stays when the approver leaves, so that no order of records undoes it.
 */
export function countDecisions(dossier: Dossier, rosters: Rosters): Count {
  const judged = [...dossier.decisions].sort(byTime).map((decision) => ({
    decision,
    problem: decisionProblem(dossier.request, decision, rosters),
  }))
  const valid = judged.filter((each) => each.problem === null).map((each) => each.decision)
  const of = (verdict: 'reject' | 'return') => valid.filter(({ body }) => body.verdict === verdict)
  return {
    approvals: distinctPersons(
      valid.filter(({ body }) => body.verdict === 'approve'),
      rosters.now,
    ),
    rejections: of('reject'),
    returns: of('return'),
    judged,
  }
}

function byTime(a: VerifiedRecord<'decision'>, b: VerifiedRecord<'decision'>): number {
  if (a.header.at !== b.header.at) return a.header.at < b.header.at ? -1 : 1
  return a.hash < b.hash ? -1 : 1
}

function decisionProblem(
  request: VerifiedRecord<'request'>,
  decision: VerifiedRecord<'decision'>,
  rosters: Rosters,
): Problem | null {
  const { body, header } = decision
  if (body.request !== request.hash || body.manifest !== request.body.manifest)
    return toProblem('approval.other-manifest', {})
  const when = rosters.when(body.directory, header.at)
  if (when === null || header.member === null) return toProblem('approval.not-an-approver', {})
  if (body.verdict !== 'approve') {
    // Who had left before the request was made cannot deny it by citing an old directory.
    const then = body.directory.n < request.body.directory.n ? null : when
    return denialProblem(header.member, then, rosters.now)
  }
  if (Date.parse(header.at) > Date.parse(request.body.approveBy))
    return toProblem('approval.approval-expired', { at: request.body.approveBy })
  const { member, workstation } = header
  if (!mayUse(when, member, workstation) || !mayUse(rosters.now, member, workstation))
    return toProblem('approval.not-an-approver', {})
  const makers = { requester: request.header.member ?? '', editors: request.body.editors }
  const asked = { makers, scope: scopeOf(request) }
  return approverProblem(when, member, asked) ?? approverProblem(rosters.now, member, asked)
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

function distinctPersons(
  approvals: readonly VerifiedRecord<'decision'>[],
  { members }: Roster,
): VerifiedRecord<'decision'>[] {
  const counted: VerifiedRecord<'decision'>[] = []
  const memberOf = (record: VerifiedRecord<'decision'>) =>
    members.find((each) => each.id === record.header.member)
  for (const approval of approvals) {
    const person = memberOf(approval)
    const isKnown = counted.some((each) => {
      const other = memberOf(each)
      return person !== undefined && other !== undefined && isSamePerson(person, other)
    })
    if (person !== undefined && !isKnown) counted.push(approval)
  }
  return counted
}
