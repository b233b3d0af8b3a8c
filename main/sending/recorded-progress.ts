import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import type { Journal } from '../journal/journal.ts'
import { fromRecorded } from './outcome-count.ts'

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
