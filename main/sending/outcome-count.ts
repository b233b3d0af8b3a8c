import type { DeliveryCounts } from '../../preload/contract/releases.ts'
import type { RecordBody } from '../journal/journal.ts'

/** What a journal record says about a run: what has an outcome, and nothing of what still waits. */
export type RecordedOutcome = RecordBody<'finished'>['outcome']

export function toRecorded(counts: DeliveryCounts): RecordedOutcome {
  const { sent, deferred, failed, suppressed, inDoubt } = counts
  return { sent, deferred, failed, suppressed, inDoubt }
}

/** The counts of a run as another workstation knows them: the rest of the frozen count waits. */
export function fromRecorded(
  outcome: RecordedOutcome | null,
  recipientCount: number,
): DeliveryCounts {
  const known = outcome ?? { sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
  const settled = Object.values(known).reduce((sum, each) => sum + each, 0)
  return { ...known, waiting: Math.max(0, recipientCount - settled) }
}
