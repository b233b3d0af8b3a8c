import { ProblemError } from '../../preload/problem.ts'
import type { Template } from '../message/message.ts'
import { domainOfAddress } from './domain-count.ts'
import type { FrozenRow } from './frozen-row.ts'

/** Recipients whose messages differ in nothing but the values of their fields. */
export interface MessageGroup {
  readonly count: number
  /** Its first recipient. */
  readonly first: FrozenRow
  readonly fallbacks: readonly string[]
  /** Branches of conditions that are taken, in the words of the template. */
  readonly branches: readonly string[]
  /** The problem's code when no message can be made for them. */
  readonly problem: string | null
}

export type OutlierReason =
  | 'no-message'
  | 'fallback'
  | 'unusual-script'
  | 'rare-domain'
  | 'longest'
  | 'shortest'

export interface AudienceSurvey {
  /** Rarest first: what happens to few is what nobody has seen. */
  readonly groups: readonly MessageGroup[]
  /** Recipients whose message is most likely to differ from what everybody expects, riskiest first. */
  readonly outliers: readonly { readonly reason: OutlierReason; readonly row: FrozenRow }[]
}

export interface SurveyWriter {
  readonly add: (row: FrozenRow) => void
  readonly survey: () => AudienceSurvey
}

const groupsMax = 200
/** Distinct paths that are remembered; a condition on a field that differs in every row has more. */
const pathsMax = 20_000
const scriptRowsMax = 3
/** Letters other than those of Japanese and of Latin alphabets, and marks that turn a text round. */
const unusual =
  /[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const ascii = /^[\t -~]*$/

interface Group {
  count: number
  readonly first: FrozenRow
  readonly fallbacks: readonly string[]
  readonly branches: readonly string[]
  readonly problem: string | null
}

/**
 * Looks at every row, not at a sample. Only one message of each path through the template is
 * rendered; lengths are those of the fields that the template prints, since the rest is the same
 * for all: rendering a million messages would take minutes.
 */
export function createAudienceSurvey(template: Template, rareDomain: string | null): SurveyWriter {
  const used = [...new Set(template.uses.map((each) => each.field))]
  const byPath = new Map<string, Group>()
  const groups = new Map<string, Group>()
  const scripts: FrozenRow[] = []
  const extremes: Extremes = { longest: null, shortest: null, max: -1, min: Infinity }
  let rare: FrozenRow | null = null
  return {
    add(row) {
      groupOf(row).count += 1
      let length = 0
      let isUnusual = false
      for (const field of used) {
        const value = row.fields[field] ?? ''
        length += value.length
        isUnusual ||= !ascii.test(value) && unusual.test(value)
      }
      noteLength(extremes, row, length)
      if (isUnusual && scripts.length < scriptRowsMax) scripts.push(row)
      if (rare === null && domainOfAddress(row.address) === rareDomain) rare = row
    },
    survey() {
      const found = [...groups.values()].sort((a, b) => a.count - b.count)
      return { groups: found.slice(0, groupsMax), outliers: outliersOf(found) }
    },
  }

  function groupOf(row: FrozenRow): Group {
    const path = template.pathOf(row.fields)
    const known = byPath.get(path)
    if (known !== undefined) return known
    const made = renderedAs(template, row)
    const key = JSON.stringify([made.fallbacks, made.branches, made.problem])
    const group = groups.get(key) ?? made
    groups.set(key, group)
    if (byPath.size < pathsMax) byPath.set(path, group)
    return group
  }

  function outliersOf(found: readonly Group[]): AudienceSurvey['outliers'] {
    const of = (reason: OutlierReason, rows: readonly (FrozenRow | null)[]) =>
      rows.flatMap((row) => (row === null ? [] : [{ reason, row }]))
    const isUniform = extremes.max === extremes.min
    const all = [
      ...of(
        'no-message',
        found.filter((each) => each.problem !== null).map((each) => each.first),
      ),
      ...of(
        'fallback',
        found.filter((each) => each.fallbacks.length > 0).map((each) => each.first),
      ).slice(0, 5),
      ...of('unusual-script', scripts),
      ...of('rare-domain', [rare]),
      ...of('longest', [isUniform ? null : extremes.longest]),
      ...of('shortest', [isUniform ? null : extremes.shortest]),
    ]
    const seen = new Set<number>()
    return all.filter(({ row }) => !seen.has(row.index) && seen.add(row.index))
  }
}

function renderedAs(template: Template, first: FrozenRow): Group {
  try {
    const { fallbacks, branches } = template.render(first.fields, first.index)
    return { count: 0, first, fallbacks, branches, problem: null }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { count: 0, first, fallbacks: [], branches: [], problem: error.problem.code }
  }
}

interface Extremes {
  longest: FrozenRow | null
  shortest: FrozenRow | null
  max: number
  min: number
}

function noteLength(extremes: Extremes, row: FrozenRow, length: number): void {
  if (length > extremes.max) {
    extremes.max = length
    extremes.longest = row
  }
  if (length < extremes.min) {
    extremes.min = length
    extremes.shortest = row
  }
}
