import * as v from 'valibot'
import { CheckResult, DomainCount, ManifestView, MessagePreview } from './campaigns.ts'
import { Code, Count, channel, Hash, Id, Instant, Nothing, Text } from './channel.ts'
import { DifferenceView } from './difference.ts'
import { WayView } from './way.ts'

/**
 * filed: waits for decisions. approved: the quorum is met. The rest are final, except running,
 * which ends as finished, stopped or halted.
 */
export const requestStates = [
  'filed',
  'approved',
  'rejected',
  'returned',
  'withdrawn',
  'expired',
  'running',
  'finished',
  'stopped',
  'halted',
] as const
export const RequestState = v.picklist(requestStates)
export type RequestState = v.InferOutput<typeof RequestState>

export const DecisionVerdict = v.picklist(['approve', 'return', 'reject'])
export type DecisionVerdict = v.InferOutput<typeof DecisionVerdict>

const ProblemValue = v.strictObject({
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
})

export const DecisionView = v.strictObject({
  member: Id,
  name: v.string(),
  verdict: DecisionVerdict,
  comment: v.string(),
  at: Instant,
  /** False when it does not count: not eligible, or over another manifest. */
  counts: v.boolean(),
  stage: v.picklist([1, 2]),
  /** In whose place it was given; null by one's own right. */
  inPlaceOf: v.nullable(v.string()),
  /** What was opened before deciding. */
  viewed: v.array(v.string()),
})
export type DecisionView = v.InferOutput<typeof DecisionView>

export const CommentView = v.strictObject({
  member: Id,
  name: v.string(),
  comment: v.string(),
  at: Instant,
})
export type CommentView = v.InferOutput<typeof CommentView>

export const DelegationView = v.strictObject({
  delegation: Hash,
  from: Instant,
  until: Instant,
  /** Whose right it is, and who holds it. */
  giver: v.string(),
  holder: v.string(),
  isMine: v.boolean(),
  isForMe: v.boolean(),
  state: v.picklist(['coming', 'good', 'over', 'ended']),
})
export type DelegationView = v.InferOutput<typeof DelegationView>

export const RequestSummary = v.strictObject({
  /** Hash of the request record: what decisions point at. */
  request: Hash,
  campaign: Id,
  campaignName: v.string(),
  requester: Id,
  requesterName: v.string(),
  recipientCount: Count,
  state: RequestState,
  quorum: Count,
  approvals: Count,
  /** The second stage; null where there is none. */
  second: v.nullable(v.strictObject({ quorum: Count, approvals: Count })),
  urgent: v.boolean(),
  /** From when mail may leave, once it is approved. */
  holdUntil: v.nullable(Instant),
  filedAt: Instant,
  approveBy: Instant,
  executeBy: Instant,
  /** Whether the person who asks may decide, and if not, why. */
  mayDecide: v.boolean(),
  whyNot: v.nullable(ProblemValue),
  /** In whose place the person would decide; null by their own right. */
  inPlaceOf: v.nullable(v.string()),
  /** Whether the person can keep it from being sent. */
  mayCancel: v.boolean(),
  /** True when this workstation is the one that sends it. */
  executesHere: v.boolean(),
})
export type RequestSummary = v.InferOutput<typeof RequestSummary>

export const LinkView = v.strictObject({
  text: v.string(),
  href: v.string(),
  host: v.string(),
  suspicious: v.boolean(),
})
export type LinkView = v.InferOutput<typeof LinkView>

/** Something the approver has to open before approving is possible. */
export const ViewItem = v.strictObject({
  /**
   * 'manifest', 'checks', 'links', 'headers', 'route', 'recipients', 'difference', 'text', 'html',
   * 'message:<index>', 'attachment:<sha256>', 'files', 'file:<index>'
   */
  item: v.string(),
  label: v.string(),
  required: v.boolean(),
  /** Why it is worth a look: a sample by rule, the longest, a fallback was used. */
  reason: v.picklist([
    'manifest',
    'checks',
    'links',
    'headers',
    'route',
    'recipients',
    'difference',
    'text',
    'html',
    'sample',
    'fallback',
    'longest',
    'shortest',
    'rare-domain',
    'no-message',
    'unusual-script',
    'attachment',
    'files',
    'own-file',
    'same-file',
    'other-type',
    'largest-file',
    'smallest-file',
  ]),
})
export type ViewItem = v.InferOutput<typeof ViewItem>

