import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import { toProblem } from '../../preload/problem.ts'
import type { Journal } from '../journal/journal.ts'
import { fromRecorded } from './outcome-count.ts'
import { toPlainOrNull } from './release-run.ts'
import type { ReleaseRow } from './release-table.ts'

/** A release as the journal tells it, on any workstation; null when it was never activated. */
export function recordedProgress(journal: Journal, request: string): ReleaseProgress | null {
  const about = journal.recordsAbout(request)
  const asked = journal.byHash(request)
  const activation = about.find(({ kind }) => kind === 'activation')
  if (asked?.kind !== 'request' || !activation) return null
  const byExecutor = about.filter(
    ({ header }) => header.workstation === activation.header.workstation,
  )
  const finished = byExecutor.find((each) => each.kind === 'finished')
  const newest = byExecutor
    .filter((each) => each.kind === 'batch')
    .toSorted((a, b) => b.header.seq - a.header.seq)[0]
  const { recipientCount } = asked.body
  const outcome = finished?.body.outcome ?? newest?.body.outcome ?? null
  const isStopping = about.some(({ kind }) => kind === 'stop')
  return {
    request,
    recipientCount,
    phase: finished?.body.phase ?? (isStopping ? 'stopping' : 'running'),
    counts: fromRecorded(outcome, recipientCount),
    ratePerSecond: 0,
    secondsLeft: null,
    connections: 0,
    startedAt: activation.header.at,
    finishedAt: finished?.header.at ?? null,
    problem: null,
  }
}

/** The same where it was sent from, while no engine is running. */
export function keptProgress(
  recorded: ReleaseProgress,
  { phase, problem, startedAt, finishedAt }: ReleaseRow,
): ReleaseProgress {
  // Not finished and no engine: somebody has to take it up again, or to say what became of the rest.
  const open = phase === null ? toProblem('sending.interrupted', {}) : null
  return {
    ...recorded,
    phase: phase ?? (recorded.phase === 'stopping' ? 'stopping' : 'paused'),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    problem: toPlainOrNull(problem ?? open),
  }
}
