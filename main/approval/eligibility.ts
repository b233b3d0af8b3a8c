import { type Problem, toProblem } from '../../preload/problem.ts'
import {
  covers,
  type DirectoryContent,
  type DirectoryMember,
  grantOf,
  personOf,
  type Scope,
  usableFromMs,
  type VerifiedRecord,
} from '../journal/journal.ts'

/** Who is who at one moment: a verified directory, the suspensions on top of it, the rules. */
export interface Roster {
  readonly members: readonly DirectoryMember[]
  readonly workstations: DirectoryContent['workstations']
  readonly suspended: ReadonlySet<string>
  readonly coolingOffHours: number
  /** The instant of root.1, in milliseconds. */
  readonly foundedAtMs: number
  /** The moment for which it is asked, in milliseconds. */
  readonly at: number
}

/** Who made a request: none of them may approve it. */
export interface Makers {
  readonly requester: string
  readonly editors: readonly string[]
}

/** What a grant has to reach for this request. */
export function scopeOf({ body }: VerifiedRecord<'request'>): Scope {
  const { department, route, recipientCount } = body
  return { department, route, recipientCount }
}

/** One person behind two entries: as the directory says it, or by the keys. A name proves nothing. */
export function isSamePerson(a: DirectoryMember, b: DirectoryMember): boolean {
  return personOf(a) === personOf(b) || a.signKey === b.signKey || a.sealKey === b.sealKey
}

/** Why this member's own right does not let them approve this request at this moment, or null. */
export function ownRightProblem(
  roster: Roster,
  member: string,
  { makers, scope }: { readonly makers: Makers; readonly scope: Scope },
): Problem | null {
  const candidate = roster.members.find((each) => each.id === member)
  const grant = candidate?.status === 'active' ? grantOf(candidate, 'approver') : null
  if (candidate === undefined || grant === null || !covers(grant, scope))
    return toProblem('approval.not-an-approver', {})
  const made = makerProblem(roster, member, makers)
  if (made !== null) return made
  if (roster.suspended.has(member)) return toProblem('approval.member-suspended', {})
  const untilAt = usableFromMs(grant, roster)
  if (roster.at < untilAt)
    return toProblem('approval.cooling-off', { untilAt: new Date(untilAt).toISOString() })
  return null
}

/** Nobody says yes to what they made themselves, under whichever name. */
export function makerProblem(
  { members }: Pick<Roster, 'members'>,
  member: string,
  makers: Makers,
): Problem | null {
  const candidate = members.find((each) => each.id === member)
  const isMaker = (maker: string) =>
    maker === member ||
    (candidate !== undefined &&
      members.some((each) => each.id === maker && isSamePerson(each, candidate)))
  if (isMaker(makers.requester)) return toProblem('approval.own-request', {})
  return makers.editors.some(isMaker) ? toProblem('approval.own-edit', {}) : null
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

/** Whether the member is active, not suspended, and has one of the roles there. */
export function isActive(
  roster: Roster,
  member: string | null,
  roles: readonly DirectoryMember['roles'][number][],
  scope: Scope,
): boolean {
  const found = roster.members.find((each) => each.id === member)
  if (found?.status !== 'active' || roster.suspended.has(found.id)) return false
  return roles.some((role) => {
    const grant = grantOf(found, role)
    return grant !== null && covers(grant, scope)
  })
}
