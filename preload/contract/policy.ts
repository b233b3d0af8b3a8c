import * as v from 'valibot'
import { Count, channel, FileToken, Instant, Nothing } from './channel.ts'

/** Where a machine's policy comes from, in the order in which it is asked. */
export const PolicySource = v.picklist(['group-policy', 'policy-file', 'installer'])
export type PolicySource = v.InferOutput<typeof PolicySource>

/** One setting that IT can fix for a machine. Values are JSON; titles in the window's language. */
export const MachineSettingView = v.strictObject({
  name: v.string(),
  group: v.picklist(['office', 'relay', 'approval', 'sign-in', 'addresses', 'program']),
  title: v.string(),
  explain: v.string(),
  /** What IT says; null: nothing. */
  value: v.nullable(v.string()),
  source: v.nullable(PolicySource),
  /** What was given could not be read, so that the strictest value counts. */
  isReplaced: v.boolean(),
  isLocked: v.boolean(),
  overrode: v.array(v.strictObject({ source: PolicySource, given: v.string() })),
  /** What the organization's policy says to the same, and what of both is in force; null: unknown. */
  organization: v.nullable(v.string()),
  inForce: v.nullable(v.string()),
})
export type MachineSettingView = v.InferOutput<typeof MachineSettingView>

export const MachinePolicyView = v.strictObject({
  sources: v.array(v.strictObject({ name: PolicySource, place: v.string() })),
  settings: v.array(MachineSettingView),
  problems: v.array(
    v.strictObject({
      source: PolicySource,
      place: v.string(),
      kind: v.picklist([
        'unreadable',
        'missing',
        'malformed',
        'unprotected',
        'unknown-setting',
        'malformed-value',
      ]),
      setting: v.string(),
    }),
  ),
  /** Starts at which something had changed since the start before, newest first. */
  changes: v.array(
    v.strictObject({ at: Instant, settings: v.array(v.string()), problemCount: Count }),
  ),
  /** Of the organization on this PC, for the pin: 64 hexadecimal digits; null before there is one. */
  fingerprint: v.nullable(v.string()),
})
export type MachinePolicyView = v.InferOutput<typeof MachinePolicyView>

/** The store that IT names: a folder that can be taken as it is, or where a database is. */
export const NamedStore = v.variant('kind', [
  v.strictObject({
    kind: v.literal('folder'),
    folder: FileToken,
    path: v.string(),
    isLocked: v.boolean(),
  }),
  v.strictObject({
    kind: v.literal('database'),
    host: v.string(),
    port: Count,
    database: v.string(),
    isLocked: v.boolean(),
  }),
])
export type NamedStore = v.InferOutput<typeof NamedStore>

export const policyChannels = {
  /** Works before anybody has logged in, too. */
  'policy.explain': channel({
    input: Nothing,
    output: MachinePolicyView,
    access: 'anyone',
    problems: [],
  }),
  /** Null: IT names none. */
  'policy.store': channel({
    input: Nothing,
    output: v.nullable(NamedStore),
    access: 'anyone',
    problems: [],
  }),
}
