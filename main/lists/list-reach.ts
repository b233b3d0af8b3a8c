import type { Role } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import { type Grant, grantsOf, type Journal } from '../journal/journal.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

/** Ids of departments; null: every one of them, and what belongs to none. */
export type Departments = ReadonlySet<string> | null

/** Whose lists a member works with. A list of no department is everybody's. */
export interface ListReach {
  /** Which lists there are for the member at all; everybody's are. */
  readonly seen: Departments
  /** Of which addresses may be read; everybody's, for whoever may read any. */
  readonly read: Departments
  /** Which may be changed. Everybody's take a grant that is limited to no department. */
  readonly curated: Departments
}

/** Who works with recipients; administrators and auditors do with members and records. */
const workers: readonly Role[] = ['list-manager', 'author', 'approver', 'sender']
const readers: readonly Role[] = ['list-manager', 'approver', 'sender']

/** What grants of any roles come to: each right reaches as far as the grants that give it together. */
export function reachOf(grants: readonly Grant[]): ListReach {
  const together = (roles: readonly Role[]): Departments => {
    const given = grants.filter((each) => roles.includes(each.role))
    if (given.some((each) => each.departments === null)) return null
    return new Set(given.flatMap((each) => each.departments ?? []))
  }
  return { seen: together(workers), read: together(readers), curated: together(['list-manager']) }
}

const reaches = new WeakMap<ReadableDb, () => ListReach>()

/** From now on this connection shows the lists that are within reach, and no others. */
export function limitLists(db: ReadableDb, reach: () => ListReach): void {
  reaches.set(db, reach)
}

/** Who works with lists through a session sees those that the member's grants reach at that moment. */
export function withinReach<
  S extends { readonly db: WritableDb; readonly journal: Journal; readonly member: string },
>(session: () => S): () => S {
  return () => {
    const open = session()
    if (!reaches.has(open.db))
      limitLists(open.db, () => {
        const entry = open.journal.trust().member(open.member)
        return reachOf(entry?.status === 'active' ? grantsOf(entry) : [])
      })
    return open
  }
}

/** Nobody reads lists without it having been said for whom: that would be a fault of ours. */
export function reachOn(db: ReadableDb): ListReach {
  const reach = reaches.get(db)
  if (reach === undefined) throw new Error('nobody said whose lists these are')
  return reach()
}

export function isSeen({ seen }: Pick<ListReach, 'seen'>, department: string | null): boolean {
  return department === null || seen === null || seen.has(department)
}

export function isRead({ read }: Pick<ListReach, 'read'>, department: string | null): boolean {
  return read === null || (department === null ? read.size > 0 : read.has(department))
}

export function isCurated(
  { curated }: Pick<ListReach, 'curated'>,
  department: string | null,
): boolean {
  return curated === null || (department !== null && curated.has(department))
}

/** Where a list goes that nobody says anything of: whoever works for one department means that. */
export function usualDepartment(db: ReadableDb): string | null {
  const [only, ...others] = reachOn(db).curated ?? []
  return others.length === 0 ? (only ?? null) : null
}

/** What all lists share takes a grant for all of them. Fails with `lists.for-all-departments`. */
export function requireEveryDepartment(db: ReadableDb): void {
  if (reachOn(db).curated !== null) fail('lists.for-all-departments', {})
}
