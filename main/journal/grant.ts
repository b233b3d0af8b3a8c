import type { Role } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryBody, DirectoryMember, Grant } from './document.ts'

const hourMs = 3_600_000

/** What a grant is asked about. Null: it does not matter, or is not known yet. */
export interface Scope {
  readonly department: string | null
  readonly route: string | null
  readonly recipientCount: number | null
}

/** Who somebody is: two entries of one human being count once. */
export function personOf(member: DirectoryMember): string {
  return member.person ?? member.id
}

/** Where and since when the member has the role; null for one they do not have. Status is not asked. */
export function grantOf(member: DirectoryMember, role: Role): Grant | null {
  if (!member.roles.includes(role)) return null
  return (
    member.grants?.find((each) => each.role === role) ?? {
      role,
      since: member.since,
      departments: null,
      routes: null,
      recipientsMax: null,
    }
  )
}

export function grantsOf(member: DirectoryMember): readonly Grant[] {
  return member.roles.flatMap((role) => grantOf(member, role) ?? [])
}

/**
 * From when a grant may be used, in milliseconds. What is granted on the organization's first day is
 * good at once: there is nothing yet that a puppet could be slipped in for, and an office wants to
 * send its first mail.
 */
export function usableFromMs(
  grant: Pick<Grant, 'since'>,
  o: { readonly coolingOffHours: number; readonly foundedAtMs: number },
): number {
  const sinceMs = Date.parse(grant.since)
  return sinceMs < o.foundedAtMs + 24 * hourMs ? sinceMs : sinceMs + o.coolingOffHours * hourMs
}

/** Whether the grant reaches this far. */
export function covers(grant: Grant, { department, route, recipientCount }: Scope): boolean {
  return (
    isAmong(grant.departments, department) &&
    isAmong(grant.routes, route) &&
    (grant.recipientsMax === null ||
      recipientCount === null ||
      recipientCount <= grant.recipientsMax)
  )
}

/**
 * A grant that is new, wider, or held by another key or person than in the directory before it is not
 * older than the directory that brings it: nobody can be given a right that has already cooled off.
 * Fails with `journal.grant-backdated`.
 */
export function requireEarned(before: DirectoryBody, after: DirectoryBody): void {
  const known = new Map(before.members.map((each) => [each.id, each]))
  for (const member of after.members) {
    const was = known.get(member.id)
    for (const grant of grantsOf(member))
      if (grant.since < after.at && !isKept(was, member, grant))
        fail('journal.grant-backdated', { member: member.id, role: grant.role })
  }
}

/** Whether anybody may do more by `after`, or with another key, than by the directory before it. */
export function bringsRights(before: DirectoryBody, after: DirectoryBody): boolean {
  const known = new Map(before.members.map((each) => [each.id, each]))
  return after.members.some((member) =>
    grantsOf(member).some((grant) => !isKept(known.get(member.id), member, grant)),
  )
}

/** The members with every new or wider grant dated from the directory that brings it. */
export function datedFrom(
  at: string,
  before: readonly DirectoryMember[],
  after: readonly DirectoryMember[],
): DirectoryMember[] {
  const known = new Map(before.map((each) => [each.id, each]))
  return after.map((member) => {
    const was = known.get(member.id)
    const dated = grantsOf(member).map((grant) =>
      grant.since < at && !isKept(was, member, grant) ? { ...grant, since: at } : grant,
    )
    const [first] = dated
    if (first === undefined) return member
    const isPlain = dated.every((each) => isUnlimited(each) && each.since === first.since)
    const { grants: _, ...rest } = member
    return isPlain ? { ...rest, since: first.since } : { ...rest, grants: dated }
  })
}

/** Whether a directory says of every grant what can be said: for requireCoherent. */
export function areGrantsSound(member: DirectoryMember, departments: readonly string[]): boolean {
  const grants = member.grants ?? []
  return (
    new Set(grants.map((each) => each.role)).size === grants.length &&
    grants.every(
      (each) =>
        member.roles.includes(each.role) &&
        (each.departments ?? []).every((id) => departments.includes(id)),
    )
  )
}

function isKept(was: DirectoryMember | undefined, now: DirectoryMember, grant: Grant): boolean {
  if (was === undefined || now.status !== 'active') return now.status !== 'active'
  const before = was.status === 'active' ? grantOf(was, grant.role) : null
  return (
    before !== null &&
    before.since <= grant.since &&
    was.signKey === now.signKey &&
    personOf(was) === personOf(now) &&
    isWithin(grant.departments, before.departments) &&
    isWithin(grant.routes, before.routes) &&
    (before.recipientsMax === null ||
      (grant.recipientsMax !== null && grant.recipientsMax <= before.recipientsMax))
  )
}

function isUnlimited({ departments, routes, recipientsMax }: Grant): boolean {
  return departments === null && routes === null && recipientsMax === null
}

function isAmong(allowed: readonly string[] | null, asked: string | null): boolean {
  return allowed === null || asked === null || allowed.includes(asked)
}

function isWithin(narrow: readonly string[] | null, wide: readonly string[] | null): boolean {
  return wide === null || narrow?.every((each) => wide.includes(each)) === true
}
