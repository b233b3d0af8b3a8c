import type { JournalState } from './journal-state.ts'

/** Applications by workstations that no directory knows: of one, and of all together. */
const enrolmentsOfOneMax = 8
const enrolmentsMax = 200
const enrolmentsOfAllTimeMax = 2000
/** Such a workstation may leave so many other records to be looked at later. */
const pendingMax = 32
/** An application that nobody has answered counts for so long. */
export const enrolmentDaysMax = 14
const dayMs = 24 * 3_600_000

/**
 * Whether a stranger's log is left unread. Anybody with the store can make any number of logs and
 * applications; reading them has an end, also over the years.
 */
export function isCrowded(state: JournalState, workstation: string): boolean {
  const { trust, replica } = state
  const isKnown = (id: string) => trust.workstationKeys(id).length > 0
  if (isKnown(workstation) || workstation === state.workstation) return false
  if (replica.pendingCountOf(workstation) >= pendingMax) return true
  const strangers = enrolmentCounts(state).filter((each) => !isKnown(each.workstation))
  const sum = (of: (each: EnrolmentCount) => number) =>
    strangers.reduce((total, each) => total + of(each), 0)
  return (
    strangers.some(
      (each) => each.workstation === workstation && each.recent >= enrolmentsOfOneMax,
    ) ||
    sum(({ recent }) => recent) >= enrolmentsMax ||
    sum(({ ofAllTime }) => ofAllTime) >= enrolmentsOfAllTimeMax
  )
}

interface EnrolmentCount {
  readonly workstation: string
  readonly ofAllTime: number
  readonly recent: number
}

function enrolmentCounts({ replica, clock }: JournalState): readonly EnrolmentCount[] {
  const since = new Date(clock.now() - enrolmentDaysMax * dayMs).toISOString()
  return replica.db
    .prepare<EnrolmentCount>(
      `SELECT workstation, count(*) AS ofAllTime, sum(at >= ?) AS recent FROM journal_entry
       WHERE state = 'enrolment' AND state <> 'verified' GROUP BY workstation`,
    )
    .all(since)
}
