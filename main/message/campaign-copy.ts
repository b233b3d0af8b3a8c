import type { AudienceRules } from '../../preload/contract/segments.ts'
import { listViews, segmentViews } from '../lists/lists.ts'
import type { Random } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type Campaign, campaignOf, createCampaign, updateCampaign } from './campaign.ts'
import { copyAttachments } from './campaign-attachment.ts'
import { type Edit, noteEdit } from './campaign-state.ts'
import { copyRecipientFiles } from './recipient-file.ts'

/**
 * A new draft with all that a campaign says, to be changed and filed again. Whoever wrote the
 * original wrote the copy too. Lists that are gone and a window that has passed stay behind.
 * Fails with `message.no-such-campaign`.
 */
export function copyCampaign(
  db: WritableDb,
  id: string,
  { random, edit }: { readonly random: Random; readonly edit: Edit },
): Campaign {
  return db.transaction(() => {
    const original = campaignOf(db, id)
    const { name, subject, text, html, identity, route, charset, fileColumn } = original
    const known = new Set(listViews(db).map((list) => list.id))
    const segments = new Set(segmentViews(db).map((segment) => segment.id))
    const copy = createCampaign(db, { name, random, edit })
    const { windowFrom, windowUntil } = original
    const isPast = windowUntil !== null && Date.parse(windowUntil) <= edit.at
    updateCampaign(db, copy.id, {
      change: {
        ...{ subject, text, html, identity, route, charset, fileColumn },
        lists: original.lists.filter((list) => known.has(list)),
        audience: keptRules(original.audience, known, segments),
        windowFrom: isPast ? null : windowFrom,
        windowUntil: isPast ? null : windowUntil,
      },
      edit,
    })
    db.prepare('UPDATE campaign SET copied_from = ? WHERE id = ?').run(id, copy.id)
    copyAttachments(db, { from: id, to: copy.id, random })
    copyRecipientFiles(db, { from: id, to: copy.id })
    const editors = db
      .prepare<{ member: string }>('SELECT member FROM campaign_editor WHERE campaign = ?')
      .all(id)
    for (const { member } of editors) noteEdit(db, copy.id, { member, at: edit.at })
    return campaignOf(db, copy.id)
  })
}

/** Without what is gone. A list that was to be left out and is gone leaves nobody out any more. */
export function keptRules(
  rules: AudienceRules,
  lists: ReadonlySet<string>,
  segments: ReadonlySet<string>,
): AudienceRules {
  return {
    ...rules,
    segments: rules.segments.filter((segment) => segments.has(segment)),
    exceptLists: rules.exceptLists.filter((list) => lists.has(list)),
  }
}
