import { type Problem, toProblem } from '../../preload/problem.ts'
import type { DirectoryContent, DirectoryMember } from '../journal/journal.ts'

/** Who is who at one moment: a verified directory, the suspensions on top of it, the rules. */
export interface Roster {
  readonly members: readonly DirectoryMember[]
  readonly workstations: DirectoryContent['workstations']
  readonly suspended: ReadonlySet<string>
  readonly coolingOffHours: number
  /** The moment for which it is asked, in milliseconds. */
  readonly at: number
}

/** Who made a request: none of them may approve it. */
export interface Makers {
  readonly requester: string
  readonly editors: readonly string[]
}

/** One person behind two entries shows in the keys; a name proves nothing in either direction. */
export function isSamePerson(a: DirectoryMember, b: DirectoryMember): boolean {
  return a.id === b.id || a.signKey === b.signKey || a.sealKey === b.sealKey
}

/** Why this member may not approve this request at this moment, or null. */
export function approverProblem(roster: Roster, member: string, makers: Makers): Problem | null {
  const candidate = roster.members.find((each) => each.id === member)
  if (candidate?.status !== 'active' || !candidate.roles.includes('approver'))
    return toProblem('approval.not-an-approver', {})
  const isMaker = (maker: string) =>
    roster.members.some((each) => each.id === maker && isSamePerson(each, candidate)) ||
    maker === member
  if (isMaker(makers.requester)) return toProblem('approval.own-request', {})
  if (makers.editors.some(isMaker)) return toProblem('approval.own-edit', {})
  if (roster.suspended.has(member)) return toProblem('approval.member-suspended', {})
  const untilAt = Date.parse(candidate.since) + roster.coolingOffHours * 3_600_000
  if (roster.at < untilAt)
    return toProblem('approval.cooling-off', { untilAt: new Date(untilAt).toISOString() })
  return null
}

/** A PC that is lost is revoked; what was approved on it may have been somebody else's doing. */
export function isWorkstationActive({ workstations }: Roster, workstation: string): boolean {
  return workstations.some((each) => each.id === workstation && each.status === 'active')
}

/** Whether the member may sign on this workstation. */
export function mayUse(roster: Roster, member: string, workstation: string): boolean {
  const found = roster.members.find((each) => each.id === member)
  return (
    found?.workstations.includes(workstation) === true && isWorkstationActive(roster, workstation)
  )
}

/** Whether the member is active, not suspended, and has one of the roles. */
export function isActive(
  roster: Roster,
  member: string | null,
  roles: readonly DirectoryMember['roles'][number][],
): boolean {
  const found = roster.members.find((each) => each.id === member)
  return (
    found?.status === 'active' &&
    !roster.suspended.has(found.id) &&
    found.roles.some((role) => roles.includes(role))
  )
}
