import * as v from 'valibot'
import { Verdict } from './campaigns.ts'
import { Count, channel, Hash, Instant } from './channel.ts'

/** What the checks would say of a past release under other rules. */
export const TriedRelease = v.strictObject({
  request: Hash,
  campaignName: v.string(),
  filedAt: Instant,
  count: Count,
  /** Ids of the checks that would stop it, and of those that would warn. */
  stopped: v.array(v.string()),
  warned: v.array(v.string()),
})
export type TriedRelease = v.InferOutput<typeof TriedRelease>

export const ruleTrialChannels = {
  /** Runs every check over the newest releases that this person can open; changes nothing. */
  'checks.try': channel({
    input: v.strictObject({ severities: v.record(v.pipe(v.string(), v.maxLength(64)), Verdict) }),
    output: v.strictObject({
      /** Newest first. */
      releases: v.array(TriedRelease),
      /** Releases whose content is sealed to others. */
      unreadable: Count,
    }),
    access: ['administrator'],
    problems: ['journal', 'checks', 'vault'],
  }),
}
