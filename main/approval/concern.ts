import type { RequestState } from '../../preload/contract/approval.ts'
import type { Session } from '../identity/identity.ts'
import { requestOf } from './open-request.ts'
import { foldRequestState } from './request-state.ts'
import { standingIn, whyNotApprove } from './summary.ts'

/** Whom a request concerns as it stands. Members by id, those in force only. */
export interface Concern {
  readonly state: RequestState
  readonly requester: string
  /** Who may decide now. */
  readonly deciders: readonly string[]
  /** The first stage has just become complete: others may decide than before. */
  readonly isSecondStageNew: boolean
  /** Who may send, where it is to be sent from. */
  readonly senders: readonly string[]
}

/** Fails with `approval.no-such-request`. now: milliseconds. */
export function concernOf({ journal }: Session, hash: string, now: number): Concern {
  const request = requestOf(journal, hash)
  const standing = standingIn({ journal }, request, now)
  const { dossier, count, terms } = standing
  const active = journal.directory().members.filter(({ status }) => status === 'active')
  const isIn = (member: string) => active.some(({ id }) => id === member)
  const { member: requester } = request.header
  const isFirstComplete = count.approvals.length === terms.quorum
  return {
    state: foldRequestState(dossier, count, { ...standing, now }),
    requester: requester !== null && isIn(requester) ? requester : '',
    deciders: active
      .map(({ id }) => id)
      .filter((member) => whyNotApprove({ journal, member }, standing, now) === null),
    isSecondStageNew: terms.second !== null && isFirstComplete && count.second.length === 0,
    senders: active
      .filter(
        ({ roles, workstations }) =>
          roles.includes('sender') && workstations.includes(request.body.executor),
      )
      .map(({ id }) => id),
  }
}
