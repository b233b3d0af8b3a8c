import type { CheckResult, Verdict } from '../../preload/contract/campaigns.ts'
import { removedCount } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import type { Masking } from '../address/mask.ts'
import { audienceState, audienceSummary, fieldsOf, freezeAudience } from '../lists/lists.ts'
import { audienceOf, campaignOf, compileTemplate, readCampaign } from '../message/message.ts'
import { type MachineValues, severityFloor } from '../policy/policy.ts'
import type { Clock } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { CheckFacts } from './check.ts'
import { createCheckResults, dataVersions, digestOf } from './check-results.ts'
import { runChecks } from './check-run.ts'
import { type CheckHandlers, checkHandlers } from './handlers.ts'
import { waivers0010 } from './schema/0010-waivers.ts'
import { withWaivers } from './waiver.ts'

/**
 * Pre-send checks (送信前チェック): rules over every single message of a campaign, before anybody is
 * asked to approve it. Face of the folder.
 */
export type { CheckFacts } from './check.ts'
export { runChecks } from './check-run.ts'
export { maskResults } from './mask-results.ts'

export const checksMigrations = [waivers0010] as const

export interface ChecksOptions {
  readonly clock: Clock
  /** Fails with `ipc.locked` when nobody is signed in. */
  readonly session: () => { readonly db: WritableDb }
  /** The sender identity of that id in the present policy. */
  readonly senderIdentity: (
    id: string,
  ) => { readonly name: string; readonly address: string } | null
  /** How many the last release to the same lists had. */
  readonly previousCount?: (lists: readonly string[]) => number | null
  /** How addresses look to whoever may not read them; by the organization's policy. */
  readonly masking?: () => Masking
  /** The policy's verdicts by check id. */
  readonly severities?: () => Readonly<Record<string, Verdict>>
  /** What IT has laid down for this machine. */
  readonly machine?: MachineValues
}

export interface Checks {
  readonly handlers: CheckHandlers
  /** Runs every check over the campaign as it stands, with the waivers that still fit. */
  readonly resultsFor: (campaign: string) => Promise<CheckResult[]>
  /** Another text when anything that the checks look at has changed; waivers are not part of it. */
  readonly stateOf: (campaign: string) => string
}

export function createChecks(options: ChecksOptions): Checks {
  const { session } = options
  const known = createCheckResults()
  const resultsFor = async (id: string): Promise<CheckResult[]> => {
    const { db } = session()
    const results = await known.of(db, id, {
      key: () => keyOf(options, db, id),
      run: async () => {
        const severities = options.severities?.() ?? {}
        return runChecks(await factsOf(options, db, id), {
          severities,
          floorOf: (check) => severityFloor(options.machine ?? {}, check),
        })
      },
    })
    return withWaivers(session().db, id, results)
  }
  return {
    handlers: checkHandlers({
      ...{ clock: options.clock, session, resultsFor },
      masking: options.masking ?? (() => 'first-letter'),
    }),
    resultsFor,
    stateOf: (id) => keyOf(options, session().db, id),
  }
}

async function factsOf(options: ChecksOptions, db: WritableDb, id: string): Promise<CheckFacts> {
  const { campaign, templateBytes, attachments } = readCampaign(db, id)
  const audience = audienceOf(campaign)
  const now = options.clock.now()
  const { count, removed } = await audienceSummary(db, audience, now)
  return {
    template: compileTemplate(templateBytes),
    attachments,
    identity: campaign.identity === null ? null : options.senderIdentity(campaign.identity),
    fields: fieldsOf(db, audience),
    count,
    removed: removedCount(removed),
    previousCount: options.previousCount?.(campaign.lists) ?? null,
    audience: () => (count === 0 ? [] : freezeAudience(db, audience, now)),
  }
}

/** Everything that the facts depend on, without reading the contacts themselves. */
function keyOf(options: ChecksOptions, db: WritableDb, id: string): string {
  const { updatedAt: _, ...campaign } = campaignOf(db, id)
  return digestOf([
    campaign,
    audienceState(db, audienceOf(campaign)),
    fieldsOf(db, audienceOf(campaign)),
    campaign.identity === null ? null : options.senderIdentity(campaign.identity),
    options.previousCount?.(campaign.lists) ?? null,
    options.severities?.() ?? {},
    dataVersions(db),
  ])
}

/** Refuses to file what a check stops: `checks.stopped`, `checks.warning-open`. */
export function requireCleared(results: readonly CheckResult[]): void {
  const stopped = results.find((each) => each.verdict === 'stop')
  if (stopped !== undefined) fail('checks.stopped', { check: stopped.check })
  const open = results.find((each) => each.verdict === 'warning' && each.waived === null)
  if (open !== undefined) fail('checks.warning-open', { check: open.check })
}
