import * as v from 'valibot'
import { CertificateView } from './certificate.ts'
import { Count, channel, Hash, Id, Instant, Line, Nothing, Text } from './channel.ts'
import { MailDocument, MergeCondition, MergeField } from './mail-document.ts'
import { OwnFileView, RecipientFileState } from './recipient-files.ts'
import { AudienceRules, Removed } from './segments.ts'
import { DirectTls } from './transport.ts'

export const AttachmentView = v.strictObject({
  id: Id,
  name: v.string(),
  type: v.string(),
  sizeBytes: Count,
  sha256: Hash,
  /** The `cid:` address under which HTML shows it, where it is an image. */
  contentId: v.string(),
})
export type AttachmentView = v.InferOutput<typeof AttachmentView>

export const CampaignSummary = v.strictObject({
  id: Id,
  name: v.string(),
  state: v.picklist(['draft', 'filed']),
  request: v.nullable(Hash),
  updatedAt: Instant,
})
export type CampaignSummary = v.InferOutput<typeof CampaignSummary>

/** What a message is written in; the second only where every character fits. */
const Charset = v.picklist(['utf-8', 'iso-2022-jp'])

/** generated: made from the HTML. own: a person wrote it. behind: so, and the HTML has changed since. */
export const TextState = v.picklist(['generated', 'own', 'behind'])
export type TextState = v.InferOutput<typeof TextState>

export const CampaignView = v.strictObject({
  id: Id,
  name: v.string(),
  state: v.picklist(['draft', 'filed']),
  request: v.nullable(Hash),
  lists: v.array(Id),
  /** What the audience is besides its lists. */
  audience: AudienceRules,
  subject: v.string(),
  text: v.string(),
  html: v.string(),
  textState: TextState,
  attachments: v.array(AttachmentView),
  /** The merge field that names each recipient's own file; null: nobody gets one. */
  fileColumn: v.nullable(v.string()),
  identity: v.nullable(Id),
  route: v.nullable(Id),
  /** Not sent before and not after; null: at once, and until the execution expires. */
  windowFrom: v.nullable(Instant),
  windowUntil: v.nullable(Instant),
  charset: Charset,
  /** Merge fields that every chosen list offers. */
  fields: v.array(v.string()),
  /** What campaigns are begun with; it is never filed itself. */
  isTemplate: v.boolean(),
  /** How often subject, text or HTML has changed. */
  edition: Count,
  updatedAt: Instant,
})
export type CampaignView = v.InferOutput<typeof CampaignView>

export const DomainCount = v.strictObject({ domain: v.string(), count: Count })
export type DomainCount = v.InferOutput<typeof DomainCount>

export const AudienceView = v.strictObject({
  count: Count,
  /** Left out, and why: the sum with count is how often the sources name anybody. */
  removed: Removed,
  domains: v.array(DomainCount),
})
export type AudienceView = v.InferOutput<typeof AudienceView>

/** One message as one recipient receives it. */
export const MessagePreview = v.strictObject({
  index: Count,
  count: Count,
  /** Masked for whoever may not read addresses. */
  to: v.string(),
  subject: v.string(),
  text: v.string(),
  /** Path of the rendered HTML under preview://document/, or null when there is none. */
  htmlDocument: v.nullable(v.string()),
  /** The same as clients show it that turn mail dark. */
  darkDocument: v.nullable(v.string()),
  /** The same as clients show it that show no images. */
  bareDocument: v.nullable(v.string()),
  /** The HTML itself, merged for this recipient; '' when there is none. */
  source: v.string(),
  /** Fields that were empty or missing for this recipient, so that a fallback was used. */
  fallbacks: v.array(v.string()),
  /** The recipient's own file; null where nobody gets one. */
  ownFile: v.nullable(
    v.strictObject({ state: RecipientFileState, named: v.string(), file: v.nullable(OwnFileView) }),
  ),
})
export type MessagePreview = v.InferOutput<typeof MessagePreview>

export const Verdict = v.picklist(['pass', 'warning', 'stop'])
export type Verdict = v.InferOutput<typeof Verdict>

