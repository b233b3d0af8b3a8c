import type { CheckResult, Verdict } from '../../preload/contract/campaigns.ts'
import type { CheckProgress } from '../../preload/contract/checks.ts'
import { fail } from '../../preload/problem.ts'
import type { Masking } from '../address/mask.ts'
import { audienceState, fieldsOf } from '../lists/lists.ts'
import { audienceOf, campaignOf } from '../message/message.ts'
import { type MachineValues, severityFloor } from '../policy/policy.ts'
import type { Clock } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { CertificateFacts, RulesForChecks, SenderRecords, SendingWay } from './check.ts'
import { createCheckResults, dataVersions, digestOf } from './check-results.ts'
import { toResults } from './check-run.ts'
import { createCheckRuns } from './check-runs.ts'
import { type CheckHandlers, checkHandlers } from './handlers.ts'
import { waivers0010 } from './schema/0010-waivers.ts'
import { withWaivers } from './waiver.ts'

/**
 * Pre-send checks (送信前チェック): rules over every single message of a campaign, before anybody is
 * asked to approve it. Face of the folder.
 */
export type {
  CertificateFacts,
  CheckFacts,
  RulesForChecks,
  SenderRecords,
  SendingWay,
} from './check.ts'
export { toResults } from './check-run.ts'
export { checkFrozen } from './check-runs.ts'
export type { Judged } from './check-session.ts'
export { maskResults } from './mask-results.ts'
export { rulesForChecks, sendingWayOf } from './policy-facts.ts'

export const checksMigrations = [waivers0010] as const

export interface ChecksOptions {
  readonly clock: Clock
  /** Fails with `ipc.locked` when nobody is signed in. */
  readonly session: () => { readonly db: WritableDb }
  /** The sender identity of that id in the present policy. */
  readonly senderIdentity: (
    id: string,
  ) => { readonly name: string; readonly address: string } | null
  /** The certificate of a campaign's sender, and whether its route keeps the key. */
  readonly certificate?: (
    chosen: Readonly<Record<'identity' | 'route', string | null>>,
  ) => CertificateFacts | null
  /** The last release to the same lists, and how many it had. */
  readonly previous?: (
    lists: readonly string[],
  ) => { readonly request: string; readonly count: number } | null
  /** What the policy says for the checks; without it, nothing. */
  readonly rules?: () => RulesForChecks
  /** How mail leaves by a route of the present policy. */
  readonly sendingWay?: (route: string) => SendingWay | null
  /** What DNS says of a sender's domain; null when it cannot be asked. */
  readonly senderRecords?: (domain: string, dkim: string | null) => Promise<SenderRecords | null>
  /** How far a run has come. */
  readonly onProgress?: (progress: CheckProgress) => void
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
  const runs = createCheckRuns(options)
  const resultsFor = async (id: string): Promise<CheckResult[]> => {
    const { db } = session()
    const judged = await known.of(db, id, {
      key: () => keyOf(options, db, id),
      run: () => runs.run(db, id),
    })
    const weighed = toResults(judged, {
      severities: options.severities?.() ?? {},
      floorOf: (check) => severityFloor(options.machine ?? {}, check),
    })
    return withWaivers(session().db, id, weighed)
  }
  return {
    handlers: checkHandlers({
      ...{ clock: options.clock, session, resultsFor },
      stop: runs.stop,
      masking: options.masking ?? (() => 'first-letter'),
    }),
    resultsFor,
    stateOf: (id) => digestOf([keyOf(options, session().db, id), options.severities?.() ?? {}]),
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
    options.certificate?.(campaign) ?? null,
    options.previous?.(campaign.lists) ?? null,
    campaign.route === null ? null : (options.sendingWay?.(campaign.route) ?? null),
    options.rules?.() ?? null,
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
