import type { AudienceView } from '../../preload/contract/campaigns.ts'
import { type Condition, type ContactTest, isGroup } from '../../preload/contract/condition.ts'
import type { Removed } from '../../preload/contract/segments.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { AudiencePlan } from './audience-plan.ts'
import { type Column, createColumns } from './column-cache.ts'
import { compileTest, dayMs } from './condition-sql.ts'
import { isFieldTest, toFieldPredicate } from './field-test.ts'
import type { SuppressedValues } from './suppression.ts'

/** One byte a contact, at its id: 1 where it belongs. */
type Marks = Uint8Array

/**
 * Counts audiences over the whole address book in memory: a byte a contact for each list and each
 * question, four for each field that somebody asks about. What was read once is kept until the file
 * changes, so that a condition that is being typed is counted in milliseconds.
 */
export interface AudienceCounter {
  readonly summary: (plan: AudiencePlan, suppressed: SuppressedValues) => AudienceView
  readonly count: (plan: AudiencePlan) => { readonly count: number; readonly total: number }
  /** The most frequent values of a field, most first. */
  readonly values: (
    plan: AudiencePlan,
    field: string,
    limit: number,
  ) => { readonly value: string; readonly count: number }[]
}

/** db: the address book itself, with the field functions defined. */
export function createAudienceCounter(db: ReadableDb): AudienceCounter {
  const columns = createColumns(db)
  const { marks, fieldColumn, domainColumn } = columns

  const testMarks = (test: ContactTest, nowMs: number): Marks => {
    if (isFieldTest(test))
      return columnMarks(fieldColumn(test.field), toFieldPredicate(test, Math.floor(nowMs / dayMs)))
    if (test.about === 'domain') {
      const wanted = test.value.toLowerCase()
      const isSame = (domain: string) => domain === wanted
      return columnMarks(
        domainColumn(),
        test.is === 'within'
          ? (domain) => isSame(domain) || domain.endsWith(`.${wanted}`)
          : (domain) => isSame(domain) === (test.is === 'equals'),
      )
    }
    const { sql, params } = compileTest(test, { schema: 'main', nowMs })
    return marks(`SELECT c.id FROM contact c WHERE ${sql}`, params)
  }
  const conditionMarks = (condition: Condition, nowMs: number): Marks => {
    const isAll = condition.match === 'all'
    const found = new Uint8Array(columns.size()).fill(isAll ? 1 : 0)
    for (const part of condition.parts) {
      const each = isGroup(part) ? conditionMarks(part, nowMs) : testMarks(part, nowMs)
      if (isAll)
        for (let id = 0; id < found.length; id += 1) found[id] = (found[id] ?? 0) & (each[id] ?? 0)
      else
        for (let id = 0; id < found.length; id += 1) found[id] = (found[id] ?? 0) | (each[id] ?? 0)
    }
    if (condition.isNot)
      for (let id = 0; id < found.length; id += 1) found[id] = found[id] === 1 ? 0 : 1
    return found
  }
  const listMarks = (number: number): Marks =>
    marks('SELECT contact_id FROM list_contact WHERE list_number = ?', [number])
  const segmentMarks = (segment: AudiencePlan['segments'][number], nowMs: number): Marks => {
    const inLists = union(segment.lists.map(listMarks), columns.size())
    const fits = conditionMarks(segment.condition, nowMs)
    for (let id = 0; id < fits.length; id += 1) fits[id] = (fits[id] ?? 0) & (inLists[id] ?? 0)
    return fits
  }
  const sourcesOf = (plan: AudiencePlan): Marks[] => [
    ...plan.lists.map(listMarks),
    ...plan.segments.map((each) => segmentMarks(each, plan.nowMs)),
  ]

  return {
    summary(plan, suppressed) {
      columns.refresh()
      const size = columns.size()
      const sources = sourcesOf(plan)
      const wanted = union(sources, size)
      const mentioned = sources.reduce((sum, each) => sum + countOf(each), 0)
      const removed: Record<keyof Removed, number> = {
        ...{ duplicate: mentioned - countOf(wanted), excluded: 0, earlier: 0 },
        ...{ suppressed: 0, capped: 0, unreachable: 0 },
      }
      const takeAway = (reason: keyof Removed, away: Marks) => {
        for (let id = 0; id < size; id += 1) {
          if (wanted[id] !== 1 || away[id] !== 1) continue
          wanted[id] = 0
          removed[reason] += 1
        }
      }
      takeAway('unreachable', marks('SELECT id FROM contact WHERE reach IS NOT NULL', []))
      takeAway('excluded', union(plan.exceptLists.map(listMarks), size))
      for (const request of plan.exceptRequests)
        takeAway('earlier', marks('SELECT contact_id FROM mailing WHERE request = ?', [request]))
      takeAway('suppressed', suppressedMarks(suppressed))
      if (plan.cap !== null)
        takeAway(
          'capped',
          marks(
            `SELECT contact_id FROM mailing WHERE at >= ? GROUP BY contact_id
             HAVING count(*) >= ?`,
            [plan.nowMs - plan.cap.days * dayMs, plan.cap.mailsMax],
          ),
        )
      return { count: countOf(wanted), removed, domains: domainsOf(domainColumn(), wanted) }
    },
    count(plan) {
      columns.refresh()
      const size = columns.size()
      const total = union(
        [...plan.lists, ...plan.segments.flatMap((each) => each.lists)].map(listMarks),
        size,
      )
      return { count: countOf(union(sourcesOf(plan), size)), total: countOf(total) }
    },
    values(plan, field, limit) {
      columns.refresh()
      const { numbers, values } = fieldColumn(field)
      const counts = tally(numbers, values.length, union(sourcesOf(plan), columns.size()))
      return [...counts]
        .map((count, number) => ({ value: values[number] ?? '', count }))
        .filter(({ value, count }) => value !== '' && count > 0)
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, limit)
    },
  }

  function suppressedMarks({ version, addresses, domains, patterns }: SuppressedValues): Marks {
    return columns.kept(`suppressed ${version}`, () => {
      const found = new Uint8Array(columns.size())
      const add = (each: Marks) => {
        for (let id = 0; id < found.length; id += 1) found[id] = (found[id] ?? 0) | (each[id] ?? 0)
      }
      if (addresses.length > 0)
        add(
          marks(`SELECT c.id FROM json_each(?) a JOIN contact c ON c.address_key = a.value`, [
            JSON.stringify(addresses),
          ]),
        )
      if (domains.length > 0)
        add(
          columnMarks(domainColumn(), (domain) =>
            domains.some((each) => domain === each || domain.endsWith(`.${each}`)),
          ),
        )
      for (const pattern of patterns)
        add(marks('SELECT c.id FROM contact c WHERE c.address_key GLOB ?', [pattern]))
      return found
    })
  }
}

