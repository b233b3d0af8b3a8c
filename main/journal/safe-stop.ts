import { type ProblemCode, ProblemError, toProblem } from '../../preload/problem.ts'
import type { JournalState } from './journal-state.ts'

/**
 * Alarms that mean: something that was said may be missing here, be it a stop or a rejection. A
 * damaged or foreign file in the store is none of them, since it takes nothing away.
 */
const stopping: ReadonlySet<string> = new Set<ProblemCode>([
  'journal.rollback',
  'journal.fork',
  'journal.contradicted',
  'journal.chain-gap',
  'journal.named-not-found',
  'journal.no-organization',
  'journal.store-right-missing',
])

/** Fails with the first alarm that forbids a release, or with `journal.newer-record`. */
export function requireSound({ alarms, replica }: JournalState, request: string): void {
  const [problem] = alarms.problems().filter(({ code }) => stopping.has(code))
  if (problem) throw new ProblemError(problem)
  const [newer] = replica.newer().filter(({ about }) => about === request)
  if (!newer) return
  const { kind, workstation, seq } = newer
  throw new ProblemError(toProblem('journal.newer-record', { kind, workstation, seq }))
}
