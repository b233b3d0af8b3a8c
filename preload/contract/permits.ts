import * as v from 'valibot'
import { Code, Count, channel, Hash, Id, Instant, Line, NamedTexts, Nothing } from './channel.ts'
import { SuppressionKind } from './suppression.ts'

export const PermitState = v.picklist(['waiting', 'agreed', 'refused', 'expired', 'used'])
export type PermitState = v.InferOutput<typeof PermitState>

/** What others are asked to agree to, word for word; its digest is what they sign. */
export const Statement = v.variant('act', [
  v.strictObject({
    act: v.literal('export-contacts'),
    /** 32 random bytes: keeps the digest from confirming a guess. */
    salt: Hash,
    list: Id,
    listName: v.string(),
    contactCount: Count,
    /** When the list last changed: another state of it needs another petition. */
    updatedAt: Instant,
    reason: Line,
  }),
  v.strictObject({
    act: v.literal('export-suppressions'),
    salt: Hash,
    count: Count,
    version: Count,
    reason: Line,
  }),
  v.strictObject({
    act: v.literal('lift-suppression'),
    salt: Hash,
    kind: SuppressionKind,
    value: v.string(),
    reason: Line,
  }),
])
export type Statement = v.InferOutput<typeof Statement>

/** What a petitioner says; the rest of the statement is what the core finds. */
const Asked = v.variant('act', [
  v.strictObject({ act: v.literal('export-contacts'), list: Id, reason: Line }),
  v.strictObject({ act: v.literal('export-suppressions'), reason: Line }),
  v.strictObject({
    act: v.literal('lift-suppression'),
    kind: SuppressionKind,
    value: v.string(),
    reason: Line,
  }),
])

export const PermitView = v.strictObject({
  petition: Hash,
  state: PermitState,
  /** Null for whoever it was not sealed to. Values are masked for whoever may not read addresses. */
  statement: v.nullable(Statement),
  member: v.string(),
  isOwn: v.boolean(),
  /** Whether the one who asks can decide on it now. */
  mayDecide: v.boolean(),
  agreed: Count,
  quorum: Count,
  at: Instant,
  expiresAt: Instant,
})
export type PermitView = v.InferOutput<typeof PermitView>

const curators = ['list-manager'] as const
const problems = ['policy', 'permits', 'approval', 'lists', 'identity', 'journal', 'vault'] as const

/** How the organization's policy has it here and now. */
export const PermitRules = v.strictObject({
  /** Agreements that an export needs; 0: nothing leaves. */
  exportQuorum: Count,
  liftNeedsSecond: v.boolean(),
  /** Whether the one who asks may look behind a mask. */
  mayUnmask: v.boolean(),
})
export type PermitRules = v.InferOutput<typeof PermitRules>

export const permitsChannels = {
  'permits.rules': channel({ input: Nothing, output: PermitRules, access: 'member', problems }),
  'permits.list': channel({
    input: Nothing,
    output: v.array(PermitView),
    access: 'member',
    problems,
  }),
  'permits.ask': channel({
    input: v.strictObject({ asked: Asked, code: Code }),
    output: PermitView,
    access: curators,
    problems,
  }),
  'permits.decide': channel({
    input: v.strictObject({ petition: Hash, verdict: v.picklist(['agree', 'refuse']), code: Code }),
    output: PermitView,
    access: ['approver'],
    problems,
  }),
  /** Writes the file that others have agreed to, once; null when the dialog was cancelled. */
  'permits.export': channel({
    input: v.strictObject({ petition: Hash, code: Code }),
    output: v.nullable(v.strictObject({ name: v.string(), rowCount: Count })),
    access: curators,
    problems,
  }),
  /** Shows one masked contact in the clear, with a reason and a record. */
  'permits.unmask': channel({
    input: v.strictObject({ list: Id, contact: Count, reason: Line, code: Code }),
    output: v.strictObject({ address: v.string(), fields: NamedTexts }),
    access: 'member',
    problems,
  }),
}
