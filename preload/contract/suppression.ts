import * as v from 'valibot'
import { Code, Count, channel, Hash, Instant, Line, Page } from './channel.ts'

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
  /** Where it came from, in the words of whoever entered it. */
  source: v.string(),
  /** Name of the member; null where a machine found it. */
  member: v.nullable(v.string()),
  at: Instant,
})
export type SuppressionView = v.InferOutput<typeof SuppressionView>

const curators = ['list-manager'] as const
const problems = ['lists', 'permits', 'identity', 'journal', 'vault'] as const

export const suppressionChannels = {
  'suppression.list': channel({
    input: v.strictObject({ search: v.pipe(v.string(), v.maxLength(200)), ...Page }),
    output: v.strictObject({ total: Count, rows: v.array(SuppressionView) }),
    // Values are masked by the core for an administrator, and no search finds them.
    access: ['list-manager', 'administrator'],
    problems: ['lists', 'vault'],
  }),
  /** Lines as they were typed or pasted, one value each; what is none is given back with its line. */
  'suppression.add': channel({
    input: v.strictObject({
      text: v.pipe(v.string(), v.maxLength(5_000_000)),
      reason: SuppressionReason,
      source: v.pipe(v.string(), v.trim(), v.maxLength(200)),
    }),
    output: v.strictObject({
      added: Count,
      known: Count,
      refused: v.array(v.strictObject({ line: Count, value: v.string() })),
      refusedCount: Count,
    }),
    access: curators,
    problems: ['lists', 'vault'],
  }),
  /**
   * Lifts it at once where the policy lets one person; else it needs a petition to which others have
   * agreed. Fails with `permits.needed`.
   */
  'suppression.lift': channel({
    input: v.strictObject({
      kind: SuppressionKind,
      value: v.string(),
      reason: Line,
      petition: v.nullable(Hash),
      code: Code,
    }),
    output: v.strictObject({}),
    access: curators,
    problems,
  }),
}
