import type { RequestSummary } from '../../preload/contract/approval.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'

/** A request as it waits, and its run. */
export const now = Date.parse('2026-11-24T10:00:00.000Z')
export const at = (ms: number) => new Date(now + ms).toISOString()
export const hour = 3_600_000
export const hash = 'a'.repeat(64)

export const request: RequestSummary = {
  ...{ request: hash, campaign: 'c-1', campaignName: '年末のご案内', requester: 'author' },
  ...{ requesterName: '作成', recipientCount: 10, state: 'filed', quorum: 1, approvals: 0 },
  ...{ second: null, urgent: false, holdUntil: null, filedAt: at(-hour), approveBy: at(5 * hour) },
  ...{ executeBy: at(9 * hour), mayDecide: false, whyNot: null, inPlaceOf: null },
  ...{ mayCancel: false, executesHere: false },
}
export const run: ReleaseProgress = {
  ...{ request: hash, phase: 'running', recipientCount: 10, ratePerSecond: 1, secondsLeft: 9 },
  counts: { waiting: 9, sent: 1, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 },
  ...{ connections: 1, startedAt: at(-60_000), finishedAt: null, problem: null },
}
