import type { RequestState } from '../../preload/contract/approval.ts'
import type { Dossier } from './dossier.ts'
import type { Count } from './quorum.ts'
import { type Measure, missingOf } from './refusal.ts'

/**
 * Where a request stands. A pure function of what was signed, of the count and of the time, so it
 * is the same on every workstation whatever order the records came in.
 *
 * finished, stopped, halted: the executor said how the run ended; nothing after that matters.
 * running: activated and not ended yet, even if somebody has asked for a stop meanwhile.
 * rejected, returned, withdrawn, stopped: one valid word against it is enough.
 * expired: not approved in time, or approved and not started in time.
 * approved: the quorum is met, in both stages where there are two, even while the hold lasts.
 * filed: it is not yet.
 */
export function foldRequestState(
  dossier: Dossier,
  count: Count,
  context: StateContext,
): RequestState {
  const { request, finished, activations, withdrawals, successors, stops } = dossier
  const ending = finished.map(({ body }) => body.phase)
  for (const phase of ['halted', 'stopped', 'finished'] as const)
    if (ending.includes(phase)) return phase
  if (activations.length > 0) return 'running'
  if (count.rejections.length > 0) return 'rejected'
  if (count.returns.length > 0) return 'returned'
  if (withdrawals.length > 0 || successors.length > 0) return 'withdrawn'
  if (stops.length > 0) return 'stopped'
  const { now } = context
  if (now > Date.parse(request.body.executeBy)) return 'expired'
  if (missingOf(count, context) === null) return 'approved'
  return now > Date.parse(request.body.approveBy) ? 'expired' : 'filed'
}

export interface StateContext extends Measure {
  /** Milliseconds since the epoch. */
  readonly now: number
}
