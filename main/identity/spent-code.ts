import { ProblemError } from '../../preload/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { OpenedMember } from './identity-context.ts'
import type { SpentCode } from './second-factor-table.ts'

/** Whether any PC of the member's that this one has heard of has used what the mark stands for. */
export function marksOf(journal: Journal, member: string): (mark: string) => boolean {
  const marks = new Set<string>()
  for (const { header, body } of journal.recordsOf('code-spent'))
    if (header.member === member) marks.add(body.mark)
  return (mark) => marks.has(mark)
}

/**
 * Tells the member's other PCs that the code is spent, before anything depends on it. A PC that was
 * set back signs nothing; its member may still look at it, and what matters fails there by itself.
 */
export async function recordSpent(
  { journal, member, keys }: OpenedMember,
  spent: SpentCode,
): Promise<void> {
  const signer = { member, signing: keys.signing }
  try {
    await journal.append({ kind: 'code-spent', body: spent, signer })
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null
    if (code !== 'journal.rollback') throw error
  }
}
