import type { WritableDb } from '../sqlite/sqlite.ts'

/** Null: nobody has looked yet. */
export function mailPosition(db: WritableDb): number | null {
  return db.prepare<{ seq: number }>('SELECT seq FROM notice_mail_position').get()?.seq ?? null
}

export function keepMailPosition(db: WritableDb, seq: number): void {
  db.prepare(
    `INSERT INTO notice_mail_position (one, seq) VALUES (1, ?)
     ON CONFLICT DO UPDATE SET seq = excluded.seq`,
  ).run(seq)
}

export function keepMailFailure(
  db: WritableDb,
  o: { readonly member: string; readonly request: string; readonly at: string },
): void {
  db.prepare(
    `INSERT INTO notice_mail_failure (member, request, at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at`,
  ).run(o.member, o.request, o.at)
}

/** Requests about which somebody was not told by mail, and when that was. */
export function mailFailures(db: WritableDb, member: string): ReadonlyMap<string, string> {
  const rows = db
    .prepare<{ request: string; at: string }>(
      'SELECT request, at FROM notice_mail_failure WHERE member = ?',
    )
    .all(member)
  return new Map(rows.map(({ request, at }) => [request, at]))
}