export const Finding = v.strictObject({
  /** Key of the sentence, and what it needs. */
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type Finding = v.InferOutput<typeof Finding>

export const CheckResult = v.strictObject({
  /** Stable id: the file's name in main/checks. */
  check: v.string(),
  verdict: Verdict,
  findings: v.array(Finding),
  waived: v.nullable(v.strictObject({ reason: v.string(), member: Id })),
})
export type CheckResult = v.InferOutput<typeof CheckResult>

/** The statement that an approver signs (配信明細), as every screen shows it. */
export const ManifestView = v.strictObject({
  campaignName: v.string(),
  subject: v.string(),
  from: v.nullable(v.string()),
  replyTo: v.nullable(v.string()),
  envelopeSender: v.nullable(v.string()),
  route: v.nullable(
    v.strictObject({
      ...{ name: v.string(), host: v.string(), port: Count, tls: v.string() },
      /** Without a relay: what is asked of each receiver at least. */
      direct: v.nullable(DirectTls),
    }),
  ),
  dkim: v.nullable(v.strictObject({ domain: v.string(), selector: v.string() })),
  /** With what every message is S/MIME signed; null: none is. */
  smime: v.nullable(CertificateView),
  recipientCount: Count,
  removed: Removed,
  domains: v.array(DomainCount),
  attachments: v.array(
    v.strictObject({ name: v.string(), type: v.string(), sizeBytes: Count, sha256: Hash }),
  ),
  /** One file per recipient; null where nobody gets one, or while that is a draft. */
  files: v.nullable(
    v.strictObject({
      column: v.string(),
      /** Recipients who get one. */
      count: Count,
      /** Different files. */
      fileCount: Count,
      sizeBytes: Count,
    }),
  ),
  windowFrom: v.nullable(Instant),
  windowUntil: v.nullable(Instant),
  waived: v.array(v.strictObject({ check: v.string(), reason: v.string() })),
  quorum: Count,
  /** So many go first, and the rest waits for a sender's word; null: all go. */
  canary: v.nullable(Count),
  executor: v.nullable(v.string()),
  engineVersion: v.string(),
  /** Null while it is a draft: the digest exists once it is frozen. */
  digest: v.nullable(Hash),
  words: v.nullable(v.array(v.string())),
})
export type ManifestView = v.InferOutput<typeof ManifestView>

const writers = ['author', 'list-manager'] as const
const CampaignId = v.strictObject({ campaign: Id })

export const campaignsChannels = {
  'campaigns.list': channel({
    input: Nothing,
    output: v.array(CampaignSummary),
    access: 'member',
    problems: ['vault'],
  }),
  'campaigns.create': channel({
    input: v.strictObject({ name: Line }),
    output: CampaignView,
    access: ['author'],
    problems: ['message', 'vault'],
  }),
  /** A new draft that says the same, to be changed and filed again. */
  'campaigns.copy': channel({
    input: CampaignId,
    output: CampaignView,
    access: ['author'],
    problems: ['message', 'vault'],
  }),
  'campaigns.get': channel({
    input: CampaignId,
    output: CampaignView,
    access: writers,
    problems: ['message', 'vault'],
  }),
  'campaigns.update': channel({
    input: v.strictObject({
      campaign: Id,
      /** What the writer has seen: another edition is not written over. */
      edition: v.optional(Count),
      name: v.optional(Line),
      lists: v.optional(v.array(Id)),
      audience: v.optional(AudienceRules),
      subject: v.optional(v.pipe(v.string(), v.maxLength(998))),
      text: v.optional(Text),
      html: v.optional(Text),
      /** Instead of html: what the visual editor shows. */
      document: v.optional(MailDocument),
      /** True: the plain text is made from the HTML again. */
      textFollows: v.optional(v.literal(true)),
      identity: v.optional(v.nullable(Id)),
      route: v.optional(v.nullable(Id)),
      windowFrom: v.optional(v.nullable(Instant)),
      windowUntil: v.optional(v.nullable(Instant)),
      charset: v.optional(Charset),
      fileColumn: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200)))),
    }),
    output: CampaignView,
    access: writers,
    problems: ['message', 'lists', 'vault'],
  }),
  /** HTML as the visual editor can show and change it without losing anything; null when it cannot. */
  'campaigns.document': channel({
    input: v.strictObject({ html: Text }),
    output: v.nullable(MailDocument),
    access: ['author'],
    problems: [],
  }),
  /** A merge field or a condition in the words of the template language: what goes before a piece and behind. */
  'campaigns.markers': channel({
    input: v.strictObject({ of: v.union([MergeField, MergeCondition]) }),
    output: v.strictObject({ before: v.string(), behind: v.string() }),
    access: ['author'],
    problems: [],
  }),
  /** An attached image as a data: address, to be shown while the message is written. */
  'campaigns.image': channel({
    input: v.strictObject({ campaign: Id, attachment: Id }),
    output: v.string(),
    access: ['author'],
    problems: ['message', 'vault'],
  }),
  /** Opens the file dialog and copies the chosen file into the vault; null when cancelled. */
  'campaigns.attach': channel({
    input: CampaignId,
    output: v.nullable(CampaignView),
    access: ['author'],
    problems: ['message', 'vault'],
  }),
  'campaigns.detach': channel({
    input: v.strictObject({ campaign: Id, attachment: Id }),
    output: CampaignView,
    access: ['author'],
    problems: ['message', 'vault'],
  }),
  /** Mails the draft to the caller's own signed address, fields by their names; answers with it. */
  'campaigns.test-send': channel({
    input: CampaignId,
    output: v.string(),
    access: ['author'],
    problems: ['message', 'sending', 'journal', 'policy', 'vault'],
  }),
  'campaigns.audience': channel({
    input: CampaignId,
    output: AudienceView,
    access: writers,
    problems: ['message', 'lists', 'vault'],
  }),
  'campaigns.preview': channel({
    input: v.strictObject({ campaign: Id, index: Count }),
    output: MessagePreview,
    access: writers,
    problems: ['message', 'lists', 'vault'],
  }),
  'campaigns.manifest': channel({
    /** executor: the workstation that would send it; null for this one. */
    input: v.strictObject({ campaign: Id, executor: v.optional(v.nullable(Id), null) }),
    output: ManifestView,
    access: writers,
    problems: ['message', 'lists', 'vault', 'journal'],
  }),
  'campaigns.check': channel({
    input: CampaignId,
    output: v.array(CheckResult),
    access: writers,
    problems: ['message', 'lists', 'checks', 'vault'],
  }),
  /** Ends a run that is going on; whoever waits for it is told so. */
  'campaigns.check-stop': channel({
    input: CampaignId,
    output: Nothing,
    access: writers,
    problems: ['checks', 'vault'],
  }),
  'campaigns.waive': channel({
    input: v.strictObject({
      campaign: Id,
      check: v.string(),
      reason: v.pipe(v.string(), v.maxLength(1000)),
    }),
    output: v.array(CheckResult),
    access: ['author'],
    problems: ['message', 'lists', 'checks', 'vault'],
  }),
}
