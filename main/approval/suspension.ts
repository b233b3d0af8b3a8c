import type { VerifiedRecord } from '../journal/journal.ts'

/**
 * Members under suspension. Denying needs one administrator and no agreement: a suspension holds
 * until an unlock that is dated after it. In doubt, so at equal times, it holds.
 */
export function foldSuspended(
  records: Iterable<VerifiedRecord>,
  isAdministrator: (member: string | null) => boolean,
): ReadonlySet<string> {
  const suspendedAt = new Map<string, number>()
  const unlockedAt = new Map<string, number>()
  const note = (times: Map<string, number>, member: string, at: string) => {
    times.set(member, Math.max(times.get(member) ?? 0, Date.parse(at)))
  }
  for (const record of records) {
    if (!isAdministrator(record.header.member)) continue
    if (record.kind === 'suspend') note(suspendedAt, record.body.member, record.header.at)
    if (record.kind === 'unlock') note(unlockedAt, record.body.member, record.header.at)
  }
  return new Set(
    [...suspendedAt]
      .filter(([member, at]) => at >= (unlockedAt.get(member) ?? 0))
      .map(([member]) => member),
  )
}
