import * as v from 'valibot'
import { DecisionVerdict } from '../../preload/contract/approval.ts'
import { Count, Hash, Id, Instant } from '../../preload/contract/channel.ts'

/** Base64 of bytes that only their readers can open, or of a signature. */
export const Base64 = v.pipe(v.string(), v.base64(), v.maxLength(60_000))
/** A raw 32-byte public key (Ed25519 or X25519) in hexadecimal. */
export const PublicKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** `at` is compared as text, so it has one spelling: Date.prototype.toISOString's. */
export function isCanonicalInstant(at: string): boolean {
  const ms = Date.parse(at)
  return !Number.isNaN(ms) && new Date(ms).toISOString() === at
}
export const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
export const Version = v.strictObject({ n: Seq, hash: Hash })
export type Version = v.InferOutput<typeof Version>

/** A sealed blob in the store: the hash of its ciphertext, which is also its name. */
export const BlobRef = v.strictObject({ hash: Hash, sizeBytes: Count })
export type BlobRef = v.InferOutput<typeof BlobRef>

const Outcome = v.strictObject({
  sent: Count,
  deferred: Count,
  failed: Count,
  suppressed: Count,
  inDoubt: Count,
})

/**
 * What each kind of record says, and who may write it. All personal data is inside sealed values.
 * The header around a body is RecordHeader.
 */
