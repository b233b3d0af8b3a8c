import type { DirectoryMember, VerifiedRecord } from '../journal/journal.ts'

/**
 * Members under suspension. Denying needs one administrator, or the member's own workstation after
 * too many wrong passwords; it holds until an active administrator's unlock that is dated after it. In
 * doubt, so at equal times, it holds.
 */
export function foldSuspended(
  records: Iterable<VerifiedRecord>,
  members: readonly DirectoryMember[],
): ReadonlySet<string> {
  const suspendedAt = new Map<string, number>()
  const unlockedAt = new Map<string, number>()
  const isAdministrator = (id: string | null) =>
    members.some((each) => each.id === id && each.roles.includes('administrator'))
  // Whoever has lost the role may still be right to warn, but not to reassure.
  const isActiveAdministrator = (id: string | null) =>
    members.some(
      (each) => each.id === id && each.status === 'active' && each.roles.includes('administrator'),
    )
  const isOwnWorkstation = (id: string, workstation: string) =>
    members.some((each) => each.id === id && each.workstations.includes(workstation))
  for (const { kind, body, header } of records) {
    if (kind === 'unlock' && isActiveAdministrator(header.member))
      note(unlockedAt, body.member, header.at)
    if (
      kind === 'suspend' &&
      (isAdministrator(header.member) ||
        (header.member === null && isOwnWorkstation(body.member, header.workstation)))
    )
      note(suspendedAt, body.member, header.at)
  }
  return new Set(
    [...suspendedAt]
      .filter(([member, at]) => at >= (unlockedAt.get(member) ?? 0))
      .map(([member]) => member),
  )
}

function note(times: Map<string, number>, member: string, at: string): void {
  times.set(member, Math.max(times.get(member) ?? 0, Date.parse(at)))
}
