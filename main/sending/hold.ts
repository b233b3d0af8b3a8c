import type { DeliveryCounts } from '../../preload/contract/releases.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { canaryProblem } from './canary.ts'

/** Why a run whose engine has ended is not over yet: a person's word is wanted. Null: nothing is. */
export async function holdProblem(
  session: Session,
  request: string,
  counts: DeliveryCounts,
): Promise<Problem | null> {
  const canary = await canaryProblem(session, request, counts)
  if (canary !== null || counts.waiting > 0 || counts.inDoubt === 0) return canary
  return toProblem('sending.doubts-open', { count: counts.inDoubt })
}
