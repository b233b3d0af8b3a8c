import type { Role } from '../../preload/contract/channel.ts'

/**
 * Who works with addresses themselves: who curates the lists, who must see what they sign for, who
 * watches the deliveries. An author writes to people whom they cannot see; an administrator and an
 * auditor need names of members and not of recipients (DESIGN section 1).
 */
const readers: ReadonlySet<Role> = new Set<Role>(['list-manager', 'approver', 'sender'])

/** Everybody else gets masked addresses, from the core, in every view. */
export function canReadAddresses(roles: readonly Role[]): boolean {
  return roles.some((role) => readers.has(role))
}
