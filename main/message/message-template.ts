import type { TemplateView } from '../../preload/contract/templates.ts'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { type Campaign, campaignOf } from './campaign.ts'
import { copyCampaign } from './campaign-copy.ts'
import type { Edit } from './campaign-state.ts'

interface Made {
  readonly name: string
  readonly random: Random
  readonly edit: Edit
}

/** In the order of their names. */
export function templateViews(db: ReadableDb): TemplateView[] {
  return db
    .prepare<{ id: string; name: string; subject: string; updated_at: number }>(
      'SELECT id, name, subject, updated_at FROM campaign WHERE is_template = 1 ORDER BY name, id',
    )
    .all()
    .map(({ updated_at, ...row }) => ({ ...row, updatedAt: new Date(updated_at).toISOString() }))
}

/**
 * Keeps what a campaign says, with its files, to begin others with. Whoever wrote it wrote the
 * template, and what is begun with that. Fails with `message.no-such-campaign`.
 */
export function saveAsTemplate(db: WritableDb, campaign: string, made: Made): Campaign {
  return db.transaction(() => {
    const { id } = copyCampaign(db, campaign, made)
    db.prepare('DELETE FROM campaign_list WHERE campaign = ?').run(id)
    db.prepare(
      `UPDATE campaign SET is_template = 1, name = ?, copied_from = NULL, route = NULL,
       window_from = NULL, window_until = NULL, file_column = NULL, audience_rules =
       '{"segments":[],"exceptLists":[],"exceptRequests":[],"cap":null}' WHERE id = ?`,
    ).run(made.name, id)
    return campaignOf(db, id)
  })
}

/** A draft that says what the template says now. Fails with `message.no-such-template`. */
export function beginWithTemplate(db: WritableDb, template: string, made: Made): Campaign {
  return db.transaction(() => {
    requireTemplate(db, template)
    const { id } = copyCampaign(db, template, made)
    db.prepare('UPDATE campaign SET name = ?, copied_from = NULL WHERE id = ?').run(made.name, id)
    return campaignOf(db, id)
  })
}

/** What was begun with it stays. Fails with `message.no-such-template`. */
export function deleteTemplate(db: WritableDb, template: string): void {
  db.transaction(() => {
    requireTemplate(db, template)
    for (const table of [
      ...['campaign_version', 'campaign_attachment', 'campaign_list', 'campaign_editor'],
      'recipient_file',
    ])
      db.prepare(`DELETE FROM ${table} WHERE campaign = ?`).run(template)
    db.prepare('DELETE FROM campaign WHERE id = ?').run(template)
  })
}

function requireTemplate(db: ReadableDb, id: string): void {
  const found = db
    .prepare<{ id: string }>('SELECT id FROM campaign WHERE id = ? AND is_template = 1')
    .get(id)
  if (found === undefined) fail('message.no-such-template', {})
}
