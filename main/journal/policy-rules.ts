import * as v from 'valibot'
import { Verdict } from '../../preload/contract/campaigns.ts'
import { Count, Id, Line, passwordActs } from '../../preload/contract/channel.ts'

const Some = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const between = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max))
const hourMax = 10 * 365 * 24

/** What an approver can be asked to have open before Approve is enabled. */
export const lookNames = [
  'text',
  'html',
  'headers',
  'links',
  'attachments',
  'samples',
  'recipients',
  'domains',
  'checks',
  'route',
  'difference',
] as const
export const LookName = v.picklist(lookNames)
export type LookName = v.InferOutput<typeof LookName>

export const directDeliveryNames = ['never', 'encrypted', 'opportunistic'] as const

/** How an address looks to somebody who may not read it. */
export const maskingNames = ['first-letter', 'domain-only', 'nothing'] as const
/** Who may see a masked value in the clear, with a reason and a record. */
export const unmaskNames = ['nobody', 'readers', 'everyone'] as const

/** IPv4 or IPv6 with a prefix length, such as `192.0.2.0/24`; an address alone means all its bits. */
const Cidr = v.pipe(v.string(), v.maxLength(49), v.regex(/^[0-9a-fA-F.:]+(\/\d{1,3})?$/))
const Cidrs = v.pipe(v.array(Cidr), v.maxLength(200))
/** A host as a link names it, with everything inside it; ASCII, lower case. */
const Host = v.pipe(
  v.string(),
  v.maxLength(253),
  v.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/),
)
/** `1.2.3`, as in package.json. */
const AppVersion = v.pipe(v.string(), v.regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/))
const RetentionDays = v.optional(v.nullable(between(1, 36_500)), null)

/** A larger audience never needs fewer approvals. */
const QuorumTiers = v.pipe(
  v.array(v.strictObject({ recipientsMin: Some, quorum: Some })),
  v.maxLength(20),
  v.check((tiers) =>
    tiers.every((tier, at) => {
      const before = tiers[at - 1]
      return !before || (tier.recipientsMin > before.recipientsMin && tier.quorum >= before.quorum)
    }),
  ),
)

/**
 * The rules of policy.N. What came after the first four is optional on paper: a rule that stands
 * where the product always had it is not written (`writtenRules`), so that an older version reads on
 * until somebody makes use of what it does not know, and then refuses. So the value of an absent
 * rule never changes: it was signed for.
 */
