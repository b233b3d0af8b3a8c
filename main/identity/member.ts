import type { MemberView } from '../../preload/contract/identity.ts'
import type { Directory, DirectoryMember } from '../journal/journal.ts'
import { sortRoles } from './role.ts'

/** The directory as the members page shows it. */
export function toMemberViews(directory: Directory): MemberView[] {
  return directory.members.map((member) => ({
    id: member.id,
    name: directory.nameOf(member.id),
    roles: sortRoles(member.roles),
    status: member.status,
    workstations: member.workstations.map((id) => ({
      id,
      name: directory.workstationNameOf(id),
    })),
    since: member.since,
  }))
}

export function findActive(
  members: readonly DirectoryMember[],
  id: string,
): DirectoryMember | null {
  return members.find((each) => each.id === id && each.status === 'active') ?? null
}
