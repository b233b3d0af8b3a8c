import { setImmediate } from 'node:timers/promises'
import type { Language } from '../../preload/contract/app.ts'
import type { approvalChannels, RequestSummary, StopView } from '../../preload/contract/approval.ts'
import type { CheckResult, campaignsChannels } from '../../preload/contract/campaigns.ts'
import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { parcelsChannels } from '../../preload/contract/parcels.ts'
import type { routeKeysChannels } from '../../preload/contract/route-keys.ts'
import type { routesChannels } from '../../preload/contract/routes.ts'
import type { ruleTrialChannels } from '../../preload/contract/rule-trial.ts'
import type { WayView } from '../../preload/contract/way.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { maskResults } from '../checks/checks.ts'
import type { FileTokens } from '../file-token.ts'
import type { Session } from '../identity/identity.ts'
import { canReadAddresses } from '../lists/lists.ts'
import { campaignOf, type PreviewDocuments, renderPreview } from '../message/message.ts'
import type { Ports } from '../ports.ts'
import { fingerprintWords } from '../vault/vault.ts'
import { attachmentFlags } from './attachment-flag.ts'
import { type Decision, decisionProblem, recordDecision } from './decide.ts'
import { type DelegationChannel, delegationHandlers } from './delegation-acts.ts'
import { draftGroups, toGroupViews } from './draft-groups.ts'
import { toDraftManifest } from './draft-manifest.ts'
import { executorsOf } from './executors.ts'
import { fileRequest } from './file.ts'
import { keyRenewalHandlers } from './key-renewal-acts.ts'
import { linksOfRequest } from './link-table.ts'
import { toManifestView } from './manifest.ts'
import { type OpenedRequest, requestOf } from './open-request.ts'
import { type OwnFileHandlers, ownFileHandlers } from './own-file-acts.ts'
import { parcelHandlers } from './parcel-acts.ts'
import { cancel, recordComment, withdraw } from './request-acts.ts'
import { createRequestReader, type RequestReader } from './request-reader.ts'
import { notViewed, openedOf, type ReviewRules, toViewItems } from './review.ts'
import { type ReviewChannel, reviewHandlers } from './review-acts.ts'
import { routeHandlers } from './route-acts.ts'
import { ruleTrialHandlers } from './rule-trial.ts'
import type { Standing } from './standing.ts'
import { stopStateOf } from './stop-state.ts'
import { standingIn, toCommentViews, toDecisionViews, toSummary } from './summary.ts'
import { wayOf } from './way.ts'

export interface ApprovalOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'version' | 'fileDialog'>
  readonly fileTokens: FileTokens
  /** In which the words of digests are shown. */
  readonly language: () => Language
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  /** The six digits again, before a signature. Fails with `identity.*`. */
  readonly stepUp: StepUp
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
  readonly previewDocuments: PreviewDocuments
  /** The checks of a campaign as they stand now, with what was waived. */
  readonly resultsFor: (campaign: string) => Promise<readonly CheckResult[]>
  /** Another text when anything that the checks look at has changed. */
  readonly stateOf: (campaign: string) => string
}

type Channels = typeof approvalChannels &
  Omit<typeof routesChannels, 'routes.test' | 'routes.test-direct'> &
  typeof routeKeysChannels &
  typeof parcelsChannels &
  typeof ruleTrialChannels &
  Pick<typeof campaignsChannels, 'campaigns.manifest'>
export type ApprovalHandlers = Handlers<Channels> & OwnFileHandlers

interface Context extends ApprovalOptions {
  readonly reader: RequestReader
  readonly summaryOf: (request: string) => Promise<RequestSummary>
  readonly draftChecks: (campaign: string) => Promise<readonly CheckResult[]>
}

export interface Approval {
  readonly handlers: ApprovalHandlers
  /** Of those that were filed since, newest first; milliseconds. */
  readonly summaries: (since: number) => Promise<RequestSummary[]>
  readonly stopState: (request: string) => StopView | null
}

