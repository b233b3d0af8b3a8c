import * as v from 'valibot'
import { Count, Hash, Id, Instant, Role } from '../../preload/contract/channel.ts'
import { TlsRule, Transport } from '../../preload/contract/transport.ts'
import { PolicyRules } from './policy-rules.ts'
import { Base64, PublicKey, Seq, Version } from './record.ts'

/** The same for a whole organization: a stanza for each member, and what they read. */
const LongBase64 = v.pipe(v.string(), v.maxLength(3_000_000), v.regex(/^[A-Za-z0-9+/]*={0,2}$/))

/**
 * root.N: who may sign directories and policies. root.1's hash is the organization's fingerprint.
 * `directory` and `policy` name where those chains stood when this root took over (null in root.1):
 * everything up to there stays as its own root had it signed, everything after needs this root's
 * administrators. So a removed administrator can neither rewrite the past nor add to it.
 */
export const RootBody = v.strictObject({
  type: v.literal('root'),
  n: Seq,
  prev: v.nullable(Hash),
  at: Instant,
  expiresAt: Instant,
  organizationName: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  rootKeys: v.array(PublicKey),
  rootThreshold: Seq,
  administratorKeys: v.array(PublicKey),
  administratorThreshold: Seq,
  directory: v.nullable(Version),
  policy: v.nullable(Version),
  /** Who can open data after a loss, `threshold` of `shares` together. They can sign nothing. */
  recovery: v.exactOptional(v.strictObject({ sealKey: PublicKey, threshold: Seq, shares: Seq })),
  /** In root.1 of a sample organization, and so in its fingerprint; no real one has it. */
  sample: v.exactOptional(v.literal(true)),
})
export type RootBody = v.InferOutput<typeof RootBody>
export type RecoveryRule = NonNullable<RootBody['recovery']>

/**
 * Where one role of a member is good, and from when. Null stands for everywhere and everything. A
 * role of a member without an entry is unlimited since the member's `since`.
 */
export const Grant = v.strictObject({
  role: Role,
  /** Cooling-off counts from here. A new or wider grant is never older than its directory. */
  since: Instant,
  departments: v.nullable(v.pipe(v.array(Id), v.maxLength(200))),
  routes: v.nullable(v.pipe(v.array(Id), v.maxLength(200))),
  recipientsMax: v.nullable(Seq),
})
export type Grant = v.InferOutput<typeof Grant>

/** Up to which number of a workstation's chain a compromised key is believed. */
const LastValid = v.strictObject({ workstation: Id, seq: Count })

export const DirectoryMember = v.strictObject({
  id: Id,
  signKey: PublicKey,
  sealKey: PublicKey,
  roles: v.array(Role),
  /** left: what was signed stays good. revoked: compromised, see lastValid. */
  status: v.picklist(['active', 'left', 'revoked']),
  /** When the present roles were granted: cooling-off counts from here. */
  since: Instant,
  workstations: v.array(Id),
  /** Two entries of one human being have one person; absent: the id itself. */
  person: v.exactOptional(Id),
  grants: v.exactOptional(v.array(Grant)),
  /** When they left or were revoked. */
  until: v.exactOptional(Instant),
  /**
   * Of a revoked member: whatever they signed on a workstation after this number grants nothing. On a
   * workstation that is not named, nothing does. Absent: all up to the revocation stays good.
   */
  lastValid: v.exactOptional(v.array(LastValid)),
})
export type DirectoryMember = v.InferOutput<typeof DirectoryMember>

export const DirectoryWorkstation = v.strictObject({
  id: Id,
  signKey: PublicKey,
  sealKey: PublicKey,
  status: v.picklist(['active', 'revoked']),
  /** Of a revoked one: what it signed after this number grants nothing. */
  lastValid: v.exactOptional(Count),
})
export type DirectoryWorkstation = v.InferOutput<typeof DirectoryWorkstation>

/** directory.N: members, workstations and grants. Accepted only as current + 1 over prev. */
export const DirectoryBody = v.strictObject({
  type: v.literal('directory'),
  org: Hash,
  n: Seq,
  prev: v.nullable(Hash),
  at: Instant,
  expiresAt: Instant,
  members: v.array(DirectoryMember),
  workstations: v.array(DirectoryWorkstation),
  /** Departments, for lists, grants and limits; their names are sealed. */
  departments: v.exactOptional(v.pipe(v.array(Id), v.maxLength(500))),
  /** DirectoryNames as JSON, sealed to every active member. */
  sealed: LongBase64,
})
export type DirectoryBody = v.InferOutput<typeof DirectoryBody>

export const DirectoryNames = v.strictObject({
  members: v.record(Id, v.string()),
  workstations: v.record(Id, v.string()),
  departments: v.exactOptional(v.record(Id, v.string())),
})
export type DirectoryNames = v.InferOutput<typeof DirectoryNames>

