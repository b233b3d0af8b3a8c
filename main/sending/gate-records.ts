import type { DeliveryCounts } from '../../preload/contract/releases.ts'
import { type ApprovalMaterial, verifyApproval } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import { requireClockAndPlace } from './activation.ts'
import type { LateSuppression } from './late-suppression.ts'
import { toRecorded } from './outcome-count.ts'
import { requireNewestEngine } from './run-claim.ts'
import { isStopped } from './run-watch.ts'
import type { SendingOptions } from './sending-options.ts'
import { suppressedSince } from './suppressed-since.ts'

/** A batch that the engine is about to send, and how its run stands. */
export interface GateNeed {
  readonly batch: number
  readonly firstIndex: number
  readonly count: number
  readonly counts: DeliveryCounts
}

/** The gate's half in the core: what is new, on record before it is sent, in bytes. */
export async function bringRecords(
  options: SendingOptions,
  session: Session,
  o: {
    readonly need: GateNeed
    readonly request: string
    /** The number of the engine that this core has claimed. */
    readonly engine: number
    readonly material: (session: Session) => ApprovalMaterial
    readonly onStopped: () => void
  },
): Promise<{ material: ApprovalMaterial; suppressed: readonly LateSuppression[] }> {
  const { request } = o
  requireClockAndPlace(options, session)
  await session.journal.sync()
  await requireNewestEngine(session, request, o.engine)
  const material = o.material(session)
  if (isStopped(() => verifyApproval(material))) o.onStopped()
  const { batch, firstIndex, count, counts } = o.need
  await session.journal.append({
    kind: 'batch',
    body: { request, batch, firstIndex, count, outcome: toRecorded(counts) },
    signer: null,
  })
  return { material, suppressed: suppressedSince(session, request) }
}
