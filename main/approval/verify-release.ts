import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import {
  canaryFor,
  isVoid,
  type PolicyDetail,
  type Trust,
  type VerifiedRecord,
  verifyRecord,
  verifyTrust,
} from '../journal/journal.ts'
import type { Template } from '../message/message.ts'
import type { MachineValues } from '../policy/policy.ts'
import { createAudienceAudit } from './audience-audit.ts'
import { directProblem } from './direct-rule.ts'
import { isActive, isWorkstationActive, scopeOf } from './eligibility.ts'
import { entryProblem } from './entry-problem.ts'
import type { FileTable } from './file-table.ts'
import { machineProblem } from './machine-limit.ts'
import {
  headersOf,
  type Manifest,
  manifestDigest,
  parseManifest,
  routeDifference,
} from './manifest.ts'
import type { Count } from './quorum.ts'
import { denialOf, type Names, quorumProblem, runProblem } from './refusal.ts'
import { certificateProblem } from './sender-certificate.ts'
import type { Shares } from './share-count.ts'
import { type Current, standingOf } from './standing.ts'
import { limitProblemOf } from './terms.ts'
import { type ReleaseContent, type ReleaseParts, verifyParts } from './verify-content.ts'

/**
 * Everything that says whether a request may be sent, as bytes and plain values: it can cross to the
 * engine's process and be verified there again from nothing but the pinned fingerprint.
 */
export interface ApprovalMaterial {
  readonly fingerprint: string
  readonly roots: readonly Uint8Array[]
  readonly directories: readonly Uint8Array[]
  readonly policies: readonly Uint8Array[]
  /** The newest policy's detail: what the routes are now. */
  readonly detail: PolicyDetail
  /** The request record's envelope. */
  readonly request: Uint8Array
  /** Envelopes of every other record that bears on it: decisions, stops, suspensions and so on. */
  readonly records: readonly Uint8Array[]
  /** Plaintext bytes of the manifest. */
  readonly manifest: Uint8Array
  /** Milliseconds since the epoch, from a clock that has passed its floor. */
  readonly now: number
  /** Id of the workstation that is about to send. */
  readonly workstation: string
  readonly engineVersion: string
  /** Null before the start; the hash of our own activation record during the run. */
  readonly activation: string | null
  /** Since when the store has been out of reach; null when it is not. ISO instant. */
  readonly storeOfflineSinceAt: string | null
  readonly names: Names
  /** What IT has laid down for the machine that is about to send. */
  readonly machine: MachineValues
}

declare const approved: unique symbol
declare const released: unique symbol

/** A request that may be sent at the moment it was verified for. Made here only. */
export interface VerifiedApproval {
  readonly [approved]: true
  readonly request: VerifiedRecord<'request'>
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  /** One decision for each person who counts. */
  readonly approvals: readonly VerifiedRecord<'decision'>[]
  /** Which key of the route they open, and by which of them. */
  readonly shares: Shares
  readonly trust: Trust
  /** Only so many, from the first, until a sender has let the rest go; null: all. */
  readonly canary: number | null
}

/** An approval together with content that is, byte for byte, what was approved. Made here only. */
export interface VerifiedRelease {
  readonly [released]: true
  readonly approval: VerifiedApproval
  readonly content: ReleaseParts
  readonly template: Template
  /** The rows' RFC 6962 leaves under the approved root: 32 bytes a row. */
  readonly leaves: SharedArrayBuffer
  /** The recipients' own files; null where nobody gets one. */
  readonly files: ReleaseFiles | null
}

/** What the rows say of their files. Their bytes are verified where they are used. */
export interface ReleaseFiles {
  readonly table: FileTable
  /** By row: its file's place in the table; -1: none. */
  readonly fileOf: Int32Array
}

const made = new WeakSet<object>()

/**
 * The gate: whether this request may be sent here and now. Pure. Runs before the start and before
 * every batch. Fails with the reason, as `approval.*` or `journal.*`.
 */
