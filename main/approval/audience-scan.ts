import { setImmediate } from 'node:timers/promises'
import type { DomainCount } from '../../preload/contract/campaigns.ts'
import type { Template } from '../message/message.ts'
import { domainOfAddress } from './domain-count.ts'
import type { FrozenRow, RowReader } from './frozen-row.ts'

/** Recipients whose message is most likely to differ from what everybody expects. */
export interface Outliers {
  /** Where a field that the template prints is empty, so that a fallback is used. */
  readonly fallbacks: readonly FrozenRow[]
  readonly longest: FrozenRow | null
  readonly shortest: FrozenRow | null
  /** One at the domain with the fewest recipients, if there is more than one domain. */
  readonly rareDomain: FrozenRow | null
}

const fallbackCountMax = 3
const rowsPerTurn = 5000

/**
 * Looks at every row, not at a sample. By the length of the fields that the template prints, since
 * the rest of the message is the same for all: rendering a million messages would take minutes.
 */
export async function findOutliers(
  rows: RowReader,
  template: Template,
  domains: readonly DomainCount[],
): Promise<Outliers> {
  const used = [...new Set(template.uses.map((each) => each.field))]
  const rare = domains.length > 1 ? domains.at(-1)?.domain : undefined
  const fallbacks: FrozenRow[] = []
  let longest: FrozenRow | null = null
  let shortest: FrozenRow | null = null
  let rareDomain: FrozenRow | null = null
  let lengthMax = -1
  let lengthMin = Number.POSITIVE_INFINITY
  for (let index = 0; index < rows.count; index += 1) {
    if (index % rowsPerTurn === rowsPerTurn - 1) await setImmediate()
    const row = rows.rowAt(index)
    if (row === null) continue
    const values = used.map((field) => row.fields[field] ?? '')
    const length = values.reduce((sum, value) => sum + value.length, 0)
    if (length > lengthMax) {
      lengthMax = length
      longest = row
    }
    if (length < lengthMin) {
      lengthMin = length
      shortest = row
    }
    if (rareDomain === null && domainOfAddress(row.address) === rare) rareDomain = row
    const isCandidate = fallbacks.length < fallbackCountMax && values.some((each) => each === '')
    if (isCandidate && template.render(row.fields, index).fallbacks.length > 0) fallbacks.push(row)
  }
  const isUniform = lengthMax === lengthMin
  return {
    fallbacks,
    longest: isUniform ? null : longest,
    shortest: isUniform ? null : shortest,
    rareDomain,
  }
}
