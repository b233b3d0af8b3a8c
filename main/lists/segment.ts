import * as v from 'valibot'
import { Id } from '../../preload/contract/channel.ts'
import { Condition } from '../../preload/contract/condition.ts'
import type { SegmentView } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { areReadable, assertLists, departmentsAmong, isHidden } from './list.ts'
import { reachOn } from './list-reach.ts'

const Stored = v.pipe(
  v.object({
    id: v.string(),
    name: v.string(),
    lists: v.pipe(v.string(), v.parseJson(), v.array(Id)),
    condition: v.pipe(v.string(), v.parseJson(), Condition),
    updated_at: v.string(),
  }),
  v.transform(({ updated_at, ...row }): SegmentView => ({ ...row, updatedAt: updated_at })),
)

const columns = 'id, name, lists, condition, updated_at'

/** Segments over lists that this connection's member sees, all of them. */
export function segmentViews(db: ReadableDb): SegmentView[] {
  return db
    .prepare(`SELECT ${columns} FROM segment ORDER BY name_key, id`)
    .all()
    .map((row) => v.parse(Stored, row))
    .filter((segment) => isSegmentSeen(db, segment))
}

/** One whose lists are all gone stays with whoever sees everything. */
function isSegmentSeen(db: ReadableDb, { lists }: Pick<SegmentView, 'lists'>): boolean {
  if (reachOn(db).seen === null) return true
  return departmentsAmong(db, lists).length > 0 && !lists.some((list) => isHidden(db, list))
}

/** Fails with `lists.no-such-segment`. */
export function segmentOf(db: ReadableDb, id: string): SegmentView {
  const row = db.prepare(`SELECT ${columns} FROM segment WHERE id = ?`).get(id)
  const segment = row === undefined ? null : v.parse(Stored, row)
  return segment !== null && isSegmentSeen(db, segment)
    ? segment
    : fail('lists.no-such-segment', {})
}

/** Whether there is one, and it is not for this member. */
export function isSegmentHidden(db: ReadableDb, id: string): boolean {
  const row = db.prepare(`SELECT ${columns} FROM segment WHERE id = ?`).get(id)
  return row !== undefined && !isSegmentSeen(db, v.parse(Stored, row))
}

export interface SegmentChange {
  readonly id: string
  readonly name: string
  readonly lists: readonly string[]
  readonly condition: Condition
  readonly member: string
  readonly at: string
}

/**
 * Makes or changes it. Fails with `lists.no-such-list`, `lists.other-department`,
 * `lists.no-such-segment`, `lists.segment-name-taken`.
 */
export function saveSegment(db: WritableDb, change: SegmentChange): SegmentView {
  const { id, name, member, at } = change
  assertAskable(db, change.lists)
  if (isSegmentHidden(db, id)) fail('lists.no-such-segment', {})
  const key = keyOf(name)
  db.transaction(() => {
    const isTaken = segmentViews(db).some((each) => each.id !== id && keyOf(each.name) === key)
    if (isTaken) fail('lists.segment-name-taken', { name })
    const lists = JSON.stringify([...new Set(change.lists)])
    const condition = JSON.stringify(change.condition)
    db.prepare(
      `INSERT INTO segment (id, name, name_key, lists, condition, updated_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
         lists = excluded.lists, condition = excluded.condition, updated_at = excluded.updated_at`,
    ).run(id, name, key, lists, condition, at)
    db.prepare(
      'INSERT INTO segment_editor (segment, member) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ).run(id, member)
  })
  return segmentOf(db, id)
}

/** A condition is a way of reading: it takes lists whose addresses the member may read. */
export function assertAskable(db: ReadableDb, lists: readonly string[]): void {
  assertLists(db, lists)
  if (!areReadable(db, lists)) fail('lists.other-department', {})
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

export function deleteSegment(db: WritableDb, id: string): void {
  segmentOf(db, id)
  db.transaction(() => {
    db.prepare('DELETE FROM segment_editor WHERE segment = ?').run(id)
    db.prepare('DELETE FROM segment WHERE id = ?').run(id)
  })
}

/** Everybody who made or changed one of these. Members' ids, sorted. */
export function segmentEditors(db: ReadableDb, segments: readonly string[]): string[] {
  return db
    .prepare<{ member: string }>(
      `SELECT DISTINCT member FROM segment_editor
       WHERE segment IN (SELECT value FROM json_each(?)) ORDER BY member`,
    )
    .all(JSON.stringify(segments))
    .map((row) => row.member)
}
