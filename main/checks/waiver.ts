import { createHash } from 'node:crypto'
import type { CheckResult } from '../../preload/contract/campaigns.ts'
import { fail } from '../../preload/problem.ts'
import { type Edit, noteEdit } from '../message/message.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'

/** Results with the waivers that still fit: one given for other findings has lost its object. */
export function withWaivers(
  db: ReadableDb,
  campaign: string,
  results: readonly CheckResult[],
): CheckResult[] {
  const rows = db
    .prepare<{ check_id: string; findings: string; reason: string; member: string }>(
      'SELECT check_id, findings, reason, member FROM check_waiver WHERE campaign = ?',
    )
    .all(campaign)
  return results.map((result) => {
    const row = rows.find((each) => each.check_id === result.check)
    const fits = row !== undefined && row.findings === digestOf(result)
    const waived =
      fits && result.verdict === 'warning' ? { reason: row.reason, member: row.member } : null
    return { ...result, waived }
  })
}

/**
 * Writes down why a warning does not stand in the way. Whoever waives has had a hand in the
 * campaign and may not approve it. Fails with `checks.not-waivable`, `checks.nothing-to-waive` and
 * `checks.reason-missing`.
 */
export function waive(
  db: WritableDb,
  campaign: string,
  { result, reason, edit }: { result: CheckResult; reason: string; edit: Edit },
): void {
  const { check } = result
  if (result.verdict === 'stop') fail('checks.not-waivable', { check })
  if (result.verdict === 'pass') fail('checks.nothing-to-waive', { check })
  if (reason.trim() === '') fail('checks.reason-missing', { check })
  db.transaction(() => {
    db.prepare(
      `INSERT OR REPLACE INTO check_waiver (campaign, check_id, findings, reason, member, waived_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(campaign, check, digestOf(result), reason.trim(), edit.member, edit.at)
    noteEdit(db, campaign, edit)
  })
}

function digestOf({ check, findings }: CheckResult): string {
  return createHash('sha256')
    .update(JSON.stringify([check, findings]))
    .digest('hex')
}
