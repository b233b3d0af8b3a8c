import type { VersionView } from '../../preload/contract/versions.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { Edit } from './campaign-state.ts'

/** What a draft says, in the form in which it is stored. */
export interface StoredContent {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** See migration 60. */
  readonly textBasis: string | null
}

/** Saves of one person that follow within a minute of the first are one version: one sitting's words. */
const sittingMs = 60_000
/** Of each draft; the oldest go first. */
const versionsMax = 200

interface NewestRow {
  readonly number: number
  readonly member: string | null
  readonly begun_at: number
}

/**
 * Notes what a draft says now: as its newest version or, when the same person is still writing that one,
 * in place of it. Part of the change's own transaction.
 */
export function keepVersion(
  db: WritableDb,
  campaign: string,
  { content, edit, restored }: { content: StoredContent; edit: Edit; restored: number | null },
): void {
  const newest = db
    .prepare<NewestRow>(
      `SELECT number, member, begun_at FROM campaign_version WHERE campaign = ?
       ORDER BY number DESC LIMIT 1`,
    )
    .get(campaign)
  const elapsedMs = newest === undefined ? Infinity : edit.at - newest.begun_at
  const isSameSitting = newest?.member === edit.member && elapsedMs >= 0 && elapsedMs < sittingMs
  const isNew = restored !== null || !isSameSitting
  const number = (newest?.number ?? 0) + (isNew ? 1 : 0)
  db.prepare(
    `INSERT INTO campaign_version
       (campaign, number, member, begun_at, saved_at, restored, subject, text, html, text_basis)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET saved_at = excluded.saved_at, restored = NULL,
       subject = excluded.subject, text = excluded.text, html = excluded.html,
       text_basis = excluded.text_basis`,
  ).run(
    campaign,
    number,
    edit.member,
    edit.at,
    edit.at,
    restored,
    content.subject,
    content.text,
    content.html,
    content.textBasis,
  )
  db.prepare('DELETE FROM campaign_version WHERE campaign = ? AND number <= ?').run(
    campaign,
    number - versionsMax,
  )
}

/** Newest first. */
export function versionsOf(db: ReadableDb, campaign: string): VersionView[] {
  return db
    .prepare<Omit<VersionView, 'at'> & { saved_at: number }>(
      `SELECT number, member, saved_at, restored, subject FROM campaign_version WHERE campaign = ?
       ORDER BY number DESC`,
    )
    .all(campaign)
    .map(({ saved_at, ...version }) => ({ ...version, at: new Date(saved_at).toISOString() }))
}

/** Fails with `message.no-such-version`. */
export function versionContent(db: ReadableDb, campaign: string, number: number): StoredContent {
  return (
    db
      .prepare<StoredContent>(
        `SELECT subject, text, html, text_basis AS textBasis FROM campaign_version
         WHERE campaign = ? AND number = ?`,
      )
      .get(campaign, number) ?? fail('message.no-such-version', {})
  )
}
