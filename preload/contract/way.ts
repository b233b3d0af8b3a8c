import * as v from 'valibot'
import { Instant } from './channel.ts'

const wayFields = [
  'relay',
  'tls',
  'authority',
  'pins',
  'user',
  'fallbacks',
  'dkim',
  'dkim-key',
  'from',
  'reply-to',
  'envelope-sender',
  'smime',
] as const

/** By which route and sender mail would leave, beside the last release that was sent so. */
export const WayView = v.strictObject({
  /** new: nothing was ever sent by this route or this sender, as far as the person can read. */
  state: v.picklist(['same', 'changed', 'new']),
  facts: v.array(
    v.strictObject({
      field: v.picklist(wayFields),
      value: v.string(),
      was: v.picklist(['same', 'changed', 'new']),
      /** What stood there in the last release; empty unless that was something else. */
      before: v.string(),
    }),
  ),
  /** When the last release by this route, and by this sender, ended. */
  routeSentAt: v.nullable(Instant),
  senderSentAt: v.nullable(Instant),
  /** Since when administrators have signed both as they are; null while they have not. */
  sinceAt: v.nullable(Instant),
  /** From when mail may leave by it. */
  usableFrom: v.nullable(Instant),
})
export type WayView = v.InferOutput<typeof WayView>
