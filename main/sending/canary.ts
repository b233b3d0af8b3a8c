import type { DeliveryCounts } from '../../preload/contract/releases.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import { openManifest, requestOf } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import type { FlightLog } from './flight-log.ts'
import { toRecorded } from './outcome-count.ts'

/**
 * The first ones (先行分): so many rows of a release are tried once, and the rest waits for a sender's
 * signed word. Whether it has been said is read from the records every time, here and in the engine, so
 * that no crash skips it.
 */

/** The flight log as an engine sees it that may send the first rows only, each once. */
export function limitToFirst(log: FlightLog, firstCount: number | null): FlightLog {
  if (firstCount === null) return log
  const isOpen = () => {
    for (let index = 0; index < firstCount; index += 1)
      if (log.stateOf(index) === 'new') return true
    return false
  }
  return {
    ...log,
    findNew: (limit, mayTake = () => true) =>
      log.findNew(limit, (index) => index < firstCount && mayTake(index)),
    // Who was told to come later comes with the rest: greylisting must not hold up a person.
    findDue: () => [],
    nextDueAt: () => (isOpen() ? log.nextDueAt() : null),
  }
}

/** Why a run that has sent its first ones is held; null: nothing waits for a word about them. */
export async function canaryProblem(
  { journal, sealing, workstation }: Session,
  request: string,
  { waiting, deferred, sent, failed }: DeliveryCounts,
): Promise<Problem | null> {
  if (waiting + deferred === 0 || isPassed({ journal }, request)) return null
  const keys = [sealing, workstation.sealing]
  const { manifest } = await openManifest(journal, requestOf(journal, request), keys)
  return manifest.canary === undefined
    ? null
    : toProblem('sending.canary-waits', { sent, failed, deferred })
}

/** On record before anything more leaves. The signer must be a sender: the gate asks for that. */
export async function passCanary(
  { journal, member, signing }: Session,
  request: string,
  counts: DeliveryCounts,
): Promise<void> {
  if (isPassed({ journal }, request)) return
  await journal.append({
    kind: 'canary-passed',
    body: { request, outcome: toRecorded(counts) },
    signer: { member, signing },
  })
}

function isPassed({ journal }: Pick<Session, 'journal'>, request: string): boolean {
  return journal.recordsAbout(request).some(({ kind }) => kind === 'canary-passed')
}
