import type { MemberView } from '../../preload/contract/identity.ts'
import type { DirectoryMember } from '../journal/journal.ts'
import { grantsOf, personOf, usableFromMs } from '../journal/journal.ts'
import type { Session } from './identity-context.ts'
import { sortRoles } from './role.ts'

/** The directory as the members page shows it. */
export function toMemberViews({ journal }: Pick<Session, 'journal'>, nowMs: number): MemberView[] {
  const directory = journal.directory()
  const { coolingOffHours } = journal.policy().rules
  const [first] = journal.trust().roots
  const foundedAtMs = Date.parse(first?.body.at ?? '')
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
    limits: grantsOf(member)
      .filter((each) => each.departments ?? each.routes ?? each.recipientsMax)
      .map(({ role, departments, routes, recipientsMax }) => ({
        role,
        departments: departments && [...departments],
        routes: routes && [...routes],
        recipientsMax,
      })),
    cooling: grantsOf(member)
      .map((grant) => ({
        role: grant.role,
        untilMs: usableFromMs(grant, { coolingOffHours, foundedAtMs }),
      }))
      .filter(({ role, untilMs }) => role === 'approver' && nowMs < untilMs)
      .map(({ role, untilMs }) => ({ role, until: new Date(untilMs).toISOString() })),
    sameAs: directory.members
      .filter((each) => each.id !== member.id && personOf(each) === personOf(member))
      .map((each) => each.id),
  }))
}

export function findActive(
  members: readonly DirectoryMember[],
  id: string,
): DirectoryMember | null {
  return members.find((each) => each.id === id && each.status === 'active') ?? null
}
