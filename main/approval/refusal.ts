import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Dossier } from './dossier.ts'
import type { Count } from './quorum.ts'

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

/** Whether the quorum is met and the times hold. now: milliseconds since the epoch. */
export function quorumProblem(
  dossier: Dossier,
  count: Count,
  { now, quorum }: { readonly now: number; readonly quorum: number },
): Problem | null {
  const { approveBy, executeBy } = dossier.request.body
  const found = count.approvals.length
  if (found < quorum)
    return now > Date.parse(approveBy)
      ? toProblem('approval.approval-expired', { at: approveBy })
      : toProblem('approval.needs-approval', { needed: quorum, found })
  return now > Date.parse(executeBy)
    ? toProblem('approval.execution-expired', { at: executeBy })
    : null
}
