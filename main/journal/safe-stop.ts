import { type ProblemCode, ProblemError, toProblem } from '../../preload/problem.ts'
import { datedBackAbout } from './dated-back.ts'
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
  'journal.directory-dated-back',
])

/** Fails with the first alarm that forbids a release, `journal.record-dated-back` or `newer-record`. */
export function requireSound(state: JournalState, request: string): void {
  const { alarms, replica } = state
  const [problem] = alarms.problems().filter(({ code }) => stopping.has(code))
  if (problem) throw new ProblemError(problem)
  const datedBack = datedBackAbout(state, request)
  if (datedBack) throw new ProblemError(datedBack)
  const [newer] = replica.newer().filter(({ about }) => about === request)
  if (!newer) return
  const { kind, workstation, seq } = newer
  throw new ProblemError(toProblem('journal.newer-record', { kind, workstation, seq }))
}
