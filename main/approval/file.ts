import type { RequestState } from '../../preload/contract/approval.ts'
import type { CheckResult } from '../../preload/contract/campaigns.ts'
import type { Removed } from '../../preload/contract/segments.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { requireCleared } from '../checks/checks.ts'
import type { Session } from '../identity/identity.ts'
import {
  canaryFor,
  type DirectoryMember,
  type DirectoryWorkstation,
  type Journal,
  type Route,
  type SenderIdentity,
  type VerifiedRecord,
} from '../journal/journal.ts'
import { audienceSummary, editorsOf, fieldsOf, freezeAudience, listViews } from '../lists/lists.ts'
import { audienceOf, campaignOf, markFiled, snapshotCampaign } from '../message/message.ts'
import type { Clock, Random } from '../ports.ts'
import { approversFor, areEnough } from './approvers.ts'
import { departmentOf } from './audience-department.ts'
import { type AudienceWork, openAudienceWork } from './audience-work.ts'
import { foldDelegations } from './delegation.ts'
import { sha256 } from './digest.ts'
import { directProblem } from './direct-rule.ts'
import { entryProblem, type Way } from './entry-problem.ts'
import { executorOf } from './executors.ts'
import { type FrozenAudience, freeze } from './freeze.ts'
import { filesToFreeze } from './frozen-files.ts'
import { relayProblem } from './machine-limit.ts'
import { encodeManifest, headersOf, type Manifest, manifestDigest } from './manifest.ts'
import { requireReach } from './own-reach.ts'
import { foldRequestState } from './request-state.ts'
import { sealContent } from './seal-content.ts'
import { certificateProblem } from './sender-certificate.ts'
import { senderKeyProblem } from './sender-key.ts'
import { standingIn } from './summary.ts'
import { departmentsOf, limitProblem, type Terms, termsOf } from './terms.ts'

export interface FileInput {
  readonly campaign: string
  readonly comment: string
  readonly approveWithinHours: number
  readonly executeWithinHours: number
  /** Why it cannot wait; null for an ordinary request. */
  readonly urgent: string | null
  /** The workstation that sends it; null for this one. */
  readonly executor: string | null
}

export interface FilePorts {
  readonly clock: Clock
  readonly random: Random
  readonly version: string
}

type CampaignSnapshot = ReturnType<typeof snapshotCampaign>

const hourMs = 3_600_000
/** So many references fit into one record, with everything else that stands there. */
const piecesMax = 400
/** Nothing was sent and nothing will be. */
const deadStates: ReadonlySet<RequestState> = new Set([
  'rejected',
  'returned',
  'withdrawn',
  'expired',
])

/**
 * Freezes a campaign, seals it to those who have to read it, and puts the request on record. Answers
 * with the hash of the request record. Nothing is written before everything has been checked.
 */
export async function fileRequest(
  session: Session,
  ports: FilePorts,
  input: FileInput & {
    readonly checks: readonly CheckResult[]
    /** Whether the campaign and its lists are what these checks have seen. */
    readonly isUnchanged: () => boolean
  },
): Promise<string> {
  const snapshot = snapshotCampaign(session.db, input.campaign)
  const chosen = audienceOf(snapshot.campaign)
  const nowMs = ports.clock.now()
  const summary = await audienceSummary(session.db, chosen, nowMs)
  const recipientCount = summary.count
  if (recipientCount === 0) fail('approval.audience-empty', {})
  requireCleared(input.checks)
  const { route, identity } = chosenOf(session, snapshot)
  const department = departmentOf(session, chosen)
  requireReach(session, 'author', { department, route: route.id, recipientCount })
  const executor = executorOf(session, input.executor)
  const asked = askedOf(session, ports, { input, route, recipientCount, department })
  const { windowUntil } = snapshot.campaign
  const until = windowUntil === null ? asked.executeBy : Date.parse(windowUntil)
  requireWay(session, { route, sender: identity }, { executeBy: asked.executeBy, until })
  const changers = [...snapshot.editors, ...editorsOf(session.db, chosen)]
  const editors = [...new Set(changers)].filter((each) => each !== session.member).sort()
  const approvers = requireApprovers(session, {
    route,
    editors,
    recipientCount,
    department: asked.department,
    terms: asked.terms,
  })
  const work = openAudienceWork(recipientCount)
  try {
    const recipients = freezeAudience(session.db, chosen, nowMs)
    const own = filesToFreeze(session.db, snapshot.campaign)
    const { templateBytes } = snapshot
    const audience = await freeze(work, recipients, templateBytes, own?.fileOf ?? null)
    // What was left out is said of exactly those who were frozen.
    if (!input.isUnchanged() || audience.count !== recipientCount) fail('checks.outdated', {})
    if (audience.pieces.length > piecesMax) fail('approval.audience-too-large', {})
    const manifest = toManifest(session, ports, {
      ...{ input, snapshot, audience, route, identity, asked, executor: executor.id },
      removed: summary.removed,
      fileColumn: own?.column ?? null,
    })
    return await fileManifest(session, ports, {
      ...{ manifest, work, snapshot, approvers, editors, executor },
      files: audience.files === null ? null : (own?.piecesOf(audience.files) ?? null),
    })
  } finally {
    await work.close()
  }
}

