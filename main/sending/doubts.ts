import type { DeliveryCounts, DoubtVerdict } from '../../preload/contract/releases.ts'
import { fail } from '../../preload/problem.ts'
import { requireApprover } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import { type Move, type Reason, toCounts } from './delivery-state.ts'
import { openFlightLog } from './flight-log.ts'
import { assertLogKept } from './log-kept.ts'
import type { ReleaseRow } from './release-table.ts'

/**
 * What a person says of deliveries in doubt. Each word is a signed record before its row moves; a row
 * whose move was cut off is still in doubt, and asked about again.
 */
export interface Settlement {
  readonly request: string
  readonly indexes: readonly number[]
  readonly verdict: DoubtVerdict
}

/** So many of one release may go once more on a sender's own word; above that an approver says so. */
export const resendsAloneMax = 3

const moveOf = {
  arrived: { move: 'accept', reason: 'resolved-arrived' },
  'not-arrived': { move: 'refuse', reason: 'resolved-not-arrived' },
  resend: { move: 'resend', reason: 'resolved-resend' },
} as const satisfies Record<DoubtVerdict, { readonly move: Move; readonly reason: Reason }>

/**
 * Records and applies it, where no engine is running. Fails with `sending.not-in-doubt`, with
 * `approval.already-run` for a resend after the end of the run, and as requireApprover does.
 */
export async function settleDoubts(
  session: Session,
  o: Settlement & {
    readonly row: ReleaseRow
    readonly log: { readonly file: string; readonly key: Uint8Array }
    readonly now: number
  },
): Promise<DeliveryCounts> {
  const { journal, member, signing } = session
  const { request, indexes, verdict, now } = o
  if (verdict === 'resend') requireMayResend(session, o)
  assertLogKept(session, request, o.log)
  const log = await openFlightLog({ ...o.log, now })
  try {
    const isDoubtful = (index: number) => index < log.count && log.stateOf(index) === 'in-doubt'
    const known = new Set(indexes)
    if (known.size !== indexes.length || !indexes.every(isDoubtful))
      fail('sending.not-in-doubt', {})
    const { move, reason } = moveOf[verdict]
    for (const index of indexes) {
      const body = { request, index, verdict }
      await journal.append({ kind: 'in-doubt-resolved', body, signer: { member, signing } })
      log.move(move, index, { reason, code: null, reply: null, dueAt: null, at: now })
    }
    await log.flush()
    return toCounts(log.states())
  } finally {
    await log.close()
  }
}

function requireMayResend(
  session: Session,
  { request, indexes, row, now }: Settlement & { readonly row: ReleaseRow; readonly now: number },
): void {
  if (row.phase !== null) fail('approval.already-run', {})
  const before = session.journal
    .recordsAbout(request)
    .filter((each) => each.kind === 'in-doubt-resolved' && each.body.verdict === 'resend').length
  const isAlone = before + indexes.length <= resendsAloneMax
  if (!isAlone || !session.roles.includes('sender')) requireApprover(session, request, now)
}
