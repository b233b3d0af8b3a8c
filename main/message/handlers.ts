import type { CampaignView, campaignsChannels } from '../../preload/contract/campaigns.ts'
import type { Caller, Handlers } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import type { Masking } from '../address/mask.ts'
import {
  audienceSummary,
  canReadAddresses,
  fieldsOf,
  freezeAudience,
  isAudienceReadable,
  isHidden,
  isSegmentHidden,
  listViews,
  segmentViews,
} from '../lists/lists.ts'
import type { Ports } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { recipientAt } from './audience.ts'
import {
  audienceOf,
  type Campaign,
  type CampaignChange,
  campaignOf,
  campaignSummaries,
  createCampaign,
  updateCampaign,
} from './campaign.ts'
import { attachedFile, attachFile, detachFile, readAttachments } from './campaign-attachment.ts'
import { copyCampaign, keptRules } from './campaign-copy.ts'
import { type Edit, requireDraft } from './campaign-state.ts'
import { isImage, toDataAddress } from './inline-image.ts'
import { readDocument } from './mail-document-reader.ts'
import { requireOffered } from './merge.ts'
import { type PreviewDocuments, renderPreview } from './preview.ts'
import { compileTemplate, templateBytes } from './template.ts'

export type MessageHandlers = Handlers<
  Omit<
    typeof campaignsChannels,
    | 'campaigns.manifest'
    | 'campaigns.check'
    | 'campaigns.check-stop'
    | 'campaigns.waive'
    | 'campaigns.test-send'
  >
>

export interface MessageOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'fileDialog'>
  /** Fails with `ipc.locked` when nobody is signed in. */
  readonly session: () => { readonly db: WritableDb }
  /** How addresses look to whoever may not read them; by the organization's policy. */
  readonly masking?: () => Masking
}

export function messageHandlers(
  options: MessageOptions,
  documents: PreviewDocuments,
): MessageHandlers {
  const { ports, session } = options
  const editBy = (caller: Caller): Edit => ({ member: caller.member, at: ports.clock.now() })
  const view = (campaign: Campaign): CampaignView => toView(campaign, session().db)
  return {
    'campaigns.list': () => campaignSummaries(session().db),
    'campaigns.create': ({ name }, caller) =>
      view(createCampaign(session().db, { name, random: ports.random, edit: editBy(caller) })),
    'campaigns.copy': ({ campaign }, caller) =>
      view(copyCampaign(session().db, campaign, { random: ports.random, edit: editBy(caller) })),
    'campaigns.get': ({ campaign }) => view(campaignOf(session().db, campaign)),
    'campaigns.update': ({ campaign, ...asked }, caller) => {
      const change = withoutUndefined(asked)
      const isContent = Object.keys(change).some((key) => key !== 'lists')
      if (isContent && !caller.roles.includes('author'))
        fail('ipc.not-allowed', { channel: 'campaigns.update' })
      const { db } = session()
      requireSeen(db, change)
      return view(updateCampaign(db, campaign, { change, edit: editBy(caller) }))
    },
    'campaigns.document': ({ html }) => readDocument(html),
    'campaigns.image': ({ campaign, attachment }) => {
      const image = attachedFile(session().db, campaign, attachment)
      return isImage(image) ? toDataAddress(image) : fail('message.no-such-attachment', {})
    },
    'campaigns.attach': async ({ campaign }, caller) => {
      const { db } = session()
      requireDraft(db, campaign)
      const path = await ports.fileDialog.chooseFile('attachment')
      if (path === null) return null
      await attachFile(db, campaign, { path, random: ports.random, edit: editBy(caller) })
      return view(campaignOf(db, campaign))
    },
    'campaigns.detach': ({ campaign, attachment }, caller) => {
      const { db } = session()
      detachFile(db, campaign, { attachment, edit: editBy(caller) })
      return view(campaignOf(db, campaign))
    },
    'campaigns.audience': ({ campaign }) => {
      const { db } = session()
      return audienceSummary(db, audienceOf(campaignOf(db, campaign)), ports.clock.now())
    },
    'campaigns.preview': async ({ campaign: id, index }, caller) => {
      const { db } = session()
      const campaign = campaignOf(db, id)
      const template = compileTemplate(templateBytes(campaign))
      const audience = audienceOf(campaign)
      const now = ports.clock.now()
      requireOffered(template.uses, fieldsOf(db, audience))
      const { count } = await audienceSummary(db, audience, now)
      if (count === 0) fail('lists.empty', {})
      const [row, at] = recipientAt(freezeAudience(db, audience, now), index)
      const isReader = canReadAddresses(caller.roles) && isAudienceReadable(db, audience)
      const masking = isReader ? null : (options.masking?.() ?? 'first-letter')
      const attachments = readAttachments(db, id)
      return renderPreview({ template, attachments, row, index: at, count, masking, documents })
    },
  }
}

/** Nobody takes lists or segments into a campaign that are hidden from them. */
function requireSeen(db: ReadableDb, { lists = [], audience }: CampaignChange): void {
  const named = [...lists, ...(audience?.exceptLists ?? [])]
  if (named.some((list) => isHidden(db, list))) fail('lists.no-such-list', {})
  if (audience?.segments.some((segment) => isSegmentHidden(db, segment)))
    fail('lists.no-such-segment', {})
}

function toView({ copiedFrom: _, ...campaign }: Campaign, db: WritableDb): CampaignView {
  const known = new Set(listViews(db).map((list) => list.id))
  // A list may have been deleted since: the campaign has to open all the same.
  const lists = campaign.lists.filter((list) => known.has(list))
  const segments = new Set(segmentViews(db).map((segment) => segment.id))
  const audience = keptRules(campaign.audience, known, segments)
  return {
    ...campaign,
    lists,
    audience,
    attachments: [...campaign.attachments],
    fields: [...fieldsOf(db, { lists, ...audience })],
    updatedAt: new Date(campaign.updatedAt).toISOString(),
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** An optional input that was not given says nothing; it does not say "empty". */
function withoutUndefined<T extends object>(input: T): Defined<T> {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Defined<T>
}
