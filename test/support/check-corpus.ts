import { checks } from '../../main/checks/check-order.ts'
import { startChecks } from '../../main/checks/check-session.ts'
import { corpus } from '../fixtures/checks/corpus.ts'
import { type Described, factsOf, ownFileOf, rowsOf } from './checked.ts'

export interface Score {
  readonly check: string
  readonly wrong: number
  readonly clean: number
  readonly recall: number
  readonly precision: number
  /** Cases that were judged otherwise than the corpus says, by their place. */
  readonly missed: readonly number[]
  readonly alarmed: readonly number[]
}

/** Every check over its cases: found of what is wrong, and right of what was found. */
export function scoreCorpus(): Score[] {
  return Object.entries(corpus).map(([check, { wrong, clean }]) => {
    const isFound = (described: Described) => findingsOf(check, described) > 0
    const missed = wrong.flatMap((each, at) => (isFound(each) ? [] : [at]))
    const alarmed = clean.flatMap((each, at) => (isFound(each) ? [at] : []))
    const found = wrong.length - missed.length
    return {
      ...{ check, missed, alarmed, wrong: wrong.length, clean: clean.length },
      recall: found / wrong.length,
      precision: found / Math.max(1, found + alarmed.length),
    }
  })
}

function findingsOf(check: string, described: Described): number {
  const session = startChecks(
    factsOf(described),
    checks.filter(({ id }) => id === check),
  )
  const rows = rowsOf(described)
  for (const [index, row] of rows.entries()) session.survey(row, index)
  for (const [index, row] of rows.entries())
    session.message(row, index, ownFileOf(described, row.fields))
  return session.finish().at(0)?.findings.length ?? 0
}
