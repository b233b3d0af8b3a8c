import * as v from 'valibot'
import { CheckResult, DomainCount } from '../../preload/contract/campaigns.ts'
import { Count, Hash, Id, Instant } from '../../preload/contract/channel.ts'
import { Route } from '../journal/journal.ts'

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
  audience: v.strictObject({
    lists: v.array(v.strictObject({ id: Id, name: v.string() })),
    count: Count,
    /** RFC 6962 Merkle tree hash over the frozen rows' bytes, in their order. */
    root: Hash,
    domains: v.array(DomainCount),
    removed: v.strictObject({ duplicate: Count, suppressed: Count }),
  }),
  /** Digests of renderings, at indexes that follow from root and template: nobody picks them. */
  samples: v.array(v.strictObject({ index: Count, sha256: Hash })),
  senderIdentity: Id,
  route: Route,
  window: v.strictObject({ from: v.nullable(Instant), until: v.nullable(Instant) }),
  executor: Id,
  runsMax: v.literal(1),
  checks: v.array(CheckResult),
  engineVersion: v.string(),
  quorum: Count,
  approveBy: Instant,
  executeBy: Instant,
  directory: Version,
  policy: Version,
})
export type Manifest = v.InferOutput<typeof Manifest>
