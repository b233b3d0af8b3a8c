import * as v from 'valibot'
import { channel, Id, Instant, Nothing } from './channel.ts'

/** What receivers and their resolvers look at, in the order in which it is shown. */
export const findingSubjects = [
  'sender-domain',
  'spf-envelope',
  'spf-from',
  'dkim',
  'dmarc',
  'bimi',
  'relay',
  'ptr',
  'mta-sts',
  'tls-rpt',
  'dane',
] as const
export type FindingSubject = (typeof findingSubjects)[number]

/** Every verdict with the parameters of its sentence. */
export const findingParams = {
  /** Of any subject: the resolver has answered that it cannot say, or has not answered. */
  'lookup-failed': ['name', 'reason'],

  'domain-mx': ['domain', 'hosts'],
  'domain-address-only': ['domain'],
  'domain-null-mx': ['domain'],
  'domain-none': ['domain'],

  'spf-pass': ['domain', 'addresses'],
  'spf-missing': ['domain'],
  'spf-many': ['domain', 'count'],
  'spf-not-named': ['domain', 'address', 'result'],
  'spf-lookups': ['domain', 'count'],
  'spf-invalid': ['domain', 'detail'],
  'spf-no-address': ['domain'],

  'dkim-good': ['name', 'bits'],
  'dkim-ed25519-good': ['name'],
  'dkim-missing': ['name'],
  'dkim-many': ['name', 'count'],
  'dkim-other-key': ['name'],
  'dkim-revoked': ['name'],
  'dkim-restricted': ['name', 'tag'],
  'dkim-testing': ['name'],
  'dkim-short': ['name', 'bits'],

  'dmarc-pass': ['domain', 'policy', 'policyDomain'],
  'dmarc-none': ['domain', 'policyDomain'],
  'dmarc-testing': ['policyDomain'],
  'dmarc-missing': ['domain'],
  'dmarc-many': ['domain', 'count'],
  'dmarc-invalid': ['policyDomain'],
  'dmarc-not-aligned': ['domain', 'organization', 'signingDomain'],
  'dmarc-spf-only': ['domain', 'signingDomain'],
  'dmarc-dkim-only': ['domain'],
  /** Neither of SPF and DKIM is known to carry it, and one of them is not known at all. */
  'dmarc-undecided': ['domain'],
  'dmarc-no-reports': ['policyDomain'],

  'bimi-found': ['domain', 'location'],
  'bimi-declined': ['domain'],
  'bimi-missing': ['domain'],
  'bimi-waits': ['domain'],
  'bimi-invalid': ['domain', 'detail'],

  'relay-resolves': ['host', 'addresses'],
  'relay-unknown': ['host'],

  'ptr-good': ['address', 'host'],
  'ptr-missing': ['address'],
  'ptr-mismatch': ['address', 'host'],
  'ptr-private': ['address'],
  'ptr-no-address': [],

  'mta-sts-good': ['domain'],
  'mta-sts-testing': ['domain'],
  'mta-sts-off': ['domain'],
  /** Its policy names none of these hosts, so that no mail reaches them from whoever keeps to it. */
  'mta-sts-host': ['domain', 'hosts'],
  /** The web server has not given it, or it is no policy. */
  'mta-sts-unread': ['domain', 'fault'],
  'mta-sts-missing': ['domain'],
  'mta-sts-many': ['domain', 'count'],
  'mta-sts-invalid': ['domain'],

  'tls-rpt-found': ['domain', 'to'],
  'tls-rpt-missing': ['domain'],
  'tls-rpt-many': ['domain', 'count'],
  'tls-rpt-invalid': ['domain'],

  'dane-good': ['host'],
  'dane-missing': ['host'],
  'dane-not-validated': ['host'],
  'dane-not-believed': ['host'],
  'dane-unusable': ['host'],
  'dane-mismatch': ['host'],
  'dane-untried': ['host', 'fault'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type FindingCode = keyof typeof findingParams
const findingCodes = Object.keys(findingParams) as FindingCode[]

/**
 * good: as it should be. advice: mail arrives, and could be trusted more. wrong: receivers refuse mail or
 * mark it. unknown: DNS does not say.
 */
export const FindingVerdict = v.picklist(['good', 'advice', 'wrong', 'unknown'])
export type FindingVerdict = v.InferOutput<typeof FindingVerdict>

/** What to publish, as texts to be copied. */
export const Publication = v.variant('kind', [
  v.strictObject({
    kind: v.literal('record'),
    name: v.string(),
    type: v.picklist(['TXT', 'MX', 'PTR', 'A', 'TLSA']),
    text: v.string(),
    /** The same as a line of a zone file, long texts in parts of 255 octets. */
    zoneLine: v.string(),
  }),
  v.strictObject({ kind: v.literal('file'), url: v.string(), text: v.string() }),
])
export type Publication = v.InferOutput<typeof Publication>

export const DeliverabilityFinding = v.strictObject({
  subject: v.picklist(findingSubjects),
  verdict: FindingVerdict,
  code: v.picklist(findingCodes),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  /** The name that was asked for, and what stands there. */
  name: v.string(),
  found: v.array(v.string()),
  publish: v.array(Publication),
})
export type DeliverabilityFinding = v.InferOutput<typeof DeliverabilityFinding>

/** Addresses of this many machines may send for one route. */
const outletsMax = 20
const Address = v.pipe(v.string(), v.trim(), v.maxLength(45), v.ip())
const Outlets = v.pipe(v.array(Address), v.maxLength(outletsMax))

export const DeliverabilityReport = v.strictObject({
  at: Instant,
  /** The resolvers that were asked, and whether what they say of DNSSEC is believed. */
  servers: v.array(v.string()),
  trustsDnssec: v.boolean(),
  /** Addresses that receivers see mail of this route come from. */
  outlets: v.strictObject({
    addresses: v.array(v.string()),
    /** Nobody has entered any: the relay's own public addresses were taken. */
    areAssumed: v.boolean(),
  }),
  findings: v.array(DeliverabilityFinding),
})
export type DeliverabilityReport = v.InferOutput<typeof DeliverabilityReport>

export const deliverabilityChannels = {
  /** Asks DNS anew; and of what the organization publishes itself its web server for MTA-STS and its mail hosts for their keys. */
  'deliverability.examine': channel({
    input: v.strictObject({ route: Id, identity: Id }),
    output: DeliverabilityReport,
    access: ['administrator'],
    problems: ['deliverability', 'approval', 'journal', 'vault'],
  }),
  /** What was entered on this PC for a route; empty: nothing. */
  'deliverability.outlets': channel({
    input: v.strictObject({ route: Id }),
    output: v.array(v.string()),
    access: ['administrator'],
    problems: ['approval', 'journal', 'vault'],
  }),
  'deliverability.set-outlets': channel({
    input: v.strictObject({ route: Id, addresses: Outlets }),
    output: Nothing,
    access: ['administrator'],
    problems: ['approval', 'journal', 'vault'],
  }),
}