export const recordBodies = {
  /**
   * Somebody on this workstation asks to be admitted. Signed by the keys it names, which no
   * directory knows yet: it proves possession, not identity, and only administrators read it.
   */
  enrolment: v.strictObject({
    member: Id,
    signKey: PublicKey,
    sealKey: PublicKey,
    workstationSignKey: PublicKey,
    workstationSealKey: PublicKey,
    /** `{ name, workstationName }` as JSON, sealed to the administrators. */
    sealed: Base64,
  }),
  /** A campaign frozen and filed for approval. Written by an author. */
  request: v.strictObject({
    campaign: Id,
    revision: Seq,
    /** SHA-256 of the manifest's plaintext bytes: what approvers sign. */
    manifest: Hash,
    /** Content key of this revision, sealed to requester, approvers, executor. */
    contentKey: Base64,
    blobs: v.strictObject({
      manifest: BlobRef,
      template: BlobRef,
      /** In pieces, so that nobody has to hold a million rows at once. */
      rows: v.array(BlobRef),
      attachments: v.array(BlobRef),
      /** A list of the recipients' own files, in the open: see blob-list.ts. Absent: there are none. */
      files: v.optional(BlobRef),
    }),
    /** Everybody who wrote, listed or changed any part of it: none of them may approve. */
    editors: v.array(Id),
    executor: Id,
    route: Id,
    /** Whose it is, where its author files for one department: limits and grants go by it. */
    department: v.nullable(Id),
    recipientCount: Count,
    quorum: Seq,
    /** The author calls it urgent: the policy's rules for that apply, and say so to everybody. */
    urgent: v.boolean(),
    approveBy: Instant,
    executeBy: Instant,
    directory: Version,
    policy: Version,
  }),
  /** An approver's signed word on exactly one manifest. */
  decision: v.strictObject({
    request: Hash,
    manifest: Hash,
    verdict: DecisionVerdict,
    /** JSON `{ comment }`, sealed to the request's readers. */
    sealed: Base64,
    /** Items that were opened before deciding. */
    viewed: v.array(v.string()),
    /** The number of recipients as the approver typed it, where the policy asks for that. */
    typedCount: v.nullable(Count),
    /** 2: given on top of the approvals of the first stage that `after` names. */
    stage: v.picklist([1, 2]),
    after: v.pipe(v.array(Hash), v.maxLength(20)),
    /** The delegation by whose right it is given; null for one's own. */
    delegation: v.nullable(Hash),
    /** The approver's share of the route key, re-sealed to the executor and bound to the request. */
    share: v.nullable(Base64),
    directory: Version,
    policy: Version,
  }),
  /**
   * An approver lets another person decide in their place for a time. It passes on what that needs:
   * the approver's shares of route keys, and the content keys of requests that are open. Only one's
   * own right can be passed on, so that there are no chains.
   */
  delegation: v.strictObject({
    to: Id,
    from: Instant,
    until: Instant,
    shares: v.pipe(v.array(v.strictObject({ route: Id, sealed: Base64 })), v.maxLength(50)),
    contentKeys: v.pipe(
      v.array(v.strictObject({ request: Hash, sealed: Base64 })),
      v.maxLength(50),
    ),
    directory: Version,
    policy: Version,
  }),
  /** Takes a delegation back: who gave it, or an administrator. What was decided by it counts no more. */
  'delegation-ended': v.strictObject({ delegation: Hash }),
  /** What somebody says about a request besides deciding: JSON `{ comment }`, sealed to its readers. */
  comment: v.strictObject({ request: Hash, sealed: Base64 }),
  /** The requester takes the request back. */
  withdrawal: v.strictObject({ request: Hash }),
  /** The executor starts the one run of a request. Written by a sender. */
  activation: v.strictObject({ request: Hash, manifest: Hash, run: Seq }),
  /** The executor passed the gate for this batch, and how the run stood. Written by the workstation. */
  batch: v.strictObject({
    request: Hash,
    batch: Seq,
    firstIndex: Count,
    count: Count,
    outcome: Outcome,
  }),
  /**
   * A sender has looked at how the first ones fared, where the manifest asks for that, and lets the rest
   * go. Written on the executor.
   */
  'canary-passed': v.strictObject({ request: Hash, outcome: Outcome }),
  /** Anybody who may release or approve ends a run. */
  stop: v.strictObject({ request: Hash }),
  'stop-acknowledged': v.strictObject({ request: Hash, stop: Hash, outcome: Outcome }),
  /** The run is over. Written by the workstation. */
  finished: v.strictObject({
    request: Hash,
    phase: v.picklist(['finished', 'stopped', 'halted']),
    /** Problem code of a halt. */
    reason: v.nullable(v.string()),
    outcome: Outcome,
  }),
  /**
   * Shares of the recovery group have opened this workstation's vault, and a member has new keys
   * there. Written by the workstation: the member has no key left that the directory knows. The new
   * ones count for nothing before a directory names them.
   */
  recovery: v.strictObject({
    member: Id,
    signKey: PublicKey,
    sealKey: PublicKey,
    /** The group's key. */
    group: PublicKey,
  }),
  /**
   * What a member does to their own vault and to what they prove themselves with. Written before the
   * act; of a restore, with the first words of the PC that was set back.
   */
  'vault-act': v.strictObject({
    what: v.picklist(['backed-up', 'restored', 'password-changed']),
  }),
  suspend: v.strictObject({ member: Id }),
  unlock: v.strictObject({ member: Id }),
  /**
   * The member has used a code of their second factor: at no other PC of theirs is it good any more.
   * mark: HMAC under a key that only their PCs can derive.
   */
  'code-spent': v.strictObject({ factor: v.picklist(['totp', 'recovery-code']), mark: Hash }),
  /** Hashes of the member's new recovery codes as JSON, sealed to the member: the former are void. */
  'recovery-codes': v.strictObject({ sealed: Base64 }),
  /**
   * The member has sealed their keys to another PC of theirs after comparing words. asked: the hash of
   * what that PC asked with. Whether it may act is for the directory to say.
   */
  'hand-over': v.strictObject({
    workstation: Id,
    workstationSignKey: PublicKey,
    workstationSealKey: PublicKey,
    asked: Hash,
  }),
  'in-doubt-resolved': v.strictObject({
    request: Hash,
    index: Count,
    verdict: v.picklist(['arrived', 'not-arrived', 'resend']),
  }),
  /** Written before the file. subject: the request, or the petition that others agreed to. */
  export: v.strictObject({
    what: v.picklist(['evidence', 'contacts', 'results', 'suppressions']),
    subject: v.nullable(Hash),
  }),
  /**
   * A member asks that others agree to one act: an export, the lifting of a suppression. It can be
   * done once, and nothing but what the statement says.
   */
  petition: v.strictObject({
    act: v.picklist(['export-contacts', 'export-suppressions', 'lift-suppression']),
    /** SHA-256 of the statement's plaintext bytes: what the others agree to. */
    statement: Hash,
    /** The statement, sealed to the petitioner and to the approvers. */
    sealed: Base64,
    department: v.nullable(Id),
    /** Agreements that it needs; the policy may ask for more. */
    quorum: Seq,
    expiresAt: Instant,
  }),
  /** An approver's word on a petition. Any refusal blocks it. */
  'petition-decision': v.strictObject({
    petition: Hash,
    statement: Hash,
    verdict: v.picklist(['agree', 'refuse']),
  }),
  /** From here on somebody may be mailed again. sealed: what and why, to the approvers. */
  'suppression-lifted': v.strictObject({ petition: v.nullable(Hash), sealed: Base64 }),
  /** The key of a list's rows was forgotten: nobody can read them any more, in any copy. */
  'list-destroyed': v.strictObject({
    list: Id,
    contactCount: Count,
    reason: v.picklist(['retention', 'by-hand']),
  }),
  /** A masked contact was shown in the clear. sealed: which one and why, to the approvers. */
  unmask: v.strictObject({ list: Id, sealed: Base64 }),
  /** A draft was mailed to whoever writes it, and to nobody else: SHA-256 of its template's bytes. */
  'test-sent': v.strictObject({ template: Hash }),
  /**
   * What IT has laid down for this machine is another than when it was told last: settings by name.
   * Written by the workstation.
   */
  'machine-policy': v.strictObject({
    /** SHA-256 over the values and problems, so that two machines can be compared. */
    digest: Hash,
    changed: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z]{1,64}$/))), v.maxLength(100)),
    problemCount: Count,
  }),
  /**
   * The sealed contents of a request are destroyed, since the policy keeps them no longer; the records
   * stay. Written by an administrator.
   */
  'content-destroyed': v.strictObject({ request: Hash, directory: Version, policy: Version }),
  checkpoint: v.strictObject({ recordCount: Count, root: Hash }),
  /**
   * The next version of a chain with one administrator's signature, where the root wants more. Its
   * envelope is a blob; `payload` is the hash that the version will have.
   */
  proposal: v.strictObject({
    type: v.picklist(['directory', 'policy']),
    n: Seq,
    prev: v.nullable(Hash),
    payload: Hash,
    envelope: BlobRef,
  }),
  /** Another administrator's signature over the same payload. */
  'co-signature': v.strictObject({
    proposal: Hash,
    keyid: PublicKey,
    sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/)),
  }),
  /**
   * A holder of a share of a route's key begins to renew it for those who may approve now. `key` is
   * the SHA-256 of the key's `secrets` as they stand in the policy. The others give this holder their
   * shares.
   */
  'key-renewal': v.strictObject({ route: Id, key: Hash }),
  /** Another holder's share, sealed to whoever renews. */
  'key-share': v.strictObject({ renewal: Hash, sealed: Base64 }),
  /** The new key, which whoever renewed it made: a blob. It is good once a policy says so. */
  'key-renewed': v.strictObject({ renewal: Hash, routeKey: BlobRef }),
  /**
   * Where the member wants to be told by mail, and of what: JSON, as a blob under the notification
   * relay's `addressKey`. The newest of each member counts; one without an address ends it.
   */
  'notice-address': v.strictObject({ sealed: Base64 }),
  /** One administrator's no: the proposal is dead. */
  objection: v.strictObject({ proposal: Hash }),
} as const

