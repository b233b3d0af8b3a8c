import * as v from 'valibot'
import { DomainCount } from './campaigns.ts'
import { Code, Count, channel, Hash, Instant, Nothing, Page } from './channel.ts'

/** Delivery states of DESIGN section 5, as a person sees them. They add up to the frozen count. */
export const deliveryStates = [
  'new',
  'leased',
  'sending',
  'at-dot',
  'sent',
  'deferred',
  'failed',
  'suppressed',
  'in-doubt',
] as const
export const DeliveryState = v.picklist(deliveryStates)
export type DeliveryState = v.InferOutput<typeof DeliveryState>

export const DeliveryCounts = v.strictObject({
  waiting: Count,
  sent: Count,
  deferred: Count,
  failed: Count,
  suppressed: Count,
  inDoubt: Count,
})
export type DeliveryCounts = v.InferOutput<typeof DeliveryCounts>

export const ReleasePhase = v.picklist([
  'starting',
  'running',
  'paused',
  'stopping',
  'finished',
  'stopped',
  'halted',
])
export type ReleasePhase = v.InferOutput<typeof ReleasePhase>

export const ReleaseProgress = v.strictObject({
  request: Hash,
  phase: ReleasePhase,
  recipientCount: Count,
  counts: DeliveryCounts,
  /** Messages per second over the last seconds; 0 when none. */
  ratePerSecond: v.number(),
  secondsLeft: v.nullable(v.number()),
  connections: Count,
  startedAt: Instant,
  finishedAt: v.nullable(Instant),
  /** Why it paused or halted. */
  problem: v.nullable(
    v.strictObject({
      code: v.string(),
      params: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  ),
})
export type ReleaseProgress = v.InferOutput<typeof ReleaseProgress>

export const DeliveryView = v.strictObject({
  index: Count,
  address: v.string(),
  state: DeliveryState,
  code: v.nullable(v.string()),
  reply: v.nullable(v.string()),
  reason: v.string(),
  attempts: Count,
  at: v.nullable(Instant),
})
export type DeliveryView = v.InferOutput<typeof DeliveryView>

/** Deliveries that stand where they stand for the same reason. */
export const ReasonGroup = v.strictObject({
  state: v.picklist(['failed', 'deferred', 'in-doubt', 'suppressed']),
  /** The relay's reply code with the enhanced one, where there was a reply. */
  code: v.nullable(v.string()),
  reason: v.string(),
  count: Count,
  /** One of the replies, word for word; null for whoever may not read addresses. */
  reply: v.nullable(v.string()),
})
export type ReasonGroup = v.InferOutput<typeof ReasonGroup>

/** How many came to their end within each stretch of time since `startAt`; stretches of nothing are left out. */
export const Timeline = v.strictObject({
  startAt: v.nullable(Instant),
  stretchSeconds: v.pipe(Count, v.minValue(1)),
  stretches: v.array(
    v.strictObject({ index: Count, sent: Count, failed: Count, deferred: Count, other: Count }),
  ),
})
export type Timeline = v.InferOutput<typeof Timeline>

/** The last session with a relay that failed, as it went: redacted, for IT. */
export const RelayTranscript = v.strictObject({
  host: v.string(),
  port: Count,
  at: Instant,
  /** The release in which it was; null: a test of the connection. */
  request: v.nullable(Hash),
  /** `>` ours, `<` the relay's, `*` the connection's: no local part, no AUTH, no content. */
  lines: v.array(v.string()),
})
export type RelayTranscript = v.InferOutput<typeof RelayTranscript>

/** What a person says of a delivery of which nobody knows whether it arrived. */
export const DoubtVerdict = v.picklist(['arrived', 'not-arrived', 'resend'])
export type DoubtVerdict = v.InferOutput<typeof DoubtVerdict>

const RequestHash = v.strictObject({ request: Hash })
const watchers = ['sender', 'author', 'approver', 'administrator', 'auditor'] as const

export const releasesChannels = {
  'releases.list': channel({
    input: Nothing,
    output: v.array(v.strictObject({ ...ReleaseProgress.entries, campaignName: v.string() })),
    access: watchers,
    problems: ['sending', 'journal', 'vault'],
  }),
  'releases.start': channel({
    input: v.strictObject({ request: Hash, recipientCount: Count, code: Code }),
    output: ReleaseProgress,
    access: ['sender'],
    problems: ['policy', 'approval', 'sending', 'identity', 'journal', 'message', 'vault'],
  }),
  'releases.progress': channel({
    input: RequestHash,
    output: ReleaseProgress,
    access: watchers,
    problems: ['policy', 'sending', 'vault'],
  }),
  'releases.stop': channel({
    input: RequestHash,
    output: ReleaseProgress,
    access: ['sender', 'approver'],
    problems: ['sending', 'approval', 'journal', 'vault'],
  }),
  /** Signed for each of them, where it was sent from, while nothing is being sent. */
  'releases.settle': channel({
    input: v.strictObject({
      request: Hash,
      indexes: v.pipe(v.array(Count), v.minLength(1), v.maxLength(1000)),
      verdict: DoubtVerdict,
      code: Code,
    }),
    output: ReleaseProgress,
    access: ['sender', 'approver'],
    problems: ['sending', 'approval', 'identity', 'journal', 'message', 'vault'],
  }),
  'releases.deliveries': channel({
    input: v.strictObject({
      request: Hash,
      state: v.optional(DeliveryState),
      /** Of one group of `releases.reasons` only. */
      group: v.optional(
        v.strictObject({
          code: v.nullable(v.pipe(v.string(), v.maxLength(100))),
          reason: v.pipe(v.string(), v.maxLength(100)),
        }),
      ),
      ...Page,
    }),
    output: v.strictObject({ total: Count, rows: v.array(DeliveryView) }),
    access: watchers,
    problems: ['sending', 'vault'],
  }),
  'releases.domains': channel({
    input: RequestHash,
    output: v.array(
      v.strictObject({
        ...DomainCount.entries,
        ...{ sent: Count, failed: Count, deferred: Count, waiting: Count },
      }),
    ),
    access: watchers,
    problems: ['sending', 'vault'],
  }),
  /** Who did not get it, counted by why; the largest group first. */
  'releases.reasons': channel({
    input: RequestHash,
    output: v.array(ReasonGroup),
    access: watchers,
    problems: ['sending', 'vault'],
  }),
  'releases.timeline': channel({
    input: RequestHash,
    output: Timeline,
    access: watchers,
    problems: ['sending', 'vault'],
  }),
  /** Of each relay the newest that this workstation has seen. */
  'releases.transcripts': channel({
    input: Nothing,
    output: v.array(RelayTranscript),
    access: ['administrator', 'sender', 'auditor'],
    problems: ['vault'],
  }),
  /** The same for people, as a PDF in the language of the window; null when cancelled. */
  'releases.save-report': channel({
    input: RequestHash,
    output: v.nullable(v.strictObject({ name: v.string(), sizeBytes: Count })),
    access: ['auditor', 'administrator', 'sender', 'approver'],
    problems: ['sending', 'approval', 'journal', 'vault'],
  }),
  /** Opens the save dialog and writes the evidence file; null when cancelled. */
  'releases.save-evidence': channel({
    input: RequestHash,
    output: v.nullable(v.strictObject({ name: v.string(), sizeBytes: Count })),
    access: ['auditor', 'administrator', 'sender', 'approver'],
    problems: ['sending', 'approval', 'journal', 'vault'],
  }),
}
