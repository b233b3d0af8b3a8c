import type { Condition } from '../../preload/contract/condition.ts'
import type { Audience, FrequencyCap } from '../../preload/contract/segments.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { areReadable, assertLists, bookListOf, departmentsAmong } from './list.ts'
import { segmentOf } from './segment.ts'

/** An audience with its lists as the address book numbers them. Structured-clone. */
export interface AudiencePlan {
  readonly lists: readonly number[]
  readonly segments: readonly {
    readonly lists: readonly number[]
    readonly condition: Condition
  }[]
  readonly exceptLists: readonly number[]
  readonly exceptRequests: readonly string[]
  readonly cap: FrequencyCap | null
  /** Milliseconds since the epoch: what days and caps count back from. */
  readonly nowMs: number
}

const hourMs = 3_600_000

/**
 * Fails with `lists.no-such-list`, `lists.no-such-segment`. Time moves by whole hours, so that who
 * is counted and who is frozen a moment later are the same.
 */
export function planAudience(db: ReadableDb, audience: Audience, nowMs: number): AudiencePlan {
  assertLists(db, listsNamed(db, audience))
  return {
    lists: numbersOf(db, audience.lists),
    segments: audience.segments.map((id) => {
      const { lists, condition } = segmentOf(db, id)
      return { lists: numbersOf(db, lists), condition }
    }),
    exceptLists: numbersOf(db, audience.exceptLists),
    exceptRequests: audience.exceptRequests,
    cap: audience.cap,
    nowMs: Math.floor(nowMs / hourMs) * hourMs,
  }
}

/** Lists from which recipients come, by name or through a segment. */
export function sourceLists(db: ReadableDb, audience: Audience): string[] {
  const ofSegments = audience.segments.flatMap((id) => segmentOf(db, id).lists)
  return [...new Set([...audience.lists, ...ofSegments])]
}

/** Whether a member who may read addresses may read all of these. */
export function isAudienceReadable(db: ReadableDb, audience: Audience): boolean {
  return areReadable(db, sourceLists(db, audience))
}

/** Departments whose contacts an audience takes, each once; without what is everybody's. */
export function departmentsOfAudience(db: ReadableDb, audience: Audience): string[] {
  return departmentsAmong(db, sourceLists(db, audience)).filter((each) => each !== null)
}

/** Every list that has a say in who is a recipient. */
export function listsNamed(db: ReadableDb, audience: Audience): string[] {
  return [...new Set([...sourceLists(db, audience), ...audience.exceptLists])]
}

function numbersOf(db: ReadableDb, lists: readonly string[]): number[] {
  const numbers = lists.map((list) => bookListOf(db, list)?.number)
  return [...new Set(numbers.filter((number) => number !== undefined))]
}
