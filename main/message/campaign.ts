import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { CampaignSummary, TextState } from '../../preload/contract/campaigns.ts'
import type { MailDocument } from '../../preload/contract/mail-document.ts'
import { type Audience, AudienceRules } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import { isHidden, isSegmentHidden } from '../lists/lists.ts'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { Attachment } from './attachment.ts'
import { type AttachmentInfo, attachmentsOf, readAttachments } from './campaign-attachment.ts'
import { type CampaignState, type Edit, noteEdit, requireDraft } from './campaign-state.ts'
import { keepVersion, type StoredContent, versionContent } from './campaign-version.ts'
import type { Charset } from './charset.ts'
import { writeDocument } from './mail-document.ts'
import { plainTextOf } from './plain-text.ts'
import { templateBytes } from './template.ts'

/** A campaign (配信) as the vault keeps it. Instants are ISO 8601, updatedAt in milliseconds. */
export interface Campaign {
  readonly id: string
  readonly name: string
  readonly state: CampaignState
  /** Hash of the request record it was filed under. */
  readonly request: string | null
  /** The campaign that it is a copy of. */
  readonly copiedFrom: string | null
  readonly lists: readonly string[]
  readonly audience: AudienceRules
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Whether the plain text is made from the HTML, a person's own, or such and the HTML has changed. */
  readonly textState: TextState
  readonly identity: string | null
  readonly route: string | null
  readonly windowFrom: string | null
  readonly windowUntil: string | null
  readonly charset: Charset
  readonly attachments: readonly AttachmentInfo[]
  /** Written like a draft, never filed: others are begun with it. */
  readonly isTemplate: boolean
  /** How often what it says has changed. */
  readonly edition: number
  /** The merge field that names each recipient's own file; null: nobody gets one. */
  readonly fileColumn: string | null
  /** Another number after every change of those files. */
  readonly fileVersion: number
  readonly updatedAt: number
}

export type CampaignChange = Partial<
  Pick<
    Campaign,
    | 'name'
    | 'lists'
    | 'audience'
    | 'subject'
    | 'text'
    | 'html'
    | 'identity'
    | 'route'
    | 'windowFrom'
    | 'windowUntil'
    | 'charset'
    | 'fileColumn'
  >
> & {
  /** Instead of the HTML: what the visual editor shows. */
  readonly document?: MailDocument
  /** True: the plain text is made from the HTML from now on, whatever stands there. */
  readonly textFollows?: boolean
}

interface CampaignRow {
  readonly id: string
  readonly name: string
  readonly state: CampaignState
  readonly request: string | null
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly identity: string | null
  readonly route: string | null
  readonly window_from: string | null
  readonly window_until: string | null
  readonly charset: Charset
  readonly copied_from: string | null
  readonly audience_rules: string
  readonly text_basis: string | null
  readonly is_template: 0 | 1
  readonly edition: number
  readonly file_column: string | null
  readonly file_version: number
  readonly updated_at: number
}

const StoredRules = v.pipe(v.string(), v.parseJson(), AudienceRules)

/** Everything that decides on who gets it. */
export function audienceOf({ lists, audience }: Pick<Campaign, 'lists' | 'audience'>): Audience {
  return { lists, ...audience }
}

/** Newest change first. */
export function campaignSummaries(db: ReadableDb): CampaignSummary[] {
  return db
    .prepare<
      Pick<CampaignRow, 'id' | 'name' | 'state' | 'request' | 'updated_at' | 'audience_rules'>
    >(
      `SELECT id, name, state, request, updated_at, audience_rules FROM campaign
       WHERE is_template = 0
       ORDER BY updated_at DESC, id`,
    )
    .all()
    .filter(({ id, audience_rules }) => isForThisMember(db, id, audience_rules))
    .map(({ updated_at, audience_rules: _, ...row }) => ({
      ...row,
      updatedAt: new Date(updated_at).toISOString(),
    }))
}

/** Whoever does not see one of its lists or segments does not see the campaign. */
function isForThisMember(db: ReadableDb, id: string, rules: string): boolean {
  const { segments, exceptLists } = v.parse(StoredRules, rules)
  const lists = [...listsOf(db, id), ...exceptLists]
  return (
    !lists.some((list) => isHidden(db, list)) &&
    !segments.some((segment) => isSegmentHidden(db, segment))
  )
}

