import * as v from 'valibot'
import { CampaignView } from './campaigns.ts'
import { Count, channel, Id, Instant, Text } from './channel.ts'
import { MailDocument } from './mail-document.ts'

/** A run of text that both have, that only the newer has, or that only the older has. */
export const TextChange = v.strictObject({
  kind: v.picklist(['same', 'added', 'gone']),
  text: v.string(),
})
export type TextChange = v.InferOutput<typeof TextChange>

/** What a draft said at one time. */
export const VersionView = v.strictObject({
  /** From 1, oldest first; the newest is what the draft says now. */
  number: Count,
  /** Who wrote it; null: it was there before versions were kept. */
  member: v.nullable(Id),
  /** Of its last save. */
  at: Instant,
  subject: v.string(),
  /** The version that was brought back with it; null when somebody wrote it. */
  restored: v.nullable(Count),
})
export type VersionView = v.InferOutput<typeof VersionView>

/** A version that is kept; the draft as it is stored; or what is written and not yet stored. */
const Side = v.variant('is', [
  v.strictObject({ is: v.literal('version'), number: Count }),
  v.strictObject({ is: v.literal('stored') }),
  v.strictObject({
    is: v.literal('written'),
    subject: v.pipe(v.string(), v.maxLength(998)),
    text: Text,
    html: Text,
    /** Instead of html: what the visual editor shows. */
    document: v.nullable(MailDocument),
  }),
])
export type Side = v.InferOutput<typeof Side>

/** As it looks with each merge field's name for its value. */
const Looks = v.strictObject({
  /** Path under preview://document/, or null when there is no HTML. */
  htmlDocument: v.nullable(v.string()),
  text: v.string(),
})

export const ComparisonView = v.strictObject({
  /** What differs, in words; a part that is the same is not there. */
  parts: v.array(
    v.strictObject({
      part: v.picklist(['subject', 'text', 'html']),
      changes: v.array(TextChange),
    }),
  ),
  before: Looks,
  after: Looks,
})
export type ComparisonView = v.InferOutput<typeof ComparisonView>

const readers = ['author', 'list-manager'] as const

export const versionsChannels = {
  /** Newest first. */
  'campaigns.versions': channel({
    input: v.strictObject({ campaign: Id }),
    output: v.array(VersionView),
    access: readers,
    problems: ['message', 'vault'],
  }),
  'campaigns.compare': channel({
    input: v.strictObject({ campaign: Id, before: Side, after: Side }),
    output: ComparisonView,
    access: readers,
    problems: ['message', 'vault'],
  }),
  /** Makes a version what the draft says; what it said before stays a version too. */
  'campaigns.restore': channel({
    input: v.strictObject({ campaign: Id, number: Count }),
    output: CampaignView,
    access: ['author'],
    problems: ['message', 'vault'],
  }),
}
