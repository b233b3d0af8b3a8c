import * as v from 'valibot'
import { Code, Count, channel, Id, Instant, Line, Nothing } from './channel.ts'
import { KeeperProofs } from './keepers.ts'

/** One rule of the policy with its value as JSON; the core alone says which values are allowed. */
export const RuleView = v.strictObject({
  name: v.string(),
  value: v.string(),
  /** Who has fixed it, where an administrator of the organization cannot change it here. */
  lockedBy: v.nullable(v.picklist(['machine'])),
})
export type RuleView = v.InferOutput<typeof RuleView>

export const changeKinds = [
  'member-added',
  'member-roles',
  'member-status',
  'member-other',
  'workstation-added',
  'workstation-other',
  'name',
  'rule',
  'route-added',
  'route-removed',
  'route-changed',
  'sender',
  'notice-relay',
  'route-keys',
  'renewal',
] as const

/** What a proposal changes, said of one thing: `before` or `after` is empty where there is none. */
export const ProposedDifference = v.strictObject({
  kind: v.picklist(changeKinds),
  subject: v.string(),
  before: v.string(),
  after: v.string(),
})
export type ProposedDifference = v.InferOutput<typeof ProposedDifference>

export const ProposalView = v.strictObject({
  id: v.string(),
  byName: v.string(),
  at: Instant,
  signedByNames: v.array(v.string()),
  needed: Count,
  /** Whether whoever asks has signed it. */
  isSigned: v.boolean(),
  differences: v.array(ProposedDifference),
})
export type ProposalView = v.InferOutput<typeof ProposalView>

export const AdministratorsView = v.strictObject({
  /** Members whose keys the organization key names. */
  members: v.array(Id),
  threshold: Count,
  /** Keepers of the organization key, and how many of them a change needs. */
  keeperCount: Count,
  keeperThreshold: Count,
  version: Count,
})
export type AdministratorsView = v.InferOutput<typeof AdministratorsView>

/** Whose a list or a request can be; rights and limits go by its id. */
export const DepartmentView = v.strictObject({ id: Id, name: v.string() })
export type DepartmentView = v.InferOutput<typeof DepartmentView>

const problems = ['identity', 'journal', 'vault', 'lists'] as const

export const governanceChannels = {
  'governance.rules': channel({
    input: Nothing,
    output: v.array(RuleView),
    access: 'member',
    problems: ['journal'],
  }),
  'governance.change-rule': channel({
    input: v.strictObject({
      name: v.pipe(v.string(), v.maxLength(64)),
      value: v.pipe(v.string(), v.maxLength(50_000)),
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems: ['policy', ...problems],
  }),
  /** Those that wait for signatures. */
  'governance.proposals': channel({
    input: Nothing,
    output: v.array(ProposalView),
    access: ['administrator'],
    problems,
  }),
  'governance.co-sign': channel({
    input: v.strictObject({ id: v.string(), code: Code }),
    output: v.strictObject({ isInForce: v.boolean() }),
    access: ['administrator'],
    problems,
  }),
  'governance.object': channel({
    input: v.strictObject({ id: v.string(), code: Code }),
    output: Nothing,
    access: ['administrator'],
    problems,
  }),
  /**
   * left: what they signed stays good. revoked: their key is in wrong hands; what it signed from
   * `distrustedFrom` on grants nothing. Null: all that is on record stays good.
   */
  'governance.end-membership': channel({
    input: v.strictObject({
      member: Id,
      how: v.picklist(['left', 'revoked']),
      distrustedFrom: v.nullable(Instant),
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems,
  }),
  'governance.departments': channel({
    input: Nothing,
    output: v.array(DepartmentView),
    access: 'member',
    problems: ['journal'],
  }),
  /** A new one (department null), or another name for one. */
  'governance.save-department': channel({
    input: v.strictObject({ department: v.nullable(Id), name: Line, code: Code }),
    output: Nothing,
    access: ['administrator'],
    problems,
  }),
  'governance.administrators': channel({
    input: Nothing,
    output: AdministratorsView,
    access: ['administrator'],
    problems,
  }),
  /** Needs the sheets of enough keepers: who may sign for the organization stands in its key. */
  'governance.change-administrators': channel({
    input: v.strictObject({
      members: v.pipe(v.array(Id), v.minLength(1), v.maxLength(50)),
      threshold: v.pipe(Count, v.minValue(1)),
      proofs: KeeperProofs,
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems,
  }),
}