export type RecordKind = keyof typeof recordBodies
/** Every kind that the directory vouches for: all but the enrolment, which only proves its keys. */
export type ActKind = Exclude<RecordKind, 'enrolment'>
export type RecordBody<K extends RecordKind> = v.InferOutput<(typeof recordBodies)[K]>
export const recordKinds = Object.keys(recordBodies) as readonly RecordKind[]
/** What a workstation may say by itself. Every other kind is a member's act and needs both keys. */
export const workstationKinds: ReadonlySet<RecordKind> = new Set([
  'batch',
  'stop-acknowledged',
  'finished',
  'suspend',
  'recovery',
  'machine-policy',
  'checkpoint',
])

/**
 * What stands around every body. seq counts from 1 per workstation without gaps; prev is the hash
 * of that workstation's record before it. heads names the newest record of every other workstation
 * that has moved since this workstation's record before (at most headsMax of them): along the chain
 * they add up to everything it has seen, so that removing or rolling back one record contradicts
 * another workstation's signature.
 */
export const headsMax = 200
export const RecordHeader = v.strictObject({
  org: Hash,
  kind: v.picklist(recordKinds),
  v: v.literal(1),
  /** Null: the workstation acts by itself, and alone signs. */
  member: v.nullable(Id),
  workstation: Id,
  seq: Seq,
  prev: v.nullable(Hash),
  at: Instant,
  heads: v.record(Id, v.strictObject({ seq: Seq, hash: Hash })),
})
export type RecordHeader = v.InferOutput<typeof RecordHeader>

/**
 * The header of any record whatever its kind and version: what stands around the body never changes
 * while the envelope's type says v1, so that a record of tomorrow counts in its chain today.
 */
export const UnknownHeader = v.strictObject({
  ...RecordHeader.entries,
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  v: Seq,
})
export type UnknownHeader = v.InferOutput<typeof UnknownHeader>

const Naming = v.object({ request: Hash })

/** A body of any kind that speaks about a request has its hash under this name. */
export function requestNamedBy(body: unknown): string | null {
  const parsed = v.safeParse(Naming, body)
  return parsed.success ? parsed.output.request : null
}