function listsOf(db: ReadableDb, id: string): string[] {
  return db
    .prepare<{ list: string }>(
      'SELECT list FROM campaign_list WHERE campaign = ? ORDER BY position',
    )
    .all(id)
    .map(({ list }) => list)
}

/** Names of the drafts whose audience names this segment. */
export function draftsWithSegment(db: ReadableDb, segment: string): string[] {
  return db
    .prepare<{ name: string }>(
      `SELECT name FROM campaign WHERE state = 'draft' AND EXISTS (
         SELECT 1 FROM json_each(audience_rules, '$.segments') s WHERE s.value = ?)
       ORDER BY name`,
    )
    .all(segment)
    .map(({ name }) => name)
}

/** Fails with `message.no-such-campaign`. */
export function campaignOf(db: ReadableDb, id: string): Campaign {
  const row = db.prepare<CampaignRow>('SELECT * FROM campaign WHERE id = ?').get(id)
  if (row === undefined || !isForThisMember(db, id, row.audience_rules))
    fail('message.no-such-campaign', {})
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    request: row.request,
    copiedFrom: row.copied_from,
    lists: listsOf(db, id),
    audience: v.parse(StoredRules, row.audience_rules),
    subject: row.subject,
    text: row.text,
    html: row.html,
    textState: textStateOf(row),
    identity: row.identity,
    route: row.route,
    windowFrom: row.window_from,
    windowUntil: row.window_until,
    charset: row.charset,
    attachments: attachmentsOf(db, id),
    isTemplate: row.is_template === 1,
    edition: row.edition,
    fileColumn: row.file_column,
    fileVersion: row.file_version,
    updatedAt: row.updated_at,
  }
}

/** The requests under which campaigns to exactly these lists were filed here, in any order. */
export function requestsTo(db: ReadableDb, lists: readonly string[]): string[] {
  const wanted = [...new Set(lists)].sort().join()
  return db
    .prepare<{ request: string; lists: string }>(
      `SELECT c.request, group_concat(l.list, ',' ORDER BY l.list) AS lists
       FROM campaign c JOIN campaign_list l ON l.campaign = c.id
       WHERE c.request IS NOT NULL GROUP BY c.id`,
    )
    .all()
    .filter((row) => row.lists === wanted)
    .map((row) => row.request)
}

export function createCampaign(
  db: WritableDb,
  { name, random, edit }: { name: string; random: Random; edit: Edit },
): Campaign {
  const id = `c-${Buffer.from(random.bytes(12)).toString('hex')}`
  db.transaction(() => {
    db.prepare(
      `INSERT INTO campaign (id, name, state, subject, text, html, updated_at)
       VALUES (?, ?, 'draft', '', '', '', ?)`,
    ).run(id, name, edit.at)
    noteEdit(db, id, edit)
  })
  return campaignOf(db, id)
}

/**
 * Changes what is named and nothing else. edition: the one that whoever writes has seen; what they
 * write is not put over another. Fails with `message.campaign-filed`, `message.changed-elsewhere`.
 */
export function updateCampaign(
  db: WritableDb,
  id: string,
  { change, edit, edition }: { change: CampaignChange; edit: Edit; edition?: number | undefined },
): Campaign {
  return db.transaction(() => {
    requireDraft(db, id)
    const before = campaignOf(db, id)
    if (edition !== undefined && edition !== before.edition && isContent(change))
      fail('message.changed-elsewhere', {})
    const next = { ...before, ...change }
    if (
      next.windowFrom !== null &&
      next.windowUntil !== null &&
      next.windowUntil <= next.windowFrom
    )
      fail('message.window-ends-first', {})
    db.prepare(
      `UPDATE campaign SET name = ?, identity = ?, route = ?, window_from = ?, window_until = ?,
       audience_rules = ?, charset = ?, file_column = ? WHERE id = ?`,
    ).run(
      next.name,
      next.identity,
      next.route,
      next.windowFrom,
      next.windowUntil,
      JSON.stringify(next.audience),
      next.charset,
      next.fileColumn,
      id,
    )
    if (isContent(change))
      storeContent(db, id, { content: contentAfter(db, id, change), edit, restored: null })
    if (change.lists !== undefined) replaceLists(db, id, change.lists)
    noteEdit(db, id, edit)
    return campaignOf(db, id)
  })
}