export const PolicyRules = v.strictObject({
  /** Hours between a grant and its first use. */
  coolingOffHours: Count,
  /** Approvals that every request needs at least. */
  quorumMin: Some,
  /** Minutes that a run goes on while the store is out of reach. */
  storeGraceMinutes: Count,
  /** Checks whose warning or stop differs from the product's own, by id. */
  severities: v.record(v.string(), Verdict),

  /** From so many recipients, so many approvals. Ascending. */
  quorumTiers: v.optional(QuorumTiers, []),
  /** From so many recipients, further approvals by others after the first ones. */
  secondStage: v.optional(
    v.nullable(
      v.strictObject({
        recipientsMin: Some,
        quorum: Some,
        /** Who may give them; empty: any approver who has not approved at the first stage. */
        members: v.pipe(v.array(Id), v.maxLength(200)),
      }),
    ),
    null,
  ),
  /** What is different for a request that its author calls urgent; null: nobody can. */
  urgent: v.optional(
    v.nullable(v.strictObject({ quorum: Some, holdMinutes: between(0, 10_080) })),
    null,
  ),
  /**
   * From so many recipients, so many are mailed first, and the rest waits until a sender has looked at
   * their outcome and lets it go.
   */
  canary: v.optional(
    v.nullable(v.strictObject({ recipientsMin: Some, count: between(1, 10_000) })),
    null,
  ),
  /** Minutes between the last approval and the first mail, in which any approver can cancel. */
  holdMinutes: v.optional(between(0, 10_080), 0),
  /** The longest that a request may wait for its approvals. */
  approvalHoursMax: v.optional(between(1, hourMax), 720),
  /** The longest that an approved request may wait for its end. */
  executionHoursMax: v.optional(between(1, hourMax), 720),
  /** What an approver has to have opened. */
  looks: v.optional(v.pipe(v.array(LookName), v.maxLength(lookNames.length)), []),
  /** From so many recipients the approver types their number; null: never. */
  typeCountFrom: v.optional(v.nullable(Some), null),
  /** Hours between the policy that brings or changes a route or a sender and the first mail by it. */
  routeCoolingOffHours: v.optional(between(0, 720), 0),
  /** Whether requests and decisions may be carried as files where the store does not reach. */
  parcelsAllowed: v.optional(v.boolean(), true),
  /**
   * Minutes from the last approval in which a run may start and go on without the store; null: it
   * starts only with the store in reach.
   */
  storelessMinutesMax: v.optional(v.nullable(between(1, 1440)), null),
  /** How long an approver may pass the right on to another; null: not at all. */
  delegationHoursMax: v.optional(v.nullable(between(1, hourMax)), null),
  /**
   * Whom to call when a stop is not answered, such as a department and its extension. It stands in the
   * open in the store, so no name belongs here; null: only the operator's name is shown.
   */
  stopContact: v.optional(v.nullable(Line), null),
  /**
   * Whether a route may go to receivers' own mail hosts, without a relay; with `opportunistic` also to
   * hosts that offer no TLS.
   */
  directDelivery: v.optional(v.picklist(directDeliveryNames), 'never'),
  /** Hosts that links in messages may open, each with its subdomains; empty: any. */
  linkHosts: v.optional(v.pipe(v.array(Host), v.maxLength(500)), []),
  /** Hours of the day in Japan in which no release ought to begin; null: none. */
  quietHours: v.optional(
    v.nullable(v.strictObject({ from: between(0, 23), until: between(0, 24) })),
    { from: 21, until: 8 },
  ),
  /** After so many days without a change a list is told to be old; null: never. */
  listAgeDaysMax: v.optional(v.nullable(between(1, 36_500)), 365),
  /** Tests of drafts that a member may mail themselves within a day; 0: none. */
  testSendsMax: v.optional(between(0, 100), 10),
  /** The largest audience for a department or a route; null stands for any. */
  recipientLimits: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          department: v.nullable(Id),
          route: v.nullable(Id),
          recipientsMax: Some,
        }),
      ),
      v.maxLength(500),
    ),
    [],
  ),

  /** Without a sign of life a session ends then; at the latest after an hour. */
  idleMinutesMax: v.optional(between(1, 1440), 10),
  /** However busy, a session ends then; at the latest after a day. */
  sessionHoursMax: v.optional(between(1, 168), 12),
  /** Acts that need the password again besides a code. */
  passwordFor: v.optional(
    v.pipe(v.array(v.picklist(passwordActs)), v.maxLength(passwordActs.length)),
    [],
  ),
  /** So long one entry of the password is enough for further acts; 0: each asks for it. */
  passwordGraceMinutes: v.optional(between(0, 15), 0),
  /** Networks from which somebody may sign in; empty: any. */
  loginNetworks: v.optional(Cidrs, []),
  /** Networks from which a delivery may be released; empty: any. */
  releaseNetworks: v.optional(Cidrs, []),
  /** The oldest version that may act; null: any. */
  appVersionMin: v.optional(v.nullable(AppVersion), null),

  masking: v.optional(v.picklist(maskingNames), 'first-letter'),
  unmask: v.optional(v.picklist(unmaskNames), 'readers'),
  /** Approvals that an export of contacts needs; 0: none may be made. */
  exportQuorum: v.optional(Count, 1),
  /** Whether lifting a suppression needs a second person's signature. */
  suppressionLiftNeedsSecond: v.optional(v.boolean(), false),
  /** Days after which something is destroyed; null: kept until somebody says otherwise. */
  retention: v.optional(
    v.strictObject({
      listDays: RetentionDays,
      resultDays: RetentionDays,
      messageDays: RetentionDays,
    }),
    { listDays: null, resultDays: null, messageDays: null },
  ),
})
export type PolicyRules = v.InferOutput<typeof PolicyRules>
export type WrittenRules = v.InferInput<typeof PolicyRules>

const requiredNames = ['coolingOffHours', 'quorumMin', 'storeGraceMinutes', 'severities'] as const

/** What of the rules is written into a policy: the first four, and what differs from its absence. */
export function writtenRules(rules: PolicyRules): WrittenRules {
  const absent = Object.entries(v.parse(PolicyRules, onlyRequired(rules)))
  const isAbsent = (name: string, value: unknown) =>
    !requiredNames.some((each) => each === name) &&
    absent.some(([key, plain]) => key === name && JSON.stringify(plain) === JSON.stringify(value))
  const written = Object.entries(rules).filter(([name, value]) => !isAbsent(name, value))
  return { ...onlyRequired(rules), ...Object.fromEntries(written) }
}

/** The approvals that an audience of this size needs by the policy alone. */
export function quorumFor({ quorumMin, quorumTiers }: PolicyRules, recipientCount: number): number {
  const tiers = quorumTiers.filter((each) => recipientCount >= each.recipientsMin)
  return Math.max(quorumMin, ...tiers.map((each) => each.quorum))
}

/** How many of an audience of this size are mailed before the rest waits; null: it does not. */
export function canaryFor({ canary }: PolicyRules, recipientCount: number): number | null {
  if (canary === null || recipientCount < canary.recipientsMin) return null
  return canary.count < recipientCount ? canary.count : null
}

function onlyRequired({
  coolingOffHours,
  quorumMin,
  storeGraceMinutes,
  severities,
}: WrittenRules): WrittenRules {
  return { coolingOffHours, quorumMin, storeGraceMinutes, severities }
}
