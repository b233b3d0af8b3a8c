import type { CheckResult, Finding, Verdict } from '../../preload/contract/campaigns.ts'
import type { Recipient } from '../lists/lists.ts'
import type { CheckFacts } from './check.ts'
import { type Judged, startChecks } from './check-session.ts'

/** Messages between two pauses: about ten milliseconds of work. */
const messagesBetweenPauses = 100

export interface Severities {
  /** By check id, where the organization's policy differs from the product. */
  readonly severities?: Readonly<Record<string, Verdict>>
  /** The least that findings of a check count for on this machine; null: it does not say. */
  readonly floorOf?: (check: string) => Exclude<Verdict, 'pass'> | null
}

export interface CheckOptions extends Severities {
  /** Lets other work go on; called every hundred messages. */
  readonly pause?: () => Promise<void>
}

/** Renders every message of the campaign and shows each to every check, in this thread. */
export async function runChecks(
  facts: CheckFacts,
  audience: () => Iterable<Recipient>,
  { pause = untilNextTurn, ...severities }: CheckOptions = {},
): Promise<CheckResult[]> {
  const session = startChecks(facts)
  for (const see of [session.survey, session.message]) {
    let index = 0
    for (const row of audience()) {
      see(row, index)
      index += 1
      if (index % messagesBetweenPauses === 0) await pause()
    }
  }
  return toResults(session.finish(), severities)
}

/** The findings as the organization's policy and this machine weigh them. */
export function toResults(
  judged: readonly Judged[],
  { severities = {}, floorOf = () => null }: Severities = {},
): CheckResult[] {
  return judged.map(({ check, findings: found }) => {
    const findings = found.map(({ code, params }): Finding => ({ code, params: { ...params } }))
    const own = found.some((each) => each.verdict === 'stop') ? 'stop' : 'warning'
    const verdict = findings.length === 0 ? 'pass' : worse(severities[check] ?? own, floorOf(check))
    return { check, verdict, findings, waived: null }
  })
}

const bySeverity: readonly Verdict[] = ['pass', 'warning', 'stop']

function worse(verdict: Verdict, floor: Verdict | null): Verdict {
  return floor !== null && bySeverity.indexOf(floor) > bySeverity.indexOf(verdict) ? floor : verdict
}

function untilNextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
