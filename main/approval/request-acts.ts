import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { Random } from '../ports.ts'
import { approversFor } from './approvers.ts'
import { sealComment } from './comment.ts'
import { mayStop } from './dossier.ts'
import { makersOf } from './quorum.ts'
import { foldRequestState } from './request-state.ts'
import type { Standing } from './standing.ts'
import { closedProblem, isOpen, namesOf } from './summary.ts'

/** Says something about a request to everybody who reads it. */
export async function recordComment(
  session: Session,
  standing: Standing,
  { comment, random }: { readonly comment: string; readonly random: Random },
): Promise<void> {
  const { request } = standing.dossier
  const { member, journal } = session
  const readers = readersOf(session, standing)
  const sealed = sealComment({
    ...{ kind: 'comment', comment, request: request.hash, member, readers, random },
  } as const)
  await journal.append({
    kind: 'comment',
    body: { request: request.hash, sealed },
    signer: session,
  })
}

/** Keeps a request from being sent, or ends its run: anybody who may say so alone. */
export async function cancel(session: Session, standing: Standing, now: number): Promise<void> {
  const { request } = standing.dossier
  if (!isOpen(foldRequestState(standing.dossier, standing.count, { ...standing, now })))
    fail('approval.not-cancellable', {})
  if (!mayStop(session.member, request.header.member, session.journal.directory().members))
    fail('approval.may-not-cancel', {})
  await session.journal.append({
    kind: 'stop',
    body: { request: request.hash },
    signer: session,
  })
}

/** The requester, everybody who may approve or stands in for one, and who speaks. */
export function readersOf(
  { journal, sealing }: Session,
  { dossier, delegations }: Standing,
): string[] {
  const makers = makersOf(dossier.request)
  const { members } = journal.directory()
  const sealKeyOf = (id: string | null) =>
    members.filter((each) => each.id === id).map((each) => each.sealKey)
  const holders = [...delegations.byHash.values()].map(({ body }) => body.to)
  return [
    sealing.publicKey,
    ...sealKeyOf(makers.requester),
    ...approversFor(members, makers).map((each) => each.sealKey),
    ...holders.flatMap(sealKeyOf),
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