export function createApproval(options: ApprovalOptions): Approval {
  const reader = createRequestReader()
  const context: Context = {
    ...options,
    reader,
    draftChecks: rememberingLast(async (campaign) => {
      const { updatedAt } = campaignOf(options.session().db, campaign)
      return { key: `${campaign} ${updatedAt}`, read: () => options.resultsFor(campaign) }
    }),
    async summaryOf(hash) {
      const session = options.session()
      const now = options.ports.clock.now()
      const standing = standingIn(session, requestOf(session.journal, hash), now)
      const campaignName = await reader.campaignName(session, hash)
      return toSummary(session, standing, { campaignName, now })
    },
  }
  return {
    summaries: (since) => summariesOf(context, since),
    stopState: (request) => stopStateIn(context, request),
    handlers: {
      ...requestHandlers(context),
      ...delegationHandlers(context),
      ...reviewHandlers(context),
      ...ownFileHandlers(context),
      ...routeHandlers(context),
      ...keyRenewalHandlers(context),
      ...parcelHandlers(context),
      ...ruleTrialHandlers(context),
      'campaigns.groups': ({ campaign }) =>
        draftGroups(options.session(), campaign, options.ports.clock.now()),
      async 'campaigns.manifest'({ campaign, executor }) {
        const checks = await context.draftChecks(campaign)
        return toDraftManifest(options.session(), {
          ...{ campaign, executor, checks },
          version: options.ports.version,
          nowMs: options.ports.clock.now(),
        })
      },
    },
  }
}

/**
 * The panel with the growing statement asks at every keystroke, and the checks read every row: they
 * run again when the campaign has changed. Filing asks for them anew.
 */
function rememberingLast<T>(
  find: (input: string) => Promise<{ readonly key: string; readonly read: () => Promise<T> }>,
): (input: string) => Promise<T> {
  let last: { readonly key: string; readonly value: Promise<T> } | null = null
  return async (input) => {
    const { key, read } = await find(input)
    if (last?.key !== key) last = { key, value: read() }
    const { value } = last
    try {
      return await value
    } catch (error) {
      last = null
      throw error
    }
  }
}

function requestHandlers(
  context: Context,
): Omit<Handlers<typeof approvalChannels>, DelegationChannel | ReviewChannel | 'campaigns.groups'> {
  const { ports, reader, summaryOf } = context
  const changed = async (request: string) => {
    context.emit('journal.changed', {})
    return summaryOf(request)
  }
  return {
    async 'approval.file'(input) {
      const { campaign } = input
      const state = context.stateOf(campaign)
      const checks = await context.resultsFor(campaign)
      const isUnchanged = () => context.stateOf(campaign) === state
      return changed(await fileRequest(context.session(), ports, { ...input, checks, isUnchanged }))
    },
    'approval.executors': () => executorsOf(context.session()),
    'approval.list': () => summariesOf(context, 0),
    async 'approval.review'({ request }) {
      const session = context.session()
      const opened = await reader.open(session, request)
      const standing = standingIn(session, opened.request, ports.clock.now())
      const way = await wayOf(session, reader, opened.manifest)
      const rules = reviewRules(session, opened, way)
      const { typeCountFrom } = session.journal.policy().rules
      return {
        summary: await summaryOf(request),
        comment: opened.manifest.comment,
        manifest: viewOf(context, session, opened),
        items: toViewItems(opened, rules),
        checks: canReadAddresses(session.roles)
          ? opened.manifest.checks
          : maskResults(opened.manifest.checks, session.journal.policy().rules.masking),
        links: [...rules.links],
        attachments: toFlagViews(opened),
        decisions: toDecisionViews(session, standing),
        comments: toCommentViews(session, standing),
        groups: toGroupViews(opened.survey),
        headers: toHeaderViews(opened),
        way,
        urgent: opened.manifest.urgent,
        typesCount: typeCountFrom !== null && opened.manifest.audience.count >= typeCountFrom,
        domains: opened.manifest.audience.domains,
      }
    },
    async 'approval.preview'({ request, index }) {
      const session = context.session()
      const { rowAt, template, manifest, attachments } = await reader.open(session, request)
      const row = (await rowAt(index)) ?? fail('approval.recipients-altered', { index })
      const preview = renderPreview({
        template,
        attachments: manifest.attachments.map(({ name, type }, at) => ({
          ...{ name, type, bytes: attachments[at] ?? new Uint8Array() },
        })),
        row,
        index,
        count: manifest.audience.count,
        masking: canReadAddresses(session.roles) ? null : session.journal.policy().rules.masking,
        documents: context.previewDocuments,
      })
      reader.shown(session, request).add(`message:${index}`)
      const { file } = row
      const ownFile =
        manifest.files === undefined
          ? null
          : file === undefined
            ? { state: 'empty' as const, named: '', file: null }
            : { state: 'assigned' as const, named: file.name, file }
      return { ...preview, ownFile }
    },
    async 'approval.decide'({ request, code, ...given }) {
      const session = context.session()
      await requireDecidable(context, session, { request, given })
      await context.stepUp(code, 'approve')
      // Asked again: a rejection may have come while the code was typed.
      const { standing, decision } = await requireDecidable(context, session, { request, given })
      const now = ports.clock.now()
      await recordDecision(session, standing, { decision, random: ports.random, now })
      return changed(request)
    },
    async 'approval.cancel'({ request }) {
      const session = context.session()
      const now = ports.clock.now()
      await cancel(session, standingIn(session, requestOf(session.journal, request), now), now)
      return changed(request)
    },
    'approval.stop-state': ({ request }) => stopStateIn(context, request),
    async 'approval.comment'({ request, comment }) {
      const session = context.session()
      const find = () => standingIn(session, requestOf(session.journal, request), ports.clock.now())
      await recordComment(session, find(), { comment, random: ports.random })
      context.emit('journal.changed', {})
      return toCommentViews(session, find())
    },
    async 'approval.withdraw'({ request }) {
      const session = context.session()
      const now = ports.clock.now()
      const standing = standingIn(session, requestOf(session.journal, request), now)
      await withdraw(session, standing, now)
      return changed(request)
    },
  }
}

