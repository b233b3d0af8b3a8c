import type { ImportRow } from '../../../preload/contract/import.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { flagKeys } from './import-outcomes.ts'

type Remarked = Pick<ImportRow, 'problem' | 'flags'>

export function hasRemark({ problem, flags }: Remarked): boolean {
  return problem !== null || flags.length > 0
}

/** Why a row is not taken, or what deserves a look in it. */
export function RowRemark({ row }: { row: Remarked }) {
  const t = useText()
  const format = useFormat()
  if (row.problem !== null) return <>{format.problem(toKnownProblem(row.problem))}</>
  return <>{row.flags.map((flag) => t(flagKeys[flag])).join(' ')}</>
}
