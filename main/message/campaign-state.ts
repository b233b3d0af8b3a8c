import { fail } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'

/**
 * draft: anybody who may write changes it, and each of them is noted. filed: frozen under a request;
 * nothing about it changes any more. The only move is draft -> filed, once.
 */
export type CampaignState = 'draft' | 'filed'

/** Moves a draft to filed under its request. Fails with `message.campaign-filed` if it is already. */
export function markFiled(db: WritableDb, campaign: string, request: string): void {
  const moved = db
    .prepare("UPDATE campaign SET state = 'filed', request = ? WHERE id = ? AND state = 'draft'")
    .run(request, campaign)
  if (moved.changes !== 1) requireDraft(db, campaign)
}

/** Fails with `message.no-such-campaign` or `message.campaign-filed`. */
export function requireDraft(db: WritableDb, campaign: string): void {
  const found = db
    .prepare<{ state: CampaignState }>('SELECT state FROM campaign WHERE id = ?')
    .get(campaign)
  if (found === undefined) fail('message.no-such-campaign', {})
  if (found.state !== 'draft') fail('message.campaign-filed', {})
}

/** Who changes something, and when (milliseconds). */
export interface Edit {
  readonly member: string
  readonly at: number
}

/** Notes who changed something: none of these may approve. Part of every change's transaction. */
export function noteEdit(db: WritableDb, id: string, edit: Edit): void {
  db.prepare('INSERT OR IGNORE INTO campaign_editor (campaign, member) VALUES (?, ?)').run(
    id,
    edit.member,
  )
  db.prepare('UPDATE campaign SET updated_at = ? WHERE id = ?').run(edit.at, id)
}
