import { requestOf } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import { suppressionsSince } from '../lists/lists.ts'
import type { LateSuppression } from './late-suppression.ts'

/** Whom this workstation has suppressed since the request was filed, and with it its rows frozen. */
export function suppressedSince({ db, journal }: Session, request: string): LateSuppression[] {
  return suppressionsSince(db, requestOf(journal, request).header.at)
}
