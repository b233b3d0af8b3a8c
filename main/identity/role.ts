import type { Role } from '../../preload/contract/channel.ts'
import { roleNames } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryMember } from '../journal/journal.ts'

/** Roles in the order of DESIGN section 1, each once. */
export function sortRoles(roles: readonly Role[]): Role[] {
  return roleNames.filter((role) => roles.includes(role))
}

export function isActiveAdministrator(member: DirectoryMember): boolean {
  return member.status === 'active' && member.roles.includes('administrator')
}

/**
 * The members with one person's roles changed; `since` moves only when they do, because cooling-off
 * counts from there. Fails with `identity.no-such-member`, and with `identity.last-administrator`
 * when nobody would be left to change anything back.
 */
export function withRoles(
  members: readonly DirectoryMember[],
  change: { readonly member: string; readonly roles: readonly Role[]; readonly at: string },
): DirectoryMember[] {
  const roles = sortRoles(change.roles)
  const known = members.find((each) => each.id === change.member && each.status === 'active')
  if (!known) return fail('identity.no-such-member', {})
  const isSame = sortRoles(known.roles).join() === roles.join()
  const changed = members.map((each) =>
    each.id === change.member && !isSame ? { ...each, roles, since: change.at } : each,
  )
  if (!changed.some(isActiveAdministrator)) fail('identity.last-administrator', {})
  return changed
}