/**
 * Makes a kept version what the draft says. Fails with `message.campaign-filed`,
 * `message.no-such-version`.
 */
export function restoreVersion(
  db: WritableDb,
  id: string,
  { number, edit }: { number: number; edit: Edit },
): Campaign {
  return db.transaction(() => {
    requireDraft(db, id)
    storeContent(db, id, { content: versionContent(db, id, number), edit, restored: number })
    noteEdit(db, id, edit)
    return campaignOf(db, id)
  })
}

function isContent(change: CampaignChange): boolean {
  const { subject, text, html, document, textFollows } = change
  return [subject, text, html, document, textFollows].some((each) => each !== undefined)
}

/** Nothing happens where nothing is different. */
function storeContent(
  db: WritableDb,
  id: string,
  kept: { content: StoredContent; edit: Edit; restored: number | null },
): void {
  const { subject, text, html, textBasis } = kept.content
  const stored = db
    .prepare(
      `UPDATE campaign SET subject = ?, text = ?, html = ?, text_basis = ?, edition = edition + 1
       WHERE id = ? AND (subject, text, html, text_basis) IS NOT (?, ?, ?, ?)`,
    )
    .run(subject, text, html, textBasis, id, subject, text, html, textBasis)
  if (stored.changes === 1) keepVersion(db, id, kept)
}

/** What it says after a change: a text that nobody has written follows the HTML. */
function contentAfter(db: ReadableDb, id: string, change: CampaignChange): StoredContent {
  const before = db
    .prepare<Pick<CampaignRow, 'subject' | 'text' | 'html' | 'text_basis'>>(
      'SELECT subject, text, html, text_basis FROM campaign WHERE id = ?',
    )
    .get(id)
  if (before === undefined) fail('message.no-such-campaign', {})
  const html =
    change.document === undefined ? (change.html ?? before.html) : writeDocument(change.document)
  const made = plainTextOf(html)
  const { text, subject = before.subject } = change
  const isOwn = text !== undefined && text !== before.text && text !== made
  if (isOwn) return { subject, text, html, textBasis: digestOf(made) }
  const follows = change.textFollows === true || before.text_basis === null || text === made
  const kept = text ?? before.text
  if (follows) return { subject, text: html === '' ? kept : made, html, textBasis: null }
  return { subject, text: kept, html, textBasis: before.text_basis }
}

function textStateOf(row: Pick<CampaignRow, 'html' | 'text_basis'>): TextState {
  if (row.text_basis === null) return 'generated'
  const isBehind = row.text_basis !== '' && row.text_basis !== digestOf(plainTextOf(row.html))
  return isBehind ? 'behind' : 'own'
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function replaceLists(db: WritableDb, id: string, lists: readonly string[]): void {
  db.prepare('DELETE FROM campaign_list WHERE campaign = ?').run(id)
  const insert = db.prepare('INSERT INTO campaign_list (campaign, list, position) VALUES (?, ?, ?)')
  for (const [position, list] of [...new Set(lists)].entries()) insert.run(id, list, position)
}

export interface CampaignSnapshot {
  readonly campaign: Campaign
  readonly templateBytes: Uint8Array
  readonly attachments: readonly Attachment[]
  /** Members who wrote or changed any part of it, in this vault. */
  readonly editors: readonly string[]
}

/** A campaign with everything it consists of. Fails with `message.no-such-campaign`. */
export function readCampaign(db: ReadableDb, id: string): CampaignSnapshot {
  const campaign = campaignOf(db, id)
  const editors = db
    .prepare<{ member: string }>(
      'SELECT member FROM campaign_editor WHERE campaign = ? ORDER BY member',
    )
    .all(id)
  return {
    campaign,
    templateBytes: templateBytes(campaign),
    attachments: readAttachments(db, id),
    editors: editors.map((each) => each.member),
  }
}

/** What a request is made of, read in one go. Fails with `message.campaign-filed`. */
export function snapshotCampaign(db: WritableDb, id: string): CampaignSnapshot {
  return db.transaction(() => {
    requireDraft(db, id)
    const snapshot = readCampaign(db, id)
    if (snapshot.campaign.isTemplate) fail('message.no-such-campaign', {})
    return snapshot
  })
}
