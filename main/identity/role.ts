import type { Role } from '../../preload/contract/channel.ts'
import { roleNames } from '../../preload/contract/channel.ts'
import { limitableRoles, type RoleLimit } from '../../preload/contract/identity.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryMember, Grant } from '../journal/journal.ts'
import { grantOf, personOf } from '../journal/journal.ts'

/** Roles in the order of DESIGN section 1, each once. */
export function sortRoles(roles: readonly Role[]): Role[] {
  return roleNames.filter((role) => roles.includes(role))
}

export function isActiveAdministrator(member: DirectoryMember): boolean {
  return member.status === 'active' && member.roles.includes('administrator')
}

/** What an administrator gives somebody. */
export interface RightsGiven {
  readonly roles: readonly Role[]
  /** Of roles that do not reach everywhere. */
  readonly limits?: readonly RoleLimit[] | undefined
  /** Another entry of the same human being; null: nobody; absent: as before. */
  readonly sameAs?: string | null | undefined
}

/** An entry's roles and reach without a date: whoever publishes dates what is new or wider. */
export function withRights(
  member: DirectoryMember,
  { roles, limits = [] }: Pick<RightsGiven, 'roles' | 'limits'>,
  at: string,
): DirectoryMember {
  const grants = sortRoles(roles).map((role): Grant => {
    const limit = limits.find((each) => each.role === role)
    const before = grantOf(member, role)
    return {
      role,
      since: before?.since ?? at,
      departments: limit?.departments ?? null,
      routes: limit?.routes ?? null,
      recipientsMax: limit?.recipientsMax ?? null,
    }
  })
  const { grants: _, ...rest } = member
  const [first] = grants
  const isPlain = grants.every((each) => !isLimited(each) && each.since === first?.since)
  return {
    ...rest,
    roles: grants.map(({ role }) => role),
    ...(isPlain ? { since: first?.since ?? member.since } : { grants }),
  }
}

function isLimited({ departments, routes, recipientsMax }: Grant): boolean {
  return departments !== null || routes !== null || recipientsMax !== null
}

/**
 * The members with one person's rights changed. Cooling-off counts from a grant that is new or wider,
 * and from a change of person. Fails with `identity.no-such-member`, and with
 * `identity.last-administrator` when nobody would be left to change anything back.
 */
export function withRoles(
  members: readonly DirectoryMember[],
  change: RightsGiven & { readonly member: string; readonly at: string },
): DirectoryMember[] {
  const known = findEntry(members, change.member)
  const person = change.sameAs === undefined ? known.person : personGiven(members, change)
  const { person: _, ...rest } = withRights(known, change, change.at)
  const after = person === undefined ? rest : { ...rest, person }
  if (person === known.person && isSameReach(known, after)) return [...members]
  const changed = members.map((each) => (each.id === known.id ? after : each))
  if (!changed.some(isActiveAdministrator)) fail('identity.last-administrator', {})
  return changed
}

function isSameReach(before: DirectoryMember, after: DirectoryMember): boolean {
  const reachOf = (member: DirectoryMember) =>
    sortRoles(member.roles).map((role) => JSON.stringify(grantOf(member, role)))
  return reachOf(before).join() === reachOf(after).join()
}

/** Undefined: the entry stands for itself alone. */
function personGiven(
  members: readonly DirectoryMember[],
  { member, sameAs }: { readonly member: string; readonly sameAs?: string | null | undefined },
): string | undefined {
  if (sameAs === null || sameAs === undefined || sameAs === member) return undefined
  return personOf(members.find((each) => each.id === sameAs) ?? fail('identity.no-such-member', {}))
}

function findEntry(members: readonly DirectoryMember[], id: string): DirectoryMember {
  const known = members.find((each) => each.id === id && each.status === 'active')
  return known ?? fail('identity.no-such-member', {})
}

/** Names routes and departments that exist, and only roles that are given. Fails with `identity.limit-invalid`. */
export function requireLimits(
  { roles, limits = [] }: Pick<RightsGiven, 'roles' | 'limits'>,
  known: { readonly routes: readonly string[]; readonly departments: readonly string[] },
): void {
  const areAmong = (given: readonly string[] | null, all: readonly string[]) =>
    given === null || (given.length > 0 && given.every((id) => all.includes(id)))
  const isSound =
    new Set(limits.map((each) => each.role)).size === limits.length &&
    limits.every(
      (each) =>
        roles.includes(each.role) &&
        limitableRoles.some((role) => role === each.role) &&
        areAmong(each.routes, known.routes) &&
        areAmong(each.departments, known.departments),
    )
  if (!isSound) fail('identity.limit-invalid', {})
}
