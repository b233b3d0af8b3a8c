import { covers, type DirectoryMember, grantOf, personOf, type Scope } from '../journal/journal.ts'
import { isSamePerson, type Makers } from './eligibility.ts'
import type { Terms } from './terms.ts'

/**
 * Members who may come to approve a request: active approvers who made no part of it. One in the
 * cooling-off is among them, since it may end in time.
 */
export function approversFor(
  members: readonly DirectoryMember[],
  { requester, editors }: Makers,
  scope: Scope = everywhere,
): DirectoryMember[] {
  const makers = members.filter((each) => each.id === requester || editors.includes(each.id))
  return activeApprovers(members).filter((each) => {
    const grant = grantOf(each, 'approver')
    const reaches = grant !== null && covers(grant, scope)
    return reaches && !makers.some((maker) => isSamePerson(maker, each))
  })
}

const everywhere: Scope = { department: null, route: null, recipientCount: null }

/** Whether so many people can come together as the terms ask for, each at one stage only. */
export function areEnough(
  approvers: readonly DirectoryMember[],
  { quorum, second }: Terms,
): boolean {
  const persons = (some: readonly DirectoryMember[]) => new Set(some.map(personOf)).size
  if (second === null) return persons(approvers) >= quorum
  const named = approvers.filter((each) => second.members.includes(each.id))
  return second.members.length === 0
    ? persons(approvers) >= quorum + second.quorum
    : persons(named) >= second.quorum &&
        persons(approvers.filter((each) => !named.includes(each))) >= quorum
}

/** Who gets a share of a route's key: every active approver whose grant reaches the route. */
export function shareHoldersOf(
  members: readonly DirectoryMember[],
  route: string,
): DirectoryMember[] {
  return approversFor(members, { requester: '', editors: [] }, { ...everywhere, route })
}

function activeApprovers(members: readonly DirectoryMember[]): DirectoryMember[] {
  return members.filter((each) => each.status === 'active' && each.roles.includes('approver'))
}
