import type {
  CampaignView,
  campaignsChannels,
  MessagePreview,
} from '../../preload/contract/campaigns.ts'
import type { Caller, Handlers } from '../../preload/contract/channel.ts'
import type { FilesProgress } from '../../preload/contract/recipient-files.ts'
import type { templatesChannels } from '../../preload/contract/templates.ts'
import type { versionsChannels } from '../../preload/contract/versions.ts'
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
  restoreVersion,
  updateCampaign,
} from './campaign.ts'
import { attachedFile, attachFile, detachFile, readAttachments } from './campaign-attachment.ts'
import { copyCampaign, keptRules } from './campaign-copy.ts'
import { type Edit, requireDraft } from './campaign-state.ts'
import { versionsOf } from './campaign-version.ts'
import { compareDrafts } from './comparison.ts'
import { conditionMarkers } from './condition-marker.ts'
import { deleteFooter, followSender, footerViews, saveFooter } from './footer.ts'
import { contentIdOf, isImage, toDataAddress } from './inline-image.ts'
import { readDocument } from './mail-document-reader.ts'
import { type Fields, requireOffered } from './merge.ts'
import { writeMergeMarker } from './merge-marker.ts'
import {
  beginWithTemplate,
  deleteTemplate,
  saveAsTemplate,
  templateViews,
} from './message-template.ts'
import { type PreviewDocuments, renderPreview } from './preview.ts'
import { recipientFileLike } from './recipient-file.ts'
import { type RecipientFileHandlers, recipientFileHandlers } from './recipient-file-acts.ts'
import { createFileAssignment } from './recipient-file-assignment.ts'
import { compileTemplate, templateBytes } from './template.ts'

export type MessageHandlers = Handlers<
  Omit<
    typeof campaignsChannels,
    | 'campaigns.manifest'
    | 'campaigns.check'
    | 'campaigns.check-stop'
    | 'campaigns.waive'
    | 'campaigns.test-send'
  > &
    typeof versionsChannels &
    typeof templatesChannels
> &
  RecipientFileHandlers

export interface MessageOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'fileDialog'>
  /** Fails with `ipc.locked` when nobody is signed in. */
  readonly session: () => { readonly db: WritableDb }
  /** How addresses look to whoever may not read them; by the organization's policy. */
  readonly masking?: () => Masking
  /** How far the reading of recipients' files has come. */
  readonly onFilesProgress?: (progress: FilesProgress) => void
}

export function messageHandlers(
  options: MessageOptions,
  documents: PreviewDocuments,
): MessageHandlers {
  const { ports, session } = options
  const editBy = (caller: Caller): Edit => ({ member: caller.member, at: ports.clock.now() })
  const made = (name: string, caller: Caller) => ({
    ...{ name, random: ports.random },
    edit: editBy(caller),
  })
  const view = (campaign: Campaign): CampaignView => toView(campaign, session().db)
  const masking = () => options.masking?.() ?? 'first-letter'
  const onProgress = options.onFilesProgress ?? (() => undefined)
  return {
    ...recipientFileHandlers({ ports, session, masking, onProgress }),
    'campaigns.list': () => campaignSummaries(session().db),
    'campaigns.create': ({ name }, caller) =>
      view(createCampaign(session().db, { name, random: ports.random, edit: editBy(caller) })),
    'campaigns.copy': ({ campaign }, caller) =>
      view(copyCampaign(session().db, campaign, { random: ports.random, edit: editBy(caller) })),
    'campaigns.get': ({ campaign }) => view(campaignOf(session().db, campaign)),
    'campaigns.update': ({ campaign, edition, ...asked }, caller) => {
      const change = withoutUndefined(asked)
      const isContent = Object.keys(change).some((key) => key !== 'lists')
      if (isContent && !caller.roles.includes('author'))
        fail('ipc.not-allowed', { channel: 'campaigns.update' })
      const { db } = session()
      requireSeen(db, change)
      const edit = editBy(caller)
      return db.transaction(() => {
        followSender(db, updateCampaign(db, campaign, { change, edit, edition }), edit)
        return view(campaignOf(db, campaign))
      })
    },
    'campaigns.versions': ({ campaign }) => versionsOf(session().db, campaign),
    'campaigns.compare': ({ campaign, before, after }) =>
      compareDrafts(session().db, campaign, { before, after, documents }),
    'campaigns.restore': ({ campaign, number }, caller) =>
      view(restoreVersion(session().db, campaign, { number, edit: editBy(caller) })),
    'templates.list': () => templateViews(session().db),
    'templates.save': ({ campaign, name }, caller) =>
      view(saveAsTemplate(session().db, campaign, made(name, caller))),
    'templates.begin': ({ template, name }, caller) =>
      view(beginWithTemplate(session().db, template, made(name, caller))),
    'templates.delete': ({ template }) => {
      deleteTemplate(session().db, template)
      return {}
    },
    'footers.list': () => footerViews(session().db),
    'footers.save': ({ footer, identity, document, name }, caller) => {
      saveFooter(session().db, footer, { identity, document, ...made(name, caller) })
      return footerViews(session().db)
    },
    'footers.delete': ({ footer }, caller) => {
      deleteFooter(session().db, footer, editBy(caller))
      return footerViews(session().db)
    },
    'campaigns.document': ({ html }) => readDocument(html),
    'campaigns.markers': ({ of }) =>
      'is' in of ? conditionMarkers(of) : { before: writeMergeMarker(of), behind: '' },
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
      const shownMasking = isReader ? null : masking()
      const attachments = readAttachments(db, id)
      const preview = renderPreview({
        ...{ template, attachments, row, index: at, count, documents, masking: shownMasking },
      })
      return { ...preview, ownFile: ownFileOf(db, campaign, row.fields) }
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

function ownFileOf(
  db: WritableDb,
  { id, fileColumn }: Campaign,
  fields: Fields,
): MessagePreview['ownFile'] {
  if (fileColumn === null) return null
  const { named } = createFileAssignment(fileColumn, []).look(fields)
  const like = named === '' ? null : recipientFileLike(db, id, named)
  const { state, file } = createFileAssignment(fileColumn, like === null ? [] : [like]).look(fields)
  return { state, named, file }
}

function toView(
  { copiedFrom: _, fileVersion: __, ...campaign }: Campaign,
  db: WritableDb,
): CampaignView {
  const known = new Set(listViews(db).map((list) => list.id))
  // A list may have been deleted since: the campaign has to open all the same.
  const lists = campaign.lists.filter((list) => known.has(list))
  const segments = new Set(segmentViews(db).map((segment) => segment.id))
  const audience = keptRules(campaign.audience, known, segments)
  return {
    ...campaign,
    lists,
    audience,
    attachments: campaign.attachments.map((each) => ({
      ...each,
      contentId: `cid:${contentIdOf(each.sha256)}`,
    })),
    // A template has no lists yet: it may name what any of them offers.
    fields: campaign.isTemplate
      ? [...new Set(listViews(db).flatMap((list) => list.fields))]
      : [...fieldsOf(db, { lists, ...audience })],
    updatedAt: new Date(campaign.updatedAt).toISOString(),
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** An optional input that was not given says nothing; it does not say "empty". */
function withoutUndefined<T extends object>(input: T): Defined<T> {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Defined<T>
}
