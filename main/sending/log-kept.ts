import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { hasFlightLog } from './flight-log.ts'
import { openFlightView } from './flight-view.ts'

/**
 * Whether the flight log still knows what the journal says has left. An engine without its log would
 * freeze the rows anew and send to everybody once more, so that a file that was deleted or put back
 * from a copy must never be taken for a run that has not begun. Fails with `sending.log-lost`.
 */
export function assertLogKept(
  { journal, workstation }: Pick<Session, 'journal' | 'workstation'>,
  request: string,
  log: { readonly file: string; readonly key: Uint8Array },
): void {
  const passed = journal
    .recordsAbout(request)
    .filter((each) => each.kind === 'batch')
    .filter((each) => each.header.workstation === workstation.id)
  if (passed.length === 0) return
  const sentCount = Math.max(...passed.map(({ body }) => body.outcome.sent))
  if (!hasFlightLog(log.file)) fail('sending.log-lost', {})
  const view = openFlightView(log)
  try {
    const states = view.states()
    // What was sent stays sent, so the log can be ahead of the journal, never behind.
    if (states.size === 0 || (states.get('sent') ?? 0) < sentCount) fail('sending.log-lost', {})
  } finally {
    view.close()
  }
}
