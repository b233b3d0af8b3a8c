import { setImmediate } from 'node:timers/promises'
import type { Verdict } from '../../preload/contract/campaigns.ts'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { ruleTrialChannels, TriedRelease } from '../../preload/contract/rule-trial.ts'
import { ProblemError } from '../../preload/problem.ts'
import { checkFrozen, type Judged, rulesForChecks, toResults } from '../checks/checks.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { severityFloor } from '../policy/policy.ts'
import type { Manifest } from './manifest.ts'
import { openRelease, rowsOf } from './open-request.ts'

const releasesMax = 20

export function ruleTrialHandlers(o: {
  readonly session: () => Session
}): Handlers<typeof ruleTrialChannels> {
  return { 'checks.try': ({ severities }) => tryRules(o.session(), severities) }
}

/**
 * What the checks would say of the newest releases under these rules. Only what this person or this
 * workstation can open is looked at; nothing is written, and nobody's address leaves this function.
 */
async function tryRules(
  session: Session,
  severities: Readonly<Record<string, Verdict>>,
): Promise<{ releases: TriedRelease[]; unreadable: number }> {
  const released = new Set(session.journal.recordsOf('finished').map(({ body }) => body.request))
  const requests = session.journal
    .recordsOf('request')
    .filter(({ hash }) => released.has(hash))
    .sort((a, b) => (a.header.at < b.header.at ? 1 : -1))
    .slice(0, releasesMax)
  const releases: TriedRelease[] = []
  let unreadable = 0
  for (const request of requests) {
    const tried = await tryRelease(session, request, severities)
    if (tried === null) unreadable += 1
    else releases.push(tried)
    await setImmediate()
  }
  return { releases, unreadable }
}

/** Null: it is sealed to others, or is no longer there. */
async function tryRelease(
  session: Session,
  request: VerifiedRecord<'request'>,
  severities: Readonly<Record<string, Verdict>>,
): Promise<TriedRelease | null> {
  const { journal, sealing, workstation } = session
  const keys = [sealing, workstation.sealing]
  try {
    const { manifest, content } = await openRelease(journal, request, keys)
    const judged = await checkFrozen(
      {
        templateBytes: content.template,
        identity: manifest.headers.from,
        ...rulesForChecks(journal.policy().rules),
        fields: [...manifest.fields],
        count: manifest.audience.count,
        nowMs: Date.parse(request.header.at),
        window: { fromMs: toMs(manifest.window.from), untilMs: toMs(manifest.window.until) },
        attachments: manifest.attachments.map(({ name, type }, at) => ({
          ...{ name, type, bytes: content.attachments[at] ?? new Uint8Array() },
        })),
      },
      () => rowsOf(journal, request, keys),
    )
    const results = toResults(withRecorded(judged, manifest), {
      severities,
      floorOf: (check) => severityFloor(journal.machine, check),
    })
    const idsOf = (verdict: Verdict) =>
      results.flatMap((each) => (each.verdict === verdict ? [each.check] : []))
    return {
      request: request.hash,
      campaignName: manifest.campaign.name,
      filedAt: request.header.at,
      count: manifest.audience.count,
      stopped: idsOf('stop'),
      warned: idsOf('warning'),
    }
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

/** What was found when it was filed stands where it cannot be found again: against the release before it. */
function withRecorded(judged: readonly Judged[], { checks }: Manifest): Judged[] {
  return judged.map((each) => {
    const recorded = checks.find(({ check }) => check === each.check)
    if (each.findings.length > 0 || recorded === undefined) return each
    const findings = recorded.findings.map(({ code, params }) => ({
      ...{ verdict: 'warning' as const, code, params },
    }))
    return { check: each.check, findings }
  })
}

function toMs(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant)
}
