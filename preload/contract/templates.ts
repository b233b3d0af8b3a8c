import * as v from 'valibot'
import { CampaignView } from './campaigns.ts'
import { Count, channel, Id, Instant, Line, Nothing } from './channel.ts'
import { MailDocument } from './mail-document.ts'

/** What campaigns can be begun with; its id opens it as a campaign is opened. */
export const TemplateView = v.strictObject({
  id: Id,
  name: v.string(),
  subject: v.string(),
  updatedAt: Instant,
})
export type TemplateView = v.InferOutput<typeof TemplateView>

/** The end of messages: sender particulars and how to opt out, kept once and the same in every draft. */
export const FooterView = v.strictObject({
  id: Id,
  name: v.string(),
  /** The sender to whom it belongs; null: to any. */
  identity: v.nullable(Id),
  html: v.string(),
  /** Drafts and templates in which it stands. */
  drafts: Count,
  updatedAt: Instant,
})
export type FooterView = v.InferOutput<typeof FooterView>

const authors = ['author'] as const

export const templatesChannels = {
  'templates.list': channel({
    input: Nothing,
    output: v.array(TemplateView),
    access: 'member',
    problems: ['vault'],
  }),
  /** Keeps what a campaign says as a template. */
  'templates.save': channel({
    input: v.strictObject({ campaign: Id, name: Line }),
    output: CampaignView,
    access: authors,
    problems: ['message', 'vault'],
  }),
  /** A new draft that says what the template says. */
  'templates.begin': channel({
    input: v.strictObject({ template: Id, name: Line }),
    output: CampaignView,
    access: authors,
    problems: ['message', 'vault'],
  }),
  'templates.delete': channel({
    input: v.strictObject({ template: Id }),
    output: Nothing,
    access: authors,
    problems: ['message', 'vault'],
  }),
  'footers.list': channel({
    input: Nothing,
    output: v.array(FooterView),
    access: 'member',
    problems: ['vault'],
  }),
  /** Stores a footer and fills it into every draft in which it stands. Null makes a new one. */
  'footers.save': channel({
    input: v.strictObject({
      footer: v.nullable(Id),
      name: Line,
      identity: v.nullable(Id),
      document: MailDocument,
    }),
    output: v.array(FooterView),
    access: authors,
    problems: ['message', 'vault'],
  }),
  /** Drafts keep what it said. */
  'footers.delete': channel({
    input: v.strictObject({ footer: Id }),
    output: v.array(FooterView),
    access: authors,
    problems: ['message', 'vault'],
  }),
}
