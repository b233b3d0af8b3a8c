import { fail } from '../../preload/problem.ts'
import type { DirectoryContent, DirectoryMember } from '../journal/journal.ts'

/** A known member's other keys, and the PC that they are on. */
export interface NewKeys {
  readonly member: string
  readonly signKey: string
  readonly sealKey: string
  /** Whether the root names the new key. */
  readonly isAdministrator: boolean
  readonly workstation: {
    readonly id: string
    readonly name: string
    readonly signKey: string
    readonly sealKey: string
  }
}

/**
 * The directory with a member's new keys in the place of the old ones, which sign nothing from there
 * on. The role of an administrator stays only with a key that the root names; whoever had no other
 * becomes an auditor.
 */
export function withNewKeys(before: DirectoryContent, keys: NewKeys): DirectoryContent {
  const { workstation } = keys
  const isKnown = before.workstations.some((each) => each.id === workstation.id)
  const { id, name, signKey, sealKey } = workstation
  const added = { id, signKey, sealKey, status: 'active' as const }
  if (before.members.every((each) => each.id !== keys.member || each.status !== 'active'))
    fail('identity.no-such-member', {})
  return {
    ...before,
    members: before.members.map((each) => (each.id === keys.member ? renewed(each, keys) : each)),
    workstations: isKnown ? before.workstations : [...before.workstations, added],
    names: isKnown
      ? before.names
      : { ...before.names, workstations: { ...before.names.workstations, [id]: name } },
  }
}

function renewed(member: DirectoryMember, keys: NewKeys): DirectoryMember {
  const { signKey, sealKey, workstation } = keys
  const roles = member.roles.filter((role) => role !== 'administrator' || keys.isAdministrator)
  const workstations = [...new Set([...member.workstations, workstation.id])]
  const kept = roles.length > 0 ? roles : (['auditor'] as const)
  const { grants, ...rest } = member
  const left = grants?.filter((grant) => kept.some((role) => role === grant.role)) ?? []
  return {
    ...rest,
    ...(left.length === 0 ? {} : { grants: left }),
    signKey,
    sealKey,
    roles: [...kept],
    workstations,
  }
}