/** Recipients whose messages differ in nothing but the values of their fields. */
export const MessageGroupView = v.strictObject({
  count: Count,
  /** Its first recipient. */
  index: Count,
  fallbacks: v.array(v.string()),
  /** Conditions that are met, in the words of the template. */
  branches: v.array(v.string()),
  /** Code of the reason why no message can be made for them. */
  problem: v.nullable(v.string()),
})
export type MessageGroupView = v.InferOutput<typeof MessageGroupView>

/** The kinds of message that a draft makes, and recipients unlike the others, by their index. */
export const DraftGroups = v.strictObject({
  /** Rarest first. */
  groups: v.array(MessageGroupView),
  /** Riskiest first. */
  outliers: v.array(
    v.strictObject({
      reason: v.picklist([
        ...(['no-message', 'fallback', 'unusual-script', 'rare-domain'] as const),
        ...(['longest', 'shortest'] as const),
      ]),
      index: Count,
    }),
  ),
})
export type DraftGroups = v.InferOutput<typeof DraftGroups>

export const RecipientPage = v.strictObject({
  total: Count,
  /** The fields that the message prints. */
  fields: v.array(v.string()),
  rows: v.array(v.strictObject({ index: Count, address: v.string(), values: v.array(v.string()) })),
})
export type RecipientPage = v.InferOutput<typeof RecipientPage>

/**
 * can-run: Windows runs it, or what is in it. other-content: its bytes are not what its name says, or of
 * no known kind. two-endings: one ending hides behind another. reading-turned: characters in its name
 * turn the direction of reading.
 */
export const AttachmentFlag = v.picklist([
  'can-run',
  'other-content',
  'two-endings',
  'reading-turned',
])
export type AttachmentFlag = v.InferOutput<typeof AttachmentFlag>

export const ReviewView = v.strictObject({
  summary: RequestSummary,
  /** What the requester wrote to the approvers; it is part of what they sign. */
  comment: v.string(),
  manifest: ManifestView,
  items: v.array(ViewItem),
  checks: v.array(CheckResult),
  links: v.array(LinkView),
  /** What is unusual about each attachment. */
  attachments: v.array(v.strictObject({ sha256: Hash, flags: v.array(AttachmentFlag) })),
  decisions: v.array(DecisionView),
  comments: v.array(CommentView),
  groups: v.array(MessageGroupView),
  /** Header names and what stands in them, besides To, Date and Message-ID. */
  headers: v.array(v.strictObject({ name: v.string(), value: v.string() })),
  way: WayView,
  /** Why it cannot wait; null for an ordinary request. */
  urgent: v.nullable(v.string()),
  /** True where the policy has the approver type the number of recipients. */
  typesCount: v.boolean(),
  domains: v.array(DomainCount),
})
export type ReviewView = v.InferOutput<typeof ReviewView>

/** A workstation that a request can be sent from. */
export const ExecutorView = v.strictObject({
  workstation: Id,
  name: v.string(),
  isHere: v.boolean(),
})
export type ExecutorView = v.InferOutput<typeof ExecutorView>

/** What became of a word against a release: whether the workstation that sends has heard it. */
export const StopView = v.strictObject({
  askedAt: Instant,
  askedBy: v.string(),
  acknowledgedAt: v.nullable(Instant),
  /** No answer within a minute: mail may still be leaving, and somebody has to be called. */
  isOverdue: v.boolean(),
  /** It has not left this workstation, since the store is out of reach. */
  isStoreOffline: v.boolean(),
  /** Who released it, and where. */
  operator: v.string(),
  workstation: v.string(),
  /** Whom to call, as the organization says; null: it does not. */
  contact: v.nullable(v.string()),
})
export type StopView = v.InferOutput<typeof StopView>

const RequestHash = v.strictObject({ request: Hash })
/** Whoever takes part in a request may look at it, as far as it was sealed to them. */
export const reviewers = [
  'approver',
  'auditor',
  'administrator',
  'author',
  'sender',
  'list-manager',
] as const