/** Asks each different value once, however many contacts have it. */
function columnMarks({ numbers, values }: Column, holds: (value: string) => boolean): Marks {
  const answers = Uint8Array.from(values, (value) => (holds(value) ? 1 : 0))
  const found = new Uint8Array(numbers.length)
  for (let id = 0; id < numbers.length; id += 1) found[id] = answers[numbers[id] ?? 0] ?? 0
  return found
}

function union(all: readonly Marks[], size: number): Marks {
  const found = new Uint8Array(size)
  for (const each of all)
    for (let id = 0; id < size; id += 1) found[id] = (found[id] ?? 0) | (each[id] ?? 0)
  return found
}

function countOf(marks: Marks): number {
  let count = 0
  for (let id = 0; id < marks.length; id += 1) count += marks[id] ?? 0
  return count
}

function tally(numbers: Uint32Array, size: number, wanted: Marks): Uint32Array {
  const counts = new Uint32Array(size)
  for (let id = 0; id < numbers.length; id += 1)
    if (wanted[id] === 1) {
      const number = numbers[id] ?? 0
      counts[number] = (counts[number] ?? 0) + 1
    }
  return counts
}

function domainsOf({ numbers, values }: Column, wanted: Marks): AudienceView['domains'] {
  return [...tally(numbers, values.length, wanted)]
    .map((count, number) => ({ domain: values[number] ?? '', count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1))
}
