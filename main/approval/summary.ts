import type { DecisionView, RequestSummary } from '../../preload/contract/approval.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { openComment } from './comment.ts'
import { approverProblem, type Makers, scopeOf } from './eligibility.ts'
import type { Names } from './refusal.ts'
import { denialOf, runProblem } from './refusal.ts'
import { foldRequestState } from './request-state.ts'
import { recordsOfRun } from './run-records.ts'
import { type Standing, standingOf } from './standing.ts'

/** A request as it stands now, by what this workstation has seen. now: milliseconds. */
export function standingIn(
  { journal }: Session,
  request: VerifiedRecord<'request'>,
  now: number,
): Standing {
  return standingOf(request, {
    trust: journal.trust(),
    records: recordsOfRun(journal, request),
    detail: journal.policy().detail,
    now,
  })
}

export function namesOf({ journal }: Session): Names {
  const { members, nameOf } = journal.directory()
  return Object.fromEntries(members.map(({ id }) => [id, nameOf(id)]))
}

export function makersOf({ header, body }: VerifiedRecord<'request'>): Makers {
  return { requester: header.member ?? '', editors: body.editors }
}

/** Why nobody decides on this request any more; null while it is open. */
export function closedProblem(standing: Standing, names: Names, now: number): Problem | null {
  const { dossier, count } = standing
  const { approveBy, executeBy } = dossier.request.body
  const closed = denialOf(dossier, count, names) ?? runProblem(dossier, null)
  if (closed !== null) return closed
  switch (foldRequestState(dossier, count, { now, quorum: standing.quorum })) {
    case 'filed':
    case 'approved':
      return null
    default:
      return now > Date.parse(executeBy)
        ? toProblem('approval.execution-expired', { at: executeBy })
        : toProblem('approval.approval-expired', { at: approveBy })
  }
}

/** Why this person may not approve now, or null. */
export function whyNotApprove(session: Session, standing: Standing, now: number): Problem | null {
  const { dossier, roster } = standing
  const hasApproved = dossier.decisions.some(
    ({ header, body }) => header.member === session.member && body.verdict === 'approve',
  )
  return (
    closedProblem(standing, namesOf(session), now) ??
    approverProblem(roster, session.member, {
      makers: makersOf(dossier.request),
      scope: scopeOf(dossier.request),
    }) ??
    (hasApproved ? toProblem('approval.already-decided', {}) : null)
  )
}

export function toSummary(
  session: Session,
  standing: Standing,
  o: { readonly campaignName: string | null; readonly now: number },
): RequestSummary {
  const { dossier, count, quorum } = standing
  const { body, header, hash } = dossier.request
  const whyNot = whyNotApprove(session, standing, o.now)
  const requester = header.member ?? ''
  return {
    request: hash,
    campaign: body.campaign,
    campaignName: o.campaignName ?? '',
    requester,
    requesterName: session.journal.directory().nameOf(requester),
    recipientCount: body.recipientCount,
    state: foldRequestState(dossier, count, { now: o.now, quorum }),
    quorum,
    approvals: count.approvals.length,
    filedAt: header.at,
    approveBy: body.approveBy,
    executeBy: body.executeBy,
    mayDecide: whyNot === null,
    whyNot: whyNot === null ? null : { code: whyNot.code, params: { ...whyNot.params } },
    executesHere: body.executor === session.workstation.id,
  }
}

export function toDecisionViews(session: Session, { count }: Standing): DecisionView[] {
  const { nameOf } = session.journal.directory()
  const counted = new Set([...count.approvals, ...count.rejections, ...count.returns])
  return count.judged.map(({ decision }) => ({
    member: decision.header.member ?? '',
    name: nameOf(decision.header.member ?? ''),
    verdict: decision.body.verdict,
    comment: openComment(decision, [session.sealing, session.workstation.sealing]),
    at: decision.header.at,
    counts: counted.has(decision),
  }))
}
