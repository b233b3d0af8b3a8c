import type { MailKind } from '../../preload/contract/notices.ts'
import type { Concern } from '../approval/approval.ts'
import type { VerifiedRecord } from '../journal/journal.ts'

export interface MailWish {
  readonly member: string
  readonly kind: MailKind
}

/** What was done so long ago is no news by mail any more; in the window it stands. */
export const mailWithinMs = 3_600_000
/** A member gets no second mail of a kind within this time: the first one has them look. */
export const mailPauseMs = 5 * 60_000

/** The request that a record changed for somebody, or null. */
export function changedRequest(record: VerifiedRecord): string | null {
  switch (record.kind) {
    case 'request':
      return record.hash
    case 'decision':
    case 'stop':
    case 'finished':
      return record.body.request
    default:
      return null
  }
}

/** Whom this record, just written here, gives something to do or to know. Never its own author. Pure. */
export function mailsFor(record: VerifiedRecord, concern: Concern): MailWish[] {
  const { requester, senders } = concern
  const all = (members: readonly string[], kind: MailKind) =>
    [...new Set(members)].map((member) => ({ member, kind }))
  const wishes = () => {
    switch (record.kind) {
      case 'request':
        return all(concern.deciders, 'waits-for-decision')
      case 'decision':
        return decided(concern, all)
      case 'stop':
        // While a run goes on, its end is told by the PC that sends.
        return concern.state === 'stopped' ? all([requester, ...senders], 'run-stopped') : []
      case 'finished':
        return all([requester, ...senders], `run-${record.body.phase}`)
      default:
        return []
    }
  }
  return wishes().filter(({ member }) => member !== '' && member !== record.header.member)
}

function decided(
  { state, requester, senders, deciders, isSecondStageNew }: Concern,
  all: (members: readonly string[], kind: MailKind) => MailWish[],
): MailWish[] {
  switch (state) {
    case 'approved':
      return [...all([requester], 'approved'), ...all(senders, 'waits-for-release')]
    case 'rejected':
    case 'returned':
      return all([requester], state)
    case 'filed':
      return isSecondStageNew ? all(deciders, 'waits-for-decision') : []
    default:
      return []
  }
}