/** Where mail goes and how it is secured and signed. Its digest is in every manifest. */
export const Route = v.strictObject({
  id: Id,
  name: v.string(),
  host: v.string(),
  port: Count,
  tls: TlsRule,
  /** PEM that the relay's certificate must chain to; null: the system's authorities. */
  ca: v.nullable(v.string()),
  user: v.nullable(v.string()),
  dkim: v.strictObject({
    domain: v.string(),
    selector: v.string(),
    publicKey: v.string(),
    /** A second signature (RFC 8463): its 32-byte public key in base64, as DNS carries it. */
    ed25519: v.optional(v.strictObject({ selector: v.string(), publicKey: v.string() })),
  }),
  transport: v.optional(Transport),
  connectionsMax: Count,
  ratePerHourMax: v.nullable(Count),
  quorum: Seq,
  /** Random: keeps the digest in the open from confirming a guess. */
  salt: v.optional(Hash),
  /**
   * X25519: what is sealed to it, only the route's secrets open. Absent: routes from before there were
   * senders with keys of their own.
   */
  sealKey: v.optional(PublicKey),
})
export type Route = v.InferOutput<typeof Route>

/** With what a sender's mail is signed (RFC 8551). */
export const SenderCertificate = v.strictObject({
  /** SHA-256 of the first. */
  sha256: Hash,
  /** DER in base64: the signer's first, then each one's issuer. */
  certificates: v.pipe(v.array(Base64), v.minLength(1), v.maxLength(10)),
})
export type SenderCertificate = v.InferOutput<typeof SenderCertificate>

export const SenderIdentity = v.strictObject({
  id: Id,
  name: v.string(),
  address: v.string(),
  replyTo: v.nullable(v.string()),
  /** As a route's. */
  salt: v.optional(Hash),
  /** Absent: its mail has no S/MIME signature. */
  smime: v.optional(SenderCertificate),
})
export type SenderIdentity = v.InferOutput<typeof SenderIdentity>

/**
 * By what members are told by mail that something waits. It is no route: no name, password or DKIM key,
 * and nobody outside `domains` gets anything by it.
 */
export const NoticeRelay = v.strictObject({
  host: v.string(),
  port: Count,
  tls: TlsRule,
  /** As a route's. */
  ca: v.nullable(v.string()),
  /** The envelope's and the header's. */
  sender: v.string(),
  /** The organization's own, in A-labels and lower case: an address is in one of them, or refused. */
  domains: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(50)),
  /** 32 bytes: members' addresses stand in the journal under it, so that every member's PC can tell them. */
  addressKey: Hash,
})
export type NoticeRelay = v.InferOutput<typeof NoticeRelay>

/**
 * A sender's private key, sealed to what the secrets of one route open: so nothing but an approval of
 * that route brings it to light, as it is with the route's own.
 */
export const SenderKey = v.strictObject({
  identity: Id,
  /** Of the certificate that it belongs to. */
  sha256: Hash,
  route: Id,
  /** The route's sealKey when it was sealed. */
  sealKey: PublicKey,
  sealed: Base64,
})
export type SenderKey = v.InferOutput<typeof SenderKey>

/** The part of the policy that only members read: relays and addresses are the organization's own. */
export const PolicyDetail = v.strictObject({
  routes: v.array(Route),
  senderIdentities: v.array(SenderIdentity),
  noticeRelay: v.exactOptional(NoticeRelay),
  senderKeys: v.exactOptional(v.pipe(v.array(SenderKey), v.maxLength(2000))),
})
export type PolicyDetail = v.InferOutput<typeof PolicyDetail>

/**
 * That a route or a sender is so and not otherwise, and since when, said in the open: so whoever cannot
 * read the detail verifies it too, and a change cannot be dated back behind its cooling-off.
 */
export const PolicyEntry = v.strictObject({
  kind: v.picklist(['route', 'sender']),
  id: Id,
  /** See entryDigest. */
  digest: Hash,
  /** `at` of the policy that made it what it is. */
  since: Instant,
})
export type PolicyEntry = v.InferOutput<typeof PolicyEntry>

/** What opens a route's secrets, in shares. */
export const RouteKey = v.strictObject({
  route: Id,
  threshold: Seq,
  /** Each approver's share of the route key, sealed to that approver. */
  shares: v.array(v.strictObject({ member: Id, sealed: Base64 })),
  /** The relay's password and the DKIM private key under the route key. */
  secrets: Base64,
  /** The route key itself, sealed to the recovery group where there is one. */
  recovery: v.exactOptional(Base64),
  /** When the secrets were typed and made; renewing the key leaves it. Absent: from the beginning. */
  enteredAt: v.exactOptional(Instant),
})

export type RouteKey = v.InferOutput<typeof RouteKey>

/** policy.N: the organization's rules, routes and sender identities. */
export const PolicyBody = v.strictObject({
  type: v.literal('policy'),
  org: Hash,
  n: Seq,
  prev: v.nullable(Hash),
  at: Instant,
  expiresAt: Instant,
  rules: PolicyRules,
  routeKeys: v.array(RouteKey),
  /** One for each route and sender of the detail; absent while there is none. */
  entries: v.exactOptional(v.pipe(v.array(PolicyEntry), v.maxLength(2000))),
  /** PolicyDetail as JSON, sealed to every active member. */
  sealed: LongBase64,
})
export type PolicyBody = v.InferOutput<typeof PolicyBody>
/** As it is signed: without the rules that stand where an absent one stands. */
export type WrittenPolicy = v.InferInput<typeof PolicyBody>