export function verifyApproval(material: ApprovalMaterial): VerifiedApproval {
  const { now, detail, activation, machine } = material
  const trust = verifyTrust(material)
  const request = verifyRecord(material.request, trust)
  if (request.kind !== 'request') return fail('approval.no-such-request', {})
  const records = material.records.map((bytes) => verifyRecord(bytes, trust))
  const manifest = manifestOf(request, material.manifest)
  const { dossier, count, roster, current, terms, shares } = standingOf(request, {
    trust,
    records,
    detail,
    now,
    machine,
  })
  refuse(denialOf(dossier, count, material.names))
  refuse(runProblem(dossier, activation))
  const scope = scopeOf(request)
  if (
    !isActive(roster, request.header.member, ['author'], scope) ||
    isVoid(request, current.directory)
  )
    fail('approval.requester-not-active', {})
  const run = dossier.activations.find(({ hash }) => hash === activation)
  if (run !== undefined && !isActive(roster, run.header.member, ['sender'], scope))
    fail('approval.sender-not-active', {})
  refuse(policyProblem(manifest, { trust, detail, current, now }))
  refuse(machineProblem(manifest, machine))
  refuse(limitProblemOf(request, current.policy.rules, current.directory.members))
  refuse(quorumProblem(dossier, count, { now, terms, shares }))
  refuse(placeProblem(manifest, request, material))
  if (!isWorkstationActive(roster, manifest.executor)) fail('approval.wrong-workstation', {})
  refuse(storeProblem(material, current, count))
  return brandApproval({
    request,
    manifest,
    manifestBytes: material.manifest,
    approvals: [...count.approvals, ...count.second],
    shares,
    trust,
    canary: dossier.canaryPassed.some(({ header }) =>
      isActive(roster, header.member, ['sender'], scope),
    )
      ? null
      : (manifest.canary ?? null),
  })
}

/** Takes the rows of a release piece by piece, so that nobody has to hold them all. */
export interface ReleaseVerifier {
  readonly add: (piece: Uint8Array) => void
  /** The only way to a VerifiedRelease: every piece was added, and nothing else. */
  readonly end: () => VerifiedRelease
}

/**
 * Whether content is what the approval says, byte for byte. Every step fails with what differs:
 * `approval.template-altered`, `approval.attachment-altered`, `approval.recipients-altered` or
 * `approval.sample-differs`.
 */
export function createReleaseVerifier(
  approval: VerifiedApproval,
  { template: bytes, attachments, files: access }: ReleaseParts,
): ReleaseVerifier {
  if (!made.has(approval)) throw new TypeError('not a verified approval')
  const { manifest } = approval
  const content = { template: bytes, attachments, files: access }
  const template = verifyParts(manifest, content)
  const leaves = new SharedArrayBuffer(manifest.audience.count * 32)
  const view = new Uint8Array(leaves)
  const hasFiles = manifest.files !== undefined
  const fileOf = new Int32Array(new SharedArrayBuffer(hasFiles ? manifest.audience.count * 4 : 0))
  const audit = createAudienceAudit(manifest, template, {
    surveys: false,
    onLeaf: (leaf, index) => view.set(leaf, index * 32),
    onFile: (file, index) => {
      if (hasFiles) fileOf[index] = file
    },
  })
  return {
    add: audit.add,
    end() {
      const { files } = audit.end()
      const own = files === null ? null : { table: files.table, fileOf }
      const release = Object.freeze({ approval, content, template, leaves, files: own })
      made.add(release)
      return release as VerifiedRelease
    },
  }
}

/** The same for rows that are all here. */
export function verifyRelease(
  approval: VerifiedApproval,
  content: ReleaseContent,
): VerifiedRelease {
  const verifier = createReleaseVerifier(approval, content)
  for (const piece of content.rows) verifier.add(piece)
  return verifier.end()
}

/** At run time too, since a cast or another language's caller can lie: was it made here? */
export function isVerifiedRelease(value: unknown): value is VerifiedRelease {
  return typeof value === 'object' && value !== null && made.has(value) && 'template' in value
}

function brandApproval(parts: Omit<VerifiedApproval, typeof approved>): VerifiedApproval {
  const approval = Object.freeze(parts)
  made.add(approval)
  return approval as VerifiedApproval
}

function refuse(problem: Problem | null): void {
  if (problem !== null) throw new ProblemError(problem)
}

