import * as v from 'valibot'
import { CheckResult, DomainCount, type ManifestView } from '../../preload/contract/campaigns.ts'
import { Count, Hash, Id, Instant } from '../../preload/contract/channel.ts'
import { Removed } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import { Route, SenderCertificate, type SenderIdentity } from '../journal/journal.ts'
import { sha256 } from './digest.ts'
import { routeView } from './route-place.ts'
import { toCertificateView } from './sender-certificate.ts'

const Version = v.strictObject({ n: Count, hash: Hash })

/**
 * The exact statement that an approver signs (配信明細). It is sealed; its SHA-256 stands in the
 * request record and in every decision. Digests are over the plaintext bytes of what they name.
 */
export const Manifest = v.strictObject({
  v: v.literal(1),
  /** 32 random bytes in hex: keeps the digest from confirming a guess at the content. */
  salt: Hash,
  campaign: v.strictObject({ id: Id, name: v.string() }),
  revision: Count,
  requester: Id,
  comment: v.string(),
  template: v.strictObject({ sha256: Hash, sizeBytes: Count }),
  attachments: v.array(
    v.strictObject({ name: v.string(), type: v.string(), sizeBytes: Count, sha256: Hash }),
  ),
  headers: v.strictObject({
    from: v.strictObject({ name: v.string(), address: v.string() }),
    replyTo: v.nullable(v.string()),
    envelopeSender: v.string(),
    listUnsubscribe: v.nullable(v.string()),
  }),
  /** Merge fields that every frozen row carries. */
  fields: v.array(v.string()),
  /** One file per recipient, whose digests stand in the rows. Absent: nobody gets one. */
  files: v.optional(
    v.strictObject({
      /** The merge field that named them. */
      column: v.string(),
      /** Recipients who get one. */
      count: Count,
      /** Different files, by their bytes. */
      fileCount: Count,
      /** Of the different files together. */
      sizeBytes: Count,
      /** How many files each piece of them holds, in the order in which the rows first name them. */
      pieces: v.array(Count),
    }),
  ),
  audience: v.strictObject({
    lists: v.array(v.strictObject({ id: Id, name: v.string() })),
    count: Count,
    /** RFC 6962 Merkle tree hash over the frozen rows' bytes, in their order. */
    root: Hash,
    /** How many rows each piece of them holds, in their order. */
    pieces: v.array(Count),
    domains: v.array(DomainCount),
    removed: Removed,
  }),
  /** Digests of renderings, at indexes that follow from root and template: nobody picks them. */
  samples: v.array(v.strictObject({ index: Count, sha256: Hash })),
  senderIdentity: Id,
  senderSalt: v.optional(Hash),
  /** Every message is S/MIME signed with this; absent: none is. */
  smime: v.optional(SenderCertificate),
  /** Absent: of no department. */
  department: v.optional(Id),
  route: Route,
  window: v.strictObject({ from: v.nullable(Instant), until: v.nullable(Instant) }),
  executor: Id,
  runsMax: v.literal(1),
  checks: v.array(CheckResult),
  engineVersion: v.string(),
  quorum: Count,
  /** Further approvals on top of those; 0 where no second stage is asked for. */
  secondQuorum: Count,
  /** Why it cannot wait, where its author called it urgent. */
  urgent: v.nullable(v.string()),
  holdMinutes: Count,
  /** So many go first, and the rest waits for a sender's word. Absent: all go. */
  canary: v.optional(Count),
  approveBy: Instant,
  executeBy: Instant,
  directory: Version,
  policy: Version,
})
export type Manifest = v.InferOutput<typeof Manifest>

/** A manifest with its many domains stays far below this. */
const sizeBytesMax = 16 * 1024 * 1024

/**
 * The bytes that are signed: UTF-8 JSON, keys in the order of the schema, no white space. Since
 * parseManifest takes only this spelling, a manifest has exactly one reading.
 */
export function encodeManifest(manifest: Manifest): Uint8Array {
  return Buffer.from(JSON.stringify(v.parse(Manifest, manifest)))
}

/** The manifest in these bytes; fails with `approval.manifest-altered` when they are not one. */
export function parseManifest(bytes: Uint8Array): Manifest {
  if (bytes.length > sizeBytesMax) fail('approval.manifest-altered', {})
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const parsed = v.safeParse(Manifest, parseJson(text))
  if (!parsed.success || JSON.stringify(parsed.output) !== text)
    return fail('approval.manifest-altered', {})
  return parsed.output
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return fail('approval.manifest-altered', {})
    throw error
  }
}

/** What an approver signs: SHA-256 of the manifest's bytes. */
export function manifestDigest(bytes: Uint8Array): string {
  return sha256(bytes)
}

/** Mail comes from the identity's address and returns to it; whoever wants no more writes to it. */
export function headersOf(identity: SenderIdentity): Manifest['headers'] {
  const { name, address, replyTo } = identity
  return {
    from: { name, address },
    replyTo,
    envelopeSender: address,
    listUnsubscribe: `<mailto:${replyTo ?? address}?subject=unsubscribe>`,
  }
}

/** The identity whose headers these are. */
export function senderOf({ headers, senderIdentity, senderSalt, smime }: Manifest): SenderIdentity {
  const { from, replyTo } = headers
  return {
    ...{ id: senderIdentity, name: from.name, address: from.address, replyTo },
    ...(senderSalt === undefined ? {} : { salt: senderSalt }),
    ...(smime === undefined ? {} : { smime }),
  }
}

/** The first field in which two routes differ, or null: an approved route is sent through as it is. */
export function routeDifference(approved: Route, live: Route): string | null {
  for (const field of Object.keys(Route.entries) as (keyof Route)[])
    if (JSON.stringify(approved[field]) !== JSON.stringify(live[field])) return field
  return null
}

function filesView({ files }: Manifest): ManifestView['files'] {
  if (files === undefined) return null
  const { pieces: _, ...shown } = files
  return shown
}

/** The manifest as every screen shows it. */
export function toManifestView(
  manifest: Manifest,
  shown: {
    readonly subject: string
    readonly executorName: string
    readonly digest: string
    readonly words: readonly string[]
  },
): ManifestView {
  const { headers, route, audience } = manifest
  return {
    campaignName: manifest.campaign.name,
    subject: shown.subject,
    from: `${headers.from.name} <${headers.from.address}>`,
    replyTo: headers.replyTo,
    envelopeSender: headers.envelopeSender,
    route: routeView(route),
    dkim: { domain: route.dkim.domain, selector: route.dkim.selector },
    smime: toCertificateView(manifest.smime),
    recipientCount: audience.count,
    removed: audience.removed,
    domains: audience.domains,
    attachments: manifest.attachments,
    files: filesView(manifest),
    windowFrom: manifest.window.from,
    windowUntil: manifest.window.until,
    waived: manifest.checks.flatMap((each) =>
      each.waived === null ? [] : [{ check: each.check, reason: each.waived.reason }],
    ),
    quorum: manifest.quorum,
    canary: manifest.canary ?? null,
    executor: shown.executorName,
    engineVersion: manifest.engineVersion,
    digest: shown.digest,
    words: [...shown.words],
  }
}
