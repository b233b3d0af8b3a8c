import type { DirectoryMember } from '../journal/journal.ts'
import { isSamePerson, type Makers } from './eligibility.ts'

/**
 * Members who may come to approve a request: active approvers who made no part of it. One in the
 * cooling-off is among them, since it may end in time.
 */
export function approversFor(
  members: readonly DirectoryMember[],
  { requester, editors }: Makers,
): DirectoryMember[] {
  const makers = members.filter((each) => each.id === requester || editors.includes(each.id))
  return activeApprovers(members).filter(
    (each) => !makers.some((maker) => isSamePerson(maker, each)),
  )
}

export function activeApprovers(members: readonly DirectoryMember[]): DirectoryMember[] {
  return members.filter((each) => each.status === 'active' && each.roles.includes('approver'))
}
