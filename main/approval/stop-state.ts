import type { StopView } from '../../preload/contract/approval.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import type { Standing } from './standing.ts'

/** FAULTS S27: whoever hears nothing for so long has to reach the operator in another way. */
export const silenceMsMax = 60_000

/**
 * What became of the first word against a release: whether the workstation that sends has said that
 * it heard it. Null when nothing was released, or nothing was said against it. now: milliseconds.
 */
export function stopStateOf(session: Session, standing: Standing, now: number): StopView | null {
  const { dossier, count } = standing
  const [activation] = dossier.activations
  const words = [...dossier.stops, ...dossier.withdrawals, ...count.rejections, ...count.returns]
  const [word] = words.toSorted(byTime)
  if (activation === undefined || word === undefined) return null
  const { journal } = session
  const { nameOf, workstationNameOf } = journal.directory()
  const answer = answerTo(session, standing)
  const silentMs = now - Date.parse(word.header.at)
  return {
    askedAt: word.header.at,
    askedBy: nameOf(word.header.member ?? ''),
    acknowledgedAt: answer?.header.at ?? null,
    isOverdue: answer === null && silentMs >= silenceMsMax,
    // What has not left this PC, nobody can have heard.
    isStoreOffline: answer === null && journal.storeStatus().offlineSinceAt !== null,
    operator: nameOf(activation.header.member ?? ''),
    workstation: workstationNameOf(activation.header.workstation),
    contact: journal.policy().rules.stopContact,
  }
}

/** The end of the run, or that the executor has heard a stop; whichever came first. */
function answerTo({ journal }: Session, { dossier }: Standing): VerifiedRecord | null {
  const { request, stops, finished } = dossier
  const heard = journal
    .recordsAbout(request.hash)
    .filter(
      (each) =>
        each.kind === 'stop-acknowledged' &&
        each.header.workstation === request.body.executor &&
        stops.some(({ hash }) => hash === each.body.stop),
    )
  return [...heard, ...finished].toSorted(byTime)[0] ?? null
}

function byTime(a: VerifiedRecord, b: VerifiedRecord): number {
  return a.header.at < b.header.at ? -1 : 1
}
