import type { Audience } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { departmentsOfAudience } from '../lists/lists.ts'

/**
 * Of which department the contacts are: who may approve goes by it, so there is one at most. Null:
 * all of them are on everybody's lists. Fails with `approval.several-departments`.
 */
export function departmentOf({ db }: Pick<Session, 'db'>, audience: Audience): string | null {
  const [only, ...others] = departmentsOfAudience(db, audience)
  if (others.length > 0) fail('approval.several-departments', {})
  return only ?? null
}