/** Seals what the manifest speaks about and puts it on record. */
async function fileManifest(
  session: Session,
  ports: FilePorts,
  o: {
    readonly manifest: Manifest
    readonly work: AudienceWork
    readonly snapshot: CampaignSnapshot
    readonly approvers: readonly DirectoryMember[]
    readonly editors: string[]
    readonly executor: DirectoryWorkstation
    readonly files: AsyncIterable<Uint8Array> | null
  },
): Promise<string> {
  const { manifest, editors } = o
  const bytes = encodeManifest(manifest)
  const { journal, sealing } = session
  const sealed = await sealContent(journal, ports.random, {
    ...o,
    bytes,
    template: o.snapshot.templateBytes,
    attachments: o.snapshot.attachments.map((each) => each.bytes),
    readers: [
      sealing.publicKey,
      o.executor.sealKey,
      ...o.approvers.map((each) => each.sealKey),
      ...standInsOf(session, o.approvers, ports.clock.now()).map((each) => each.sealKey),
      ...recoveryOf(journal),
    ],
  })
  const record = await journal.append({
    kind: 'request',
    body: {
      campaign: manifest.campaign.id,
      revision: manifest.revision,
      manifest: manifestDigest(bytes),
      ...sealed,
      editors,
      executor: manifest.executor,
      route: manifest.route.id,
      department: manifest.department ?? null,
      recipientCount: manifest.audience.count,
      quorum: manifest.quorum,
      urgent: manifest.urgent !== null,
      approveBy: manifest.approveBy,
      executeBy: manifest.executeBy,
      directory: manifest.directory,
      policy: manifest.policy,
    },
    signer: session,
  })
  markFiled(session.db, o.snapshot.campaign.id, record.hash)
  return record.hash
}

function chosenOf(
  session: Session,
  { campaign }: CampaignSnapshot,
): { route: Route; identity: SenderIdentity } {
  const { detail } = session.journal.policy()
  const identity = detail.senderIdentities.find((each) => each.id === campaign.identity)
  const route = detail.routes.find((each) => each.id === campaign.route)
  return {
    identity: identity ?? fail('approval.no-identity', {}),
    route: route ?? fail('approval.no-route', {}),
  }
}

/** Nobody is asked for a release that could not start in its time, or not be signed to its end. */
function requireWay(
  { journal }: Session,
  way: Way,
  { executeBy, until }: { readonly executeBy: number; readonly until: number },
): void {
  const trust = journal.trust()
  const policy = journal.policy()
  const problem =
    entryProblem(way, { trust, policy, now: executeBy }) ??
    certificateProblem(way.sender.smime, until) ??
    senderKeyProblem(way, policy.detail)
  if (problem !== null) throw new ProblemError(problem)
}

/** What the policy makes of the wish: its times and terms, or the reason why it cannot be filed. */
function askedOf(
  session: Session,
  { clock }: FilePorts,
  o: {
    readonly input: FileInput
    readonly route: Route
    readonly recipientCount: number
    readonly department: string | null
  },
) {
  const { input, route, recipientCount } = o
  const { rules } = session.journal.policy()
  const departments = o.department === null ? departmentsOf(authorIn(session)) : [o.department]
  const isUrgent = input.urgent !== null
  const filedAt = clock.now()
  const approveBy = filedAt + input.approveWithinHours * hourMs
  const executeBy = approveBy + input.executeWithinHours * hourMs
  const asked = { recipientCount, isUrgent, filedAt, approveBy, executeBy }
  const problem =
    limitProblem(rules, { ...asked, route: route.id, departments }) ??
    directProblem(route, rules) ??
    relayProblem(route, session.journal.machine)
  if (problem !== null) throw new ProblemError(problem)
  return {
    filedAt,
    approveBy,
    executeBy,
    department: departments.length === 1 ? (departments[0] ?? null) : null,
    terms: termsOf(rules, { recipientCount, isUrgent, route }),
    canary: canaryFor(rules, recipientCount),
  }
}

function authorIn({ journal, member }: Session): DirectoryMember | undefined {
  return journal.directory().members.find((each) => each.id === member)
}

/** Enough people who may approve, and among them enough who hold a share of the route's key. */
function requireApprovers(
  session: Session,
  o: {
    readonly route: Route
    readonly editors: readonly string[]
    readonly recipientCount: number
    readonly department: string | null
    readonly terms: Terms
  },
): DirectoryMember[] {
  const { journal, member } = session
  const { route, editors, recipientCount, terms } = o
  const { members } = journal.directory()
  const scope = { department: o.department, route: route.id, recipientCount }
  const approvers = approversFor(members, { requester: member, editors }, scope)
  const routeKey = journal.policy().routeKeys.find((each) => each.route === route.id)
  const holders = approvers.filter((each) =>
    routeKey?.shares.some((share) => share.member === each.id),
  )
  if (!areEnough(approvers, terms) || holders.length < (routeKey?.threshold ?? 1))
    return fail('approval.no-approver', { route: route.name })
  return approvers
}

