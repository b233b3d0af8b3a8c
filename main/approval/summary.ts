import type {
  CommentView,
  DecisionView,
  RequestState,
  RequestSummary,
} from '../../preload/contract/approval.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { openComment } from './comment.ts'
import { mayStop } from './dossier.ts'
import { denialOf, holdUntil, missingOf, type Names, runProblem } from './refusal.ts'
import { foldRequestState } from './request-state.ts'
import { rightOf, stageOf } from './right.ts'
import { keyIdOf } from './route-key.ts'
import { recordsOfRun } from './run-records.ts'
import { keyOfDecision } from './share-count.ts'
import { type Standing, standingOf } from './standing.ts'
import { limitProblemOf } from './terms.ts'

/** A request as it stands now, by what this workstation has seen. now: milliseconds. */
export function standingIn(
  { journal }: Pick<Session, 'journal'>,
  request: VerifiedRecord<'request'>,
  now: number,
): Standing {
  return standingOf(request, {
    trust: journal.trust(),
    records: recordsOfRun(journal, request),
    detail: journal.policy().detail,
    now,
    machine: journal.machine,
  })
}

export function namesOf({ journal }: Pick<Session, 'journal'>): Names {
  const { members, nameOf } = journal.directory()
  return Object.fromEntries(members.map(({ id }) => [id, nameOf(id)]))
}

/** Why nobody decides on this request any more; null while it is open. */
export function closedProblem(standing: Standing, names: Names, now: number): Problem | null {
  const { dossier, count } = standing
  const { approveBy, executeBy } = dossier.request.body
  const closed = denialOf(dossier, count, names) ?? runProblem(dossier, null)
  if (closed !== null) return closed
  switch (foldRequestState(dossier, count, { ...standing, now })) {
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
export function whyNotApprove(
  session: Pick<Session, 'journal' | 'member'>,
  standing: Standing,
  now: number,
): Problem | null {
  const own = standing.dossier.decisions.filter(
    ({ header, body }) => header.member === session.member && body.verdict === 'approve',
  )
  const hasApproved = own.length > 0 && !lacksShare(session, standing, own)
  return (
    closedProblem(standing, namesOf(session), now) ??
    limitProblemOf(
      standing.dossier.request,
      standing.current.policy.rules,
      standing.current.directory.members,
    ) ??
    rightOf(session.member, standing, now).problem ??
    (hasApproved ? toProblem('approval.already-decided', {}) : null) ??
    stageOf(session.member, standing).problem
  )
}

/** The route's key was renewed since, and shares are missing: then the same person approves once more. */
function lacksShare(
  { journal, member }: Pick<Session, 'journal' | 'member'>,
  { dossier, shares, current }: Standing,
  own: Standing['dossier']['decisions'],
): boolean {
  const { route } = dossier.request.body
  const key = current.policy.routeKeys.find((each) => each.route === route)
  if (key === undefined || shares.found >= shares.needed) return false
  if (!key.shares.some((each) => each.member === member)) return false
  const trust = journal.trust()
  return own.every((each) => {
    const brought = each.body.share === null ? null : keyOfDecision(each, { route, trust })
    return brought === null || keyIdOf(brought) !== keyIdOf(key)
  })
}

export function toSummary(
  session: Session,
  standing: Standing,
  o: { readonly campaignName: string | null; readonly now: number },
): RequestSummary {
  const { dossier, count, terms } = standing
  const { body, header, hash } = dossier.request
  const whyNot = whyNotApprove(session, standing, o.now)
  const requester = header.member ?? ''
  const { members, nameOf } = session.journal.directory()
  const state = foldRequestState(dossier, count, { ...standing, now: o.now })
  const giver = rightOf(session.member, standing, o.now).delegation?.header.member ?? null
  const isApproved = missingOf(count, standing) === null
  return {
    request: hash,
    campaign: body.campaign,
    campaignName: o.campaignName ?? '',
    requester,
    requesterName: nameOf(requester),
    recipientCount: body.recipientCount,
    state,
    quorum: terms.quorum,
    approvals: count.approvals.length,
    second:
      terms.second === null
        ? null
        : { quorum: terms.second.quorum, approvals: count.second.length },
    urgent: body.urgent,
    holdUntil: isApproved ? new Date(holdUntil(count, terms)).toISOString() : null,
    filedAt: header.at,
    approveBy: body.approveBy,
    executeBy: body.executeBy,
    mayDecide: whyNot === null,
    whyNot: whyNot === null ? null : { code: whyNot.code, params: { ...whyNot.params } },
    inPlaceOf: giver === null ? null : nameOf(giver),
    mayCancel: isOpen(state) && mayStop(session.member, requester, members),
    executesHere: body.executor === session.workstation.id,
  }
}

/** Whether it can still be kept from being sent, or be stopped. */
export function isOpen(state: RequestState): boolean {
  return state === 'filed' || state === 'approved' || state === 'running'
}

/** The same for one request on record. now: milliseconds. */
export function isOpenIn(
  session: Session,
  request: VerifiedRecord<'request'>,
  now: number,
): boolean {
  const standing = standingIn(session, request, now)
  return isOpen(foldRequestState(standing.dossier, standing.count, { ...standing, now }))
}

export function toDecisionViews(
  session: Session,
  { count, delegations }: Standing,
): DecisionView[] {
  const { nameOf } = session.journal.directory()
  const giverName = (delegation: string | null) => {
    const giver = delegations.byHash.get(delegation ?? '')?.header.member ?? null
    return giver === null ? null : nameOf(giver)
  }
  const counted = new Set([
    ...count.approvals,
    ...count.second,
    ...count.rejections,
    ...count.returns,
  ])
  return count.judged.map(({ decision }) => ({
    member: decision.header.member ?? '',
    name: nameOf(decision.header.member ?? ''),
    verdict: decision.body.verdict,
    comment: openComment(decision, [session.sealing, session.workstation.sealing]),
    at: decision.header.at,
    counts: counted.has(decision),
    stage: decision.body.stage,
    inPlaceOf: giverName(decision.body.delegation),
    viewed: decision.body.viewed,
  }))
}

export function toCommentViews(session: Session, { dossier }: Standing): CommentView[] {
  const { nameOf } = session.journal.directory()
  const keys = [session.sealing, session.workstation.sealing]
  return [...dossier.comments]
    .sort((a, b) => (a.header.at < b.header.at ? -1 : 1))
    .map((record) => ({
      member: record.header.member ?? '',
      name: nameOf(record.header.member ?? ''),
      comment: openComment(record, keys),
      at: record.header.at,
    }))
    .filter(({ comment }) => comment !== '')
}
