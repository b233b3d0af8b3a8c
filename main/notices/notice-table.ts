import * as v from 'valibot'
import { NoticeKind } from '../../preload/contract/notices.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'

const Kinds = v.array(NoticeKind)

/** Finished runs are in the lists; whatever waits or went wrong may be worth leaving other work for. */
const desktopAtFirst: readonly NoticeKind[] = [
  ...(['stop-unanswered', 'run-halted', 'in-doubt', 'waits-for-decision'] as const),
  ...(['waits-for-release', 'approval-ends', 'execution-ends', 'rejected', 'returned'] as const),
]

/** Notices of this member that were seen. */
export function seenIds(db: WritableDb, member: string): ReadonlySet<string> {
  const rows = db
    .prepare<{ id: string }>('SELECT id FROM notice WHERE member = ? AND seen_at IS NOT NULL')
    .all(member)
  return new Set(rows.map(({ id }) => id))
}

/** Which of them nobody has been told of yet; from now on they are told. now: milliseconds. */
export function tell(
  db: WritableDb,
  o: { readonly member: string; readonly ids: readonly string[]; readonly now: number },
): ReadonlySet<string> {
  const insert = db.prepare(
    'INSERT INTO notice (member, id, told_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return db.transaction(
    () => new Set(o.ids.filter((id) => insert.run(o.member, id, o.now).changes > 0)),
  )
}

export function markSeen(
  db: WritableDb,
  o: { readonly member: string; readonly ids: readonly string[]; readonly now: number },
): void {
  const insert = db.prepare(
    `INSERT INTO notice (member, id, told_at, seen_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at`,
  )
  db.transaction(() => {
    for (const id of o.ids) insert.run(o.member, id, o.now, o.now)
  })
}

export function desktopKinds(db: WritableDb, member: string): readonly NoticeKind[] {
  const row = db
    .prepare<{ kinds: string }>('SELECT kinds FROM notice_setting WHERE member = ?')
    .get(member)
  return row === undefined ? desktopAtFirst : v.parse(Kinds, JSON.parse(row.kinds))
}

export function keepDesktopKinds(
  db: WritableDb,
  member: string,
  kinds: readonly NoticeKind[],
): void {
  db.prepare(
    `INSERT INTO notice_setting (member, kinds) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET kinds = excluded.kinds`,
  ).run(member, JSON.stringify(kinds))
}
