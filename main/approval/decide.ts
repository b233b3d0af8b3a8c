import type { DecisionVerdict } from '../../preload/contract/approval.ts'
import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { DirectoryMember, VerifiedRecord } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { approversFor } from './approvers.ts'
import { sealComment } from './comment.ts'
import { isActive, scopeOf } from './eligibility.ts'
import { passOnShare } from './route-key.ts'
import type { Standing } from './standing.ts'
import { closedProblem, makersOf, namesOf, whyNotApprove } from './summary.ts'

export interface Decision {
  readonly verdict: DecisionVerdict
  readonly comment: string
  readonly viewed: readonly string[]
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
  return isActive(standing.roster, session.member, ['approver'], scopeOf(standing.dossier.request))
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
  { decision, random }: { readonly decision: Decision; readonly random: Random },
): Promise<void> {
  const { request } = standing.dossier
  const { journal, member } = session
  const directory = journal.directory()
  const policy = journal.policy()
  const executor = directory.workstations.find((each) => each.id === request.body.executor)
  if (executor?.status !== 'active') return fail('approval.wrong-workstation', {})
  const routeKey = policy.routeKeys.find((each) => each.route === request.body.route)
  const share =
    decision.verdict !== 'approve' || routeKey === undefined
      ? null
      : passOnShare({
          routeKey,
          member,
          key: session.sealing,
          request: request.hash,
          executorSealKey: executor.sealKey,
          random,
        })
  await journal.append({
    kind: 'decision',
    body: {
      request: request.hash,
      manifest: request.body.manifest,
      verdict: decision.verdict,
      sealed: sealComment({
        comment: decision.comment,
        request: request.hash,
        member,
        readers: readersOf(request, directory.members, [
          session.sealing.publicKey,
          executor.sealKey,
        ]),
        random,
      }),
      viewed: [...decision.viewed],
      share,
      directory: { n: directory.n, hash: directory.hash },
      policy: { n: policy.n, hash: policy.hash },
    },
    signer: session,
  })
}

/** Requester and approvers, besides those that are named. */
function readersOf(
  request: VerifiedRecord<'request'>,
  members: readonly DirectoryMember[],
  others: readonly string[],
): string[] {
  const makers = makersOf(request)
  const requester = members.find((each) => each.id === makers.requester)
  return [
    ...others,
    ...(requester === undefined ? [] : [requester.sealKey]),
    ...approversFor(members, makers).map((each) => each.sealKey),
  ]
}

/** Takes a request back: only who filed it, and only before it runs. now: milliseconds. */
export async function withdraw(session: Session, standing: Standing, now: number): Promise<void> {
  const { request } = standing.dossier
  if (request.header.member !== session.member) fail('approval.not-requester', {})
  const closed = closedProblem(standing, namesOf(session), now)
  if (closed !== null) throw new ProblemError(closed)
  await session.journal.append({
    kind: 'withdrawal',
    body: { request: request.hash },
    signer: session,
  })
}