export const approvalChannels = {
  /** What the approver's review will say of a draft's recipients. */
  'campaigns.groups': channel({
    input: v.strictObject({ campaign: Id }),
    output: DraftGroups,
    access: ['author', 'list-manager'],
    problems: ['message', 'lists', 'vault'],
  }),
  /** Freezes the campaign and files it; answers with the new request. */
  'approval.file': channel({
    input: v.strictObject({
      campaign: Id,
      comment: v.pipe(v.string(), v.maxLength(2000)),
      /** Hours that approvers have, and hours that the release then may take to start. */
      approveWithinHours: v.pipe(Count, v.minValue(1), v.maxValue(24 * 30)),
      executeWithinHours: v.pipe(Count, v.minValue(1), v.maxValue(24 * 30)),
      /** Why it cannot wait; null for an ordinary request. */
      urgent: v.nullable(v.pipe(Text, v.maxLength(500))),
      /** The workstation that sends it; null for the one it is filed on. */
      executor: v.optional(v.nullable(Id), null),
    }),
    output: RequestSummary,
    access: ['author'],
    problems: ['policy', 'approval', 'checks', 'message', 'lists', 'journal', 'vault'],
  }),
  /** Where a request could be sent from, this workstation first. */
  'approval.executors': channel({
    input: Nothing,
    output: v.array(ExecutorView),
    access: ['author'],
    problems: ['journal', 'vault'],
  }),
  'approval.list': channel({
    input: Nothing,
    output: v.array(RequestSummary),
    access: 'member',
    problems: ['journal', 'vault'],
  }),
  /** Recomputes every digest from the sealed blobs before it answers. */
  'approval.review': channel({
    input: RequestHash,
    output: ReviewView,
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  'approval.preview': channel({
    input: v.strictObject({ request: Hash, index: Count }),
    output: MessagePreview,
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  'approval.recipients': channel({
    input: v.strictObject({
      request: Hash,
      offset: Count,
      limit: v.pipe(Count, v.minValue(1), v.maxValue(200)),
    }),
    output: RecipientPage,
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  /** Against the revision before, and against the last release to the same lists, where they are. */
  'approval.differences': channel({
    input: RequestHash,
    output: v.array(DifferenceView),
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  /** Saves an attachment under a safe name for viewing; it is never opened from here. */
  'approval.save-attachment': channel({
    input: v.strictObject({ request: Hash, sha256: Hash }),
    output: v.nullable(v.strictObject({ name: v.string() })),
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  'approval.decide': channel({
    input: v.strictObject({
      request: Hash,
      verdict: DecisionVerdict,
      comment: v.pipe(Text, v.maxLength(2000)),
      viewed: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(200)),
      /** Where the policy asks for it: the number of recipients, typed. */
      typedCount: v.nullable(Count),
      code: Code,
    }),
    output: RequestSummary,
    // Whoever stands in for an approver needs no role of their own.
    access: 'member',
    problems: ['approval', 'identity', 'journal', 'message', 'vault'],
  }),
  /** Keeps a request from being sent, also while its hold lasts; a run is stopped. */
  'approval.cancel': channel({
    input: RequestHash,
    output: RequestSummary,
    access: 'member',
    problems: ['approval', 'journal', 'vault'],
  }),
  /** Null while nobody has said anything against its release, or it was never released. */
  'approval.stop-state': channel({
    input: RequestHash,
    output: v.nullable(StopView),
    access: 'member',
    problems: ['approval', 'journal', 'vault'],
  }),
  /** Says something about a request; only its readers see what. */
  'approval.comment': channel({
    input: v.strictObject({ request: Hash, comment: v.pipe(Text, v.maxLength(2000)) }),
    output: v.array(CommentView),
    access: reviewers,
    problems: ['approval', 'journal', 'vault'],
  }),
  'approval.delegations': channel({
    input: Nothing,
    output: v.strictObject({
      /** Null: the policy allows none. */
      hoursMax: v.nullable(Count),
      delegations: v.array(DelegationView),
      /** Whom one could choose. */
      members: v.array(v.strictObject({ member: Id, name: v.string() })),
    }),
    access: 'member',
    problems: ['journal', 'vault'],
  }),
  'approval.delegate': channel({
    input: v.strictObject({ to: Id, from: Instant, until: Instant, code: Code }),
    output: v.array(DelegationView),
    access: ['approver'],
    problems: ['approval', 'identity', 'journal', 'vault'],
  }),
  'approval.end-delegation': channel({
    input: v.strictObject({ delegation: Hash }),
    output: v.array(DelegationView),
    access: ['approver', 'administrator'],
    problems: ['approval', 'journal', 'vault'],
  }),
  'approval.withdraw': channel({
    input: RequestHash,
    output: RequestSummary,
    access: ['author'],
    problems: ['approval', 'journal', 'vault'],
  }),
}