/** The manifest in these bytes, if it is the one that the request record was signed for. */
export function manifestOf(request: VerifiedRecord<'request'>, bytes: Uint8Array): Manifest {
  const { body, header } = request
  if (manifestDigest(bytes) !== body.manifest) fail('approval.manifest-altered', {})
  const manifest = parseManifest(bytes)
  const says = (value: unknown) => JSON.stringify(value)
  // What the record says in the open has to be what the manifest says under seal.
  const inTheOpen = [
    [manifest.campaign.id, body.campaign],
    [manifest.revision, body.revision],
    [manifest.requester, header.member],
    [manifest.executor, body.executor],
    [manifest.route.id, body.route],
    [manifest.department ?? null, body.department],
    [manifest.audience.count, body.recipientCount],
    [manifest.audience.pieces.length, body.blobs.rows.length],
    [manifest.files !== undefined, body.blobs.files !== undefined],
    [manifest.quorum, body.quorum],
    [manifest.urgent !== null, body.urgent],
    [manifest.approveBy, body.approveBy],
    [manifest.executeBy, body.executeBy],
    [manifest.directory, body.directory],
    [manifest.policy, body.policy],
  ]
  if (inTheOpen.some(([sealed, open]) => says(sealed) !== says(open)))
    fail('approval.manifest-altered', {})
  return manifest
}

/** The manifest cites the policy it was made under: that one must be real, and still say the same. */
function policyProblem(
  manifest: Manifest,
  o: {
    readonly trust: Trust
    readonly detail: PolicyDetail
    readonly current: Current
    readonly now: number
  },
): Problem | null {
  const cited = o.trust.policyAt(manifest.policy)
  if (cited === null || o.trust.directoryAt(manifest.directory) === null)
    return toProblem('approval.policy-changed', {})
  if (JSON.stringify(cited.body.rules) !== JSON.stringify(o.trust.policy?.body.rules))
    return toProblem('approval.policy-changed', {})
  if ((manifest.canary ?? null) !== canaryFor(o.current.policy.rules, manifest.audience.count))
    return toProblem('approval.policy-changed', {})
  // No approver is shown every header: they are the policy's, so that nobody has to.
  const sender = o.detail.senderIdentities.find((each) => each.id === manifest.senderIdentity)
  if (
    sender === undefined ||
    sender.salt !== manifest.senderSalt ||
    JSON.stringify(sender.smime) !== JSON.stringify(manifest.smime) ||
    JSON.stringify(headersOf(sender)) !== JSON.stringify(manifest.headers)
  )
    return toProblem('approval.policy-changed', {})
  const live = o.detail.routes.find((each) => each.id === manifest.route.id)
  if (live === undefined) return toProblem('approval.route-altered', { field: 'id' })
  const field = routeDifference(manifest.route, live)
  if (field !== null) return toProblem('approval.route-altered', { field })
  const forbidden = directProblem(live, o.current.policy.rules)
  if (forbidden !== null) return forbidden
  const { trust, now, current } = o
  return (
    entryProblem({ route: live, sender }, { trust, now, policy: current.policy }) ??
    certificateProblem(manifest.smime, now)
  )
}

function placeProblem(
  manifest: Manifest,
  request: VerifiedRecord<'request'>,
  { now, workstation, engineVersion }: ApprovalMaterial,
): Problem | null {
  const from = manifest.window.from ?? request.header.at
  const until = manifest.window.until ?? manifest.executeBy
  const isEarly = manifest.window.from !== null && now < Date.parse(from)
  if (isEarly || now > Date.parse(until))
    return toProblem('approval.outside-window', { from, until })
  if (workstation !== manifest.executor) return toProblem('approval.wrong-workstation', {})
  if (engineVersion !== manifest.engineVersion)
    return toProblem('approval.engine-differs', {
      approved: manifest.engineVersion,
      running: engineVersion,
    })
  return null
}

/**
 * A start needs the store, to see a stop; a run may go on without it for the policy's grace. Where the
 * policy lets approvals be carried as files, both may do without for as long as it says after the last.
 */
function storeProblem(
  { storeOfflineSinceAt, activation, now }: ApprovalMaterial,
  { policy }: Current,
  { approvals, second }: Count,
): Problem | null {
  if (storeOfflineSinceAt === null) return null
  const { parcelsAllowed, storelessMinutesMax } = policy.rules
  const approvedAt = Math.max(
    ...[...approvals, ...second].map(({ header }) => Date.parse(header.at)),
  )
  const storelessMs = parcelsAllowed ? (storelessMinutesMax ?? 0) * 60_000 : 0
  if (now - Math.min(approvedAt, now) < storelessMs) return null
  const graceMs = activation === null ? 0 : policy.rules.storeGraceMinutes * 60_000
  return now - Date.parse(storeOfflineSinceAt) >= graceMs
    ? toProblem('approval.store-out-of-reach', { sinceAt: storeOfflineSinceAt })
    : null
}
