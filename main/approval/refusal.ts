import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Dossier } from './dossier.ts'
import type { Count } from './quorum.ts'
import type { Shares } from './share-count.ts'
import type { Terms } from './terms.ts'

/** Member ids to names, for sentences only. */
export type Names = Readonly<Record<string, string>>

/** A word that was said against a request and holds whatever else was said; null when there is none. */
export function denialOf(dossier: Dossier, count: Count, names: Names): Problem | null {
  const by = (member: string | null | undefined) => ({ by: names[member ?? ''] ?? member ?? '' })
  if (count.rejections.length > 0)
    return toProblem('approval.rejected', by(count.rejections[0]?.header.member))
  if (count.returns.length > 0)
    return toProblem('approval.returned', by(count.returns[0]?.header.member))
  if (dossier.withdrawals.length > 0) return toProblem('approval.withdrawn', {})
  if (dossier.stops.length > 0) return toProblem('approval.stopped', {})
  if (dossier.successors.length > 0) return toProblem('approval.superseded', {})
  return null
}

/**
 * One run, never two. Before the start no activation may exist; during the run only the one that is
 * ours, and the run may not have ended.
 */
export function runProblem(dossier: Dossier, activation: string | null): Problem | null {
  const others = dossier.activations.filter((each) => each.hash !== activation)
  const isOurs = activation === null || dossier.activations.some(({ hash }) => hash === activation)
  return others.length > 0 || dossier.finished.length > 0 || !isOurs
    ? toProblem('approval.already-run', {})
    : null
}

/** What a count is measured by. */
export interface Measure {
  readonly terms: Terms
  readonly shares: Shares
}

/** What is missing before a request is approved; null when it is. */
export function missingOf(count: Count, { terms, shares }: Measure): Problem | null {
  const { quorum, second } = terms
  if (count.approvals.length < quorum)
    return toProblem('approval.needs-approval', { needed: quorum, found: count.approvals.length })
  if (second !== null && count.second.length < second.quorum)
    return toProblem('approval.needs-second-stage', {
      needed: second.quorum,
      found: count.second.length,
    })
  // Without them the route's password stays shut, whatever was approved.
  const { found, needed } = shares
  return found < needed ? toProblem('approval.needs-share', { needed, found }) : null
}

/** From when mail may leave, in milliseconds: the hold begins with the last approval that was needed. */
export function holdUntil(count: Count, { quorum, second, holdMinutes }: Terms): number {
  const needed = [
    ...count.approvals.slice(0, quorum),
    ...count.second.slice(0, second?.quorum ?? 0),
  ]
  const last = Math.max(0, ...needed.map(({ header }) => Date.parse(header.at)))
  return last + holdMinutes * 60_000
}

/** Whether the quorum is met and the times hold. now: milliseconds since the epoch. */
export function quorumProblem(
  dossier: Dossier,
  count: Count,
  { now, ...measure }: Measure & { readonly now: number },
): Problem | null {
  const { approveBy, executeBy } = dossier.request.body
  const missing = missingOf(count, measure)
  if (missing !== null)
    return now > Date.parse(approveBy)
      ? toProblem('approval.approval-expired', { at: approveBy })
      : missing
  if (now > Date.parse(executeBy)) return toProblem('approval.execution-expired', { at: executeBy })
  const until = holdUntil(count, measure.terms)
  return now < until
    ? toProblem('approval.on-hold', { until: new Date(until).toISOString() })
    : null
}
