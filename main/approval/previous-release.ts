import type { Session } from '../identity/identity.ts'
import { requestsTo } from '../message/message.ts'

/**
 * The newest finished release to exactly these lists, of those filed from this workstation: only its
 * vault knows a request's lists without opening it. Null when there is none.
 */
export function previousRelease(
  { db, journal }: Pick<Session, 'db' | 'journal'>,
  lists: readonly string[],
): { request: string; count: number } | null {
  const requests = new Set(requestsTo(db, lists))
  const newest = journal
    .recordsOf('finished')
    .findLast(({ body }) => body.phase === 'finished' && requests.has(body.request))
  const request = newest && journal.byHash(newest.body.request)
  return request?.kind === 'request'
    ? { request: newest?.body.request ?? '', count: request.body.recipientCount }
    : null
}
