import * as v from 'valibot'
import { Id } from '../../preload/contract/channel.ts'
import { Condition } from '../../preload/contract/condition.ts'
import type { SegmentView } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { assertLists } from './list.ts'

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

export function segmentViews(db: ReadableDb): SegmentView[] {
  return db
    .prepare(`SELECT ${columns} FROM segment ORDER BY name_key`)
    .all()
    .map((row) => v.parse(Stored, row))
}

/** Fails with `lists.no-such-segment`. */
export function segmentOf(db: ReadableDb, id: string): SegmentView {
  const row = db.prepare(`SELECT ${columns} FROM segment WHERE id = ?`).get(id)
  return row === undefined ? fail('lists.no-such-segment', {}) : v.parse(Stored, row)
}

export interface SegmentChange {
  readonly id: string
  readonly name: string
  readonly lists: readonly string[]
  readonly condition: Condition
  readonly member: string
  readonly at: string
}

/** Makes or changes it. Fails with `lists.no-such-list`, `lists.segment-name-taken`. */
export function saveSegment(db: WritableDb, change: SegmentChange): SegmentView {
  const { id, name, member, at } = change
  assertLists(db, change.lists)
  const key = name.normalize('NFKC').toLowerCase()
  db.transaction(() => {
    const other = db.prepare('SELECT 1 FROM segment WHERE name_key = ? AND id <> ?').get(key, id)
    if (other !== undefined) fail('lists.segment-name-taken', { name })
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
