import * as v from 'valibot'
import { CertificateView } from './certificate.ts'
import { Code, Count, channel, Id, Instant, Line, Nothing } from './channel.ts'
import { DirectTls, Pins, plainTransport, TlsRule, Transport } from './transport.ts'

export const Host = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/),
)
export const Port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535))
export const DomainName = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/),
)
const Selector = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$/),
)

export const RouteView = v.strictObject({
  id: Id,
  name: v.string(),
  host: v.string(),
  port: Count,
  tls: TlsRule,
  user: v.nullable(v.string()),
  /** PEM of the certificate authority that the relay is pinned to; null: the system's. */
  ca: v.nullable(v.string()),
  dkim: v.strictObject({
    domain: v.string(),
    selector: v.string(),
    /** Name and text of the DNS record to publish. */
    recordName: v.string(),
    recordText: v.string(),
    /** The record of the second signature (RFC 8463); null: there is none. */
    ed25519: v.nullable(v.strictObject({ recordName: v.string(), recordText: v.string() })),
  }),
  transport: Transport,
  connectionsMax: Count,
  ratePerHourMax: v.nullable(Count),
  /** Since when administrators have signed it as it is; null: it waits for others to sign. */
  sinceAt: v.nullable(Instant),
  /** From when mail may leave by it, where the policy has what is new cool off. */
  usableFrom: v.nullable(Instant),
  /** How many approvers together open its password. */
  quorum: Count,
  approvers: v.array(Id),
})
export type RouteView = v.InferOutput<typeof RouteView>

export const SenderIdentityView = v.strictObject({
  id: Id,
  name: v.string(),
  address: v.string(),
  replyTo: v.nullable(v.string()),
  /** With what its mail is S/MIME signed; null: it is not. */
  certificate: v.nullable(CertificateView),
  /** Names of the routes whose approvals do not open the certificate's key. */
  routesWithoutKey: v.array(v.string()),
  /** As a route's. */
  sinceAt: v.nullable(Instant),
  usableFrom: v.nullable(Instant),
})
export type SenderIdentityView = v.InferOutput<typeof SenderIdentityView>

export const RelayTestStep = v.strictObject({
  step: v.picklist(['connect', 'greeting', 'tls', 'auth']),
  ok: v.boolean(),
  detail: v.string(),
  problem: v.nullable(
    v.strictObject({
      code: v.string(),
      params: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  ),
})
export type RelayTestStep = v.InferOutput<typeof RelayTestStep>

/** How far a try without a relay came; of several hosts that failed each has its step. */
export const DirectTestStep = v.strictObject({
  step: v.picklist(['hosts', 'sts', 'dane', 'connect', 'greeting', 'tls']),
  ok: v.boolean(),
  /** What there is a sentence for: of the policy, by what the host is known, or that nothing is encrypted. */
  said: v.nullable(
    v.picklist([
      ...(['absent', 'enforce', 'testing', 'none', 'unreadable'] as const),
      ...(['by-dane', 'by-mta-sts', 'by-route', 'clear'] as const),
    ]),
  ),
  detail: v.string(),
  problem: RelayTestStep.entries.problem,
})
export type DirectTestStep = v.InferOutput<typeof DirectTestStep>

const RelayInput = {
  host: Host,
  port: Port,
  tls: TlsRule,
  user: v.nullable(Line),
  password: v.nullable(v.pipe(v.string(), v.maxLength(1024))),
  ca: v.nullable(v.pipe(v.string(), v.maxLength(100_000))),
  pins: v.optional(Pins, []),
}

const { pins: _, ...plainWay } = plainTransport
const TransportInput = v.strictObject({
  ...v.omit(Transport, ['pins', 'fallbacks']).entries,
  fallbacks: v.pipe(v.array(v.strictObject(RelayInput)), v.maxLength(4)),
})

const RouteInput = {
  name: Line,
  ...RelayInput,
  dkimDomain: DomainName,
  dkimSelector: Selector,
  /** Signs with Ed25519 as well, under this selector. */
  dkimEd25519Selector: v.optional(v.nullable(Selector), null),
  transport: v.optional(TransportInput, { ...plainWay, fallbacks: [] }),
  connectionsMax: v.pipe(Count, v.minValue(1), v.maxValue(100)),
  ratePerHourMax: v.nullable(v.pipe(Count, v.minValue(1))),
  quorum: v.pipe(Count, v.minValue(1), v.maxValue(10)),
}
const SenderInput = {
  name: Line,
  address: v.pipe(v.string(), v.trim(), v.maxLength(254)),
  replyTo: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(254))),
}
const problems = ['policy', 'approval', 'identity', 'lists', 'journal', 'vault'] as const

