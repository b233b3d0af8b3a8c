import type { Trust, VerifiedRecord, Version } from '../journal/journal.ts'
import type { Roster } from './eligibility.ts'
import type { Rosters } from './quorum.ts'
import { foldSuspended } from './suspension.ts'

/** Who may do what, now and at the times that decisions name. now: milliseconds since the epoch. */
export function rostersOf(trust: Trust, records: Iterable<VerifiedRecord>, now: number): Rosters {
  const { members } = trust.directory.body
  const { coolingOffHours } = trust.policy.body.rules
  const isAdministrator = (id: string | null) =>
    members.some((each) => each.id === id && each.roles.includes('administrator'))
  const suspended = foldSuspended(records, isAdministrator)
  const roster: Roster = { members, suspended, coolingOffHours, at: now }
  return {
    now: roster,
    when: (version, at) => {
      const cited = directoryOf(trust, version)
      return cited === null
        ? null
        : { members: cited.members, suspended: new Set(), coolingOffHours, at: Date.parse(at) }
    },
  }
}

function directoryOf(trust: Trust, version: Version) {
  const found = trust.directories.find((each) => each.n === version.n)
  return found?.hash === version.hash ? found.body : null
}
