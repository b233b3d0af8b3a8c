import * as v from 'valibot'
import { Count, channel, Hash, Id, Instant, Line, Nothing } from './channel.ts'
import { Condition } from './condition.ts'

/** No more than so many mails to one person within so many days, counted to the moment. */
export const FrequencyCap = v.strictObject({
  mailsMax: v.pipe(Count, v.minValue(1), v.maxValue(1000)),
  days: v.pipe(Count, v.minValue(1), v.maxValue(3650)),
})
export type FrequencyCap = v.InferOutput<typeof FrequencyCap>

const Ids = v.pipe(v.array(Id), v.maxLength(200))

/** What an audience is besides its lists. */
export const AudienceRules = v.strictObject({
  segments: Ids,
  exceptLists: Ids,
  exceptRequests: v.pipe(v.array(Hash), v.maxLength(200)),
  cap: v.nullable(FrequencyCap),
})
export type AudienceRules = v.InferOutput<typeof AudienceRules>

/** Who gets a mailing: (lists + segments) - lists - recipients of earlier requests - suppressed. */
export interface Audience extends AudienceRules {
  readonly lists: readonly string[]
}

export const noRules: AudienceRules = {
  segments: [],
  exceptLists: [],
  exceptRequests: [],
  cap: null,
}

/** How many were left out, and why; each contact under the first reason that fits, in this order. */
export const Removed = v.strictObject({
  /** Mentioned more than once. */
  duplicate: Count,
  /** In a list that is taken away. */
  excluded: Count,
  /** Got one of the earlier mailings. */
  earlier: Count,
  suppressed: Count,
  /** Would get more mails than the cap allows. */
  capped: Count,
  /** Old addresses of mobile carriers and ones that are not in ASCII: no relay is sure to take them. */
  unreachable: Count,
})
export type Removed = v.InferOutput<typeof Removed>

export function removedCount(removed: Removed): number {
  return Object.values(removed).reduce((sum, each) => sum + each, 0)
}

export const SegmentView = v.strictObject({
  id: Id,
  name: v.string(),
  lists: v.array(Id),
  condition: Condition,
  updatedAt: Instant,
})
export type SegmentView = v.InferOutput<typeof SegmentView>

const curators = ['list-manager'] as const
const someLists = v.pipe(Ids, v.minLength(1))

/**
 * Whoever may make conditions can ask them about any contact, one by one: that is a way of reading,
 * and only for whoever curates the lists.
 */
export const segmentsChannels = {
  /** Names only, and what they are made of, for choosing one. */
  'segments.list': channel({
    input: Nothing,
    output: v.array(SegmentView),
    access: curators,
    problems: ['lists', 'vault'],
  }),
  'segments.names': channel({
    input: Nothing,
    output: v.array(v.strictObject({ id: Id, name: v.string() })),
    access: ['author', 'list-manager'],
    problems: ['lists', 'vault'],
  }),
  /** segment: the one to change, or null for a new one. */
  'segments.save': channel({
    input: v.strictObject({
      segment: v.nullable(Id),
      name: Line,
      lists: someLists,
      condition: Condition,
    }),
    output: SegmentView,
    access: curators,
    problems: ['lists', 'vault'],
  }),
  'segments.delete': channel({
    input: v.strictObject({ segment: Id }),
    output: Nothing,
    access: curators,
    problems: ['lists', 'vault'],
  }),
  /** How many fit now; suppressed ones are among them. */
  'segments.count': channel({
    input: v.strictObject({ lists: someLists, condition: Condition }),
    output: v.strictObject({ count: Count, total: Count }),
    access: curators,
    problems: ['lists', 'vault'],
  }),
  /** Values that a field has most often, for choosing instead of typing. */
  'segments.values': channel({
    input: v.strictObject({ lists: someLists, field: v.pipe(v.string(), v.maxLength(200)) }),
    output: v.array(v.strictObject({ value: v.string(), count: Count })),
    access: curators,
    problems: ['lists', 'vault'],
  }),
}
