import type { DecisionVerdict } from '../../preload/contract/approval.ts'
import { fail, type Problem, toProblem } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { sealComment } from './comment.ts'
import { isActive, scopeOf } from './eligibility.ts'
import { readersOf } from './request-acts.ts'
import { rightOf, stageOf } from './right.ts'
import { passOnShare } from './route-key.ts'
import type { Standing } from './standing.ts'
import { closedProblem, namesOf, whyNotApprove } from './summary.ts'

export interface Decision {
  readonly verdict: DecisionVerdict
  readonly comment: string
  readonly viewed: readonly string[]
  /** The number of recipients as it was typed; null where nobody asked for it. */
  readonly typedCount: number | null
}

/** Why this person cannot decide so, before anything is asked of them. now: milliseconds. */
export function decisionProblem(
  session: Session,
  standing: Standing,
  o: { readonly verdict: DecisionVerdict; readonly now: number },
): Problem | null {
  if (o.verdict === 'approve') return whyNotApprove(session, standing, o.now)
  const closed = closedProblem(standing, namesOf(session), o.now)
  if (closed !== null) return closed
  const { dossier, roster } = standing
  return isActive(roster, session.member, ['approver'], scopeOf(dossier.request)) ||
    rightOf(session.member, standing, o.now).problem === null
    ? null
    : toProblem('approval.not-an-approver', {})
}

/**
 * Signs the decision. With an approval goes the approver's share of the route key, sealed again to
 * the executing workstation for this request alone.
 */
export async function recordDecision(
  session: Session,
  standing: Standing,
  o: { readonly decision: Decision; readonly random: Random; readonly now: number },
): Promise<void> {
  const { decision, random, now } = o
  const { request } = standing.dossier
  const { journal, member } = session
  const directory = journal.directory()
  const policy = journal.policy()
  const executor = directory.workstations.find((each) => each.id === request.body.executor)
  if (executor?.status !== 'active') return fail('approval.wrong-workstation', {})
  const { delegation } = rightOf(member, standing, now)
  const { stage } = stageOf(member, standing)
  const isApproval = decision.verdict === 'approve'
  await journal.append({
    kind: 'decision',
    body: {
      request: request.hash,
      manifest: request.body.manifest,
      verdict: decision.verdict,
      sealed: sealComment({
        kind: 'decision',
        comment: decision.comment,
        request: request.hash,
        member,
        readers: [...readersOf(session, standing), executor.sealKey],
        random,
      }),
      viewed: [...decision.viewed],
      typedCount: decision.typedCount,
      stage: isApproval ? stage : 1,
      after: isApproval && stage === 2 ? standing.count.approvals.map((each) => each.hash) : [],
      delegation: delegation?.hash ?? null,
      share: isApproval
        ? shareFor(session, { request, executorSealKey: executor.sealKey, delegation, random })
        : null,
      directory: { n: directory.n, hash: directory.hash },
      policy: { n: policy.n, hash: policy.hash },
    },
    signer: session,
  })
}

function shareFor(
  { journal, member, sealing }: Session,
  o: {
    readonly request: VerifiedRecord<'request'>
    readonly executorSealKey: string
    readonly delegation: VerifiedRecord<'delegation'> | null
    readonly random: Random
  },
): string | null {
  const { request, executorSealKey, delegation, random } = o
  const { route } = request.body
  const routeKey = journal.policy().routeKeys.find((each) => each.route === route)
  if (routeKey === undefined) return null
  const by =
    delegation === null
      ? null
      : {
          giver: delegation.header.member ?? '',
          sealed: delegation.body.shares.find((each) => each.route === route)?.sealed ?? null,
        }
  const key = sealing
  return passOnShare({ routeKey, member, key, by, request: request.hash, executorSealKey, random })
}