/** Whatever else waits gets its turn between two of them: they can be many. */
async function summariesOf(
  { session, summaryOf }: Context,
  since: number,
): Promise<RequestSummary[]> {
  const summaries: RequestSummary[] = []
  for (const { hash, header } of session().journal.recordsOf('request')) {
    if (Date.parse(header.at) < since) continue
    summaries.push(await summaryOf(hash))
    await setImmediate()
  }
  return summaries.sort((a, b) => (a.filedAt < b.filedAt ? 1 : -1))
}

function stopStateIn(context: Context, request: string): StopView | null {
  const session = context.session()
  const now = context.ports.clock.now()
  return stopStateOf(session, standingIn(session, requestOf(session.journal, request), now), now)
}

function toFlagViews({ manifest, attachments }: OpenedRequest) {
  return manifest.attachments.map((each, at) => ({
    sha256: each.sha256,
    flags: attachmentFlags(each, attachments[at] ?? new Uint8Array()),
  }))
}

/** Those that a person chooses; the rest follows from the recipient. */
function toHeaderViews({ manifest: { headers }, template }: OpenedRequest) {
  const { from, replyTo, envelopeSender, listUnsubscribe } = headers
  const all = [
    ['From', `${from.name} <${from.address}>`],
    ['Reply-To', replyTo],
    ['Return-Path', envelopeSender],
    ['Subject', template.source.subject],
    ['List-Unsubscribe', listUnsubscribe],
  ] as const
  return all.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
}

function reviewRules(session: Session, opened: OpenedRequest, { state }: WayView): ReviewRules {
  const { looks } = session.journal.policy().rules
  const isMasked = !canReadAddresses(session.roles)
  return { links: linksOfRequest(opened), isMasked, isWayOther: state !== 'same', looks }
}

/** What will be signed, once it is clear that it may be. */
async function requireDecidable(
  { ports, reader }: Context,
  session: Session,
  { request, given }: { readonly request: string; readonly given: Decision },
): Promise<{ readonly standing: Standing; readonly decision: Decision }> {
  const now = ports.clock.now()
  const standing = standingIn(session, requestOf(session.journal, request), now)
  const problem = decisionProblem(session, standing, { verdict: given.verdict, now })
  if (problem !== null) throw new ProblemError(problem)
  if (given.verdict !== 'approve') return { standing, decision: given }
  // Nobody signs what this workstation has not opened and recomputed itself.
  const opened = await reader.open(session, request)
  const rules = reviewRules(session, opened, await wayOf(session, reader, opened.manifest))
  const items = toViewItems(opened, rules)
  const shown = reader.shown(session, request)
  const missing = notViewed(items, given.viewed, shown)
  if (missing !== null) fail('approval.not-viewed', { what: missing.label || missing.item })
  const { typeCountFrom } = session.journal.policy().rules
  const actual = opened.manifest.audience.count
  if (typeCountFrom !== null && actual >= typeCountFrom && given.typedCount !== actual)
    fail('approval.count-mismatch', { typed: given.typedCount ?? '', actual })
  // Whose file is which is part of what is signed: every one of them is opened and compared first.
  await opened.files?.verifyAll()
  const viewed = openedOf(items, { viewed: given.viewed, shown, looks: rules.looks })
  return { standing, decision: { ...given, viewed } }
}

function viewOf({ language }: Context, { journal }: Session, opened: OpenedRequest) {
  const { manifest, request, template } = opened
  const digest = request.body.manifest
  return toManifestView(manifest, {
    subject: template.source.subject,
    executorName: journal.directory().workstationNameOf(manifest.executor),
    digest,
    words: fingerprintWords(digest, language()),
  })
}
