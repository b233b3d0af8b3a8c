import { ProblemError } from '../../preload/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { Ports } from '../ports.ts'

/** What was recorded is durable here; the store gets it now, or at the next exchange. */
export function publish(journal: Journal, log: Ports['log']): void {
  journal.sync().catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
    log.write('warning', 'record-not-published', { code: error.problem.code })
  })
}