/** Whoever stands in for one of the approvers now, besides them. */
function standInsOf({ journal }: Session, approvers: readonly DirectoryMember[], now: number) {
  const { members } = journal.directory()
  const records = [...journal.recordsOf('delegation'), ...journal.recordsOf('delegation-ended')]
  const { byHash, ended } = foldDelegations(records, members)
  const isGood = ({ hash, header, body }: VerifiedRecord<'delegation'>) =>
    !ended.has(hash) &&
    now < Date.parse(body.until) &&
    approvers.some((each) => each.id === header.member)
  const holders = new Set([...byHash.values()].filter(isGood).map(({ body }) => body.to))
  return members.filter((each) => holders.has(each.id) && each.status === 'active')
}

function toManifest(
  session: Session,
  ports: FilePorts,
  o: {
    readonly input: FileInput
    readonly snapshot: CampaignSnapshot
    readonly audience: FrozenAudience
    readonly removed: Removed
    readonly fileColumn: string | null
    readonly route: Route
    readonly identity: SenderIdentity
    readonly asked: ReturnType<typeof askedOf>
    readonly executor: string
  } & { readonly input: { readonly checks: readonly CheckResult[] } },
): Manifest {
  const { journal, db } = session
  const { campaign, templateBytes, attachments } = o.snapshot
  const { audience, identity, input, route, asked } = o
  const directory = journal.directory()
  const policy = journal.policy()
  const lineage = lineageOf(session, campaign, asked.filedAt)
  const template = { sha256: sha256(templateBytes), sizeBytes: templateBytes.length }
  return {
    v: 1,
    salt: Buffer.from(ports.random.bytes(32)).toString('hex'),
    campaign: { id: lineage, name: campaign.name },
    revision: revisionOf(session, lineage),
    requester: session.member,
    comment: input.comment,
    template,
    attachments: attachments.map(({ name, type, bytes }) => ({
      name,
      type,
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
    })),
    headers: headersOf(identity),
    fields: [...fieldsOf(db, audienceOf(campaign))],
    ...(o.fileColumn === null || audience.files === null
      ? {}
      : { files: { column: o.fileColumn, ...audience.files.stated } }),
    audience: {
      lists: listViews(db)
        .filter(({ id }) => campaign.lists.includes(id))
        .map(({ id, name }) => ({ id, name })),
      count: audience.count,
      root: audience.root,
      pieces: [...audience.pieces],
      domains: [...audience.domains],
      removed: o.removed,
    },
    samples: [...audience.samples],
    senderIdentity: identity.id,
    ...(identity.salt === undefined ? {} : { senderSalt: identity.salt }),
    ...(identity.smime === undefined ? {} : { smime: identity.smime }),
    ...(asked.department === null ? {} : { department: asked.department }),
    route,
    window: { from: campaign.windowFrom, until: campaign.windowUntil },
    executor: o.executor,
    runsMax: 1,
    checks: [...input.checks],
    engineVersion: ports.version,
    quorum: asked.terms.quorum,
    secondQuorum: asked.terms.second?.quorum ?? 0,
    urgent: input.urgent,
    holdMinutes: asked.terms.holdMinutes,
    ...(asked.canary === null ? {} : { canary: asked.canary }),
    approveBy: new Date(asked.approveBy).toISOString(),
    executeBy: new Date(asked.executeBy).toISOString(),
    directory: { n: directory.n, hash: directory.hash },
    policy: { n: policy.n, hash: policy.hash },
  }
}

/**
 * The campaign that the request goes on record for. A copy is the next revision where every request
 * before it came to nothing; else it is a campaign of its own, and voids no approval.
 */
function lineageOf(
  session: Session,
  { id, copiedFrom }: CampaignSnapshot['campaign'],
  now: number,
): string {
  if (copiedFrom === null) return id
  const before = session.journal.byHash(campaignOf(session.db, copiedFrom).request ?? '')
  if (before?.kind !== 'request') return id
  const { campaign } = before.body
  const isDead = session.journal
    .recordsOf('request')
    .filter(({ body }) => body.campaign === campaign)
    .every((request) => {
      const standing = standingIn(session, request, now)
      return deadStates.has(
        foldRequestState(standing.dossier, standing.count, { ...standing, now }),
      )
    })
  return isDead ? campaign : id
}

/** The recovery group reads what nobody else may be able to read any more; it can sign nothing. */
function recoveryOf(journal: Journal): string[] {
  const { recovery } = journal.trust().root.body
  return recovery === undefined ? [] : [recovery.sealKey]
}

/** One more than any revision of this campaign on record. */
function revisionOf({ journal }: Session, campaign: string): number {
  const revisions = journal
    .recordsOf('request')
    .filter(({ body }) => body.campaign === campaign)
    .map(({ body }) => body.revision)
  return Math.max(0, ...revisions) + 1
}
