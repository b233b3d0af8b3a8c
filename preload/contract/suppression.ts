import * as v from 'valibot'
import { Instant } from './channel.ts'

export const suppressionReasons = ['unsubscribed', 'bounced', 'complained', 'by-hand'] as const
export const SuppressionReason = v.picklist(suppressionReasons)
export type SuppressionReason = v.InferOutput<typeof SuppressionReason>

/** An address, a domain with everything below it, or a pattern with * and ?. */
export const SuppressionKind = v.picklist(['address', 'domain', 'pattern'])
export type SuppressionKind = v.InferOutput<typeof SuppressionKind>

export const SuppressionView = v.strictObject({
  kind: SuppressionKind,
  value: v.string(),
  reason: SuppressionReason,
  source: v.string(),
  /** Name of the member; null where a machine found it. */
  member: v.nullable(v.string()),
  at: Instant,
})
export type SuppressionView = v.InferOutput<typeof SuppressionView>