/**
 * Every one that changes something makes the next policy: in force at once where one administrator's
 * signature is enough, and else when the others have signed.
 */
export const routesChannels = {
  'routes.list': channel({
    input: Nothing,
    output: v.array(RouteView),
    access: 'member',
    problems: ['journal', 'vault'],
  }),
  'routes.create': channel({
    input: v.strictObject({ ...RouteInput, code: Code }),
    output: RouteView,
    access: ['administrator'],
    problems,
  }),
  /**
   * The whole route anew under its id. With its secrets kept, what belongs to them (users, approvers
   * needed, kinds of DKIM keys) has to be as it was; without, passwords and DKIM keys are new.
   */
  'routes.change': channel({
    input: v.strictObject({ route: Id, ...RouteInput, keepsSecrets: v.boolean(), code: Code }),
    output: RouteView,
    access: ['administrator'],
    problems,
  }),
  'routes.remove': channel({
    input: v.strictObject({ route: Id, code: Code }),
    output: v.strictObject({ isInForce: v.boolean() }),
    access: ['administrator'],
    problems,
  }),
  /** Connects, secures and authenticates, and sends nothing. */
  'routes.test': channel({
    input: v.strictObject({ ...RelayInput, auth: v.optional(Transport.entries.auth, 'password') }),
    output: v.array(RelayTestStep),
    access: ['administrator'],
    problems: ['policy', 'sending'],
  }),
  /** Finds a domain's mail hosts, connects and secures as a route without a relay would, and sends nothing. */
  'routes.test-direct': channel({
    input: v.strictObject({ domain: DomainName, host: Host, tls: DirectTls }),
    output: v.array(DirectTestStep),
    access: ['administrator'],
    problems: ['policy', 'approval', 'sending', 'journal', 'vault'],
  }),
  'routes.sender-identities': channel({
    input: Nothing,
    output: v.array(SenderIdentityView),
    access: 'member',
    problems: ['journal', 'vault'],
  }),
  'routes.create-sender-identity': channel({
    input: v.strictObject({ ...SenderInput, code: Code }),
    output: SenderIdentityView,
    access: ['administrator'],
    problems,
  }),
  'routes.change-sender-identity': channel({
    input: v.strictObject({ identity: Id, ...SenderInput, code: Code }),
    output: SenderIdentityView,
    access: ['administrator'],
    problems: [...problems, 'message'],
  }),
  /** Lets a person choose a certificate file with its key (.pfx, .p12); null when cancelled. */
  'routes.choose-certificate': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ file: v.string(), name: v.string() })),
    access: ['administrator'],
    problems: ['vault'],
  }),
  /** Signs the sender's mail with it from now on; its key is sealed to the routes and kept nowhere else. */
  'routes.import-certificate': channel({
    input: v.strictObject({
      identity: Id,
      file: v.string(),
      password: v.pipe(v.string(), v.maxLength(1024)),
      code: Code,
    }),
    output: SenderIdentityView,
    access: ['administrator'],
    problems: [...problems, 'message'],
  }),
  /** From now on the sender's mail has no S/MIME signature. */
  'routes.remove-certificate': channel({
    input: v.strictObject({ identity: Id, code: Code }),
    output: SenderIdentityView,
    access: ['administrator'],
    problems,
  }),
  'routes.remove-sender-identity': channel({
    input: v.strictObject({ identity: Id, code: Code }),
    output: v.strictObject({ isInForce: v.boolean() }),
    access: ['administrator'],
    problems,
  }),
}
