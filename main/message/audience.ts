import type { AudienceView } from '../../preload/contract/campaigns.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { AudienceRow } from './preview.ts'

/** What lists knows about the recipients of a campaign. */
export interface AudienceSource {
  readonly freeze: (db: ReadableDb, lists: readonly string[]) => Iterable<AudienceRow>
  readonly summary: (db: ReadableDb, lists: readonly string[]) => AudienceView
  readonly fields: (db: ReadableDb, lists: readonly string[]) => readonly string[]
}

/** The recipient at an index; the last one when there are fewer. Fails with `lists.empty`. */
export function audienceRowAt(rows: Iterable<AudienceRow>, index: number): [AudienceRow, number] {
  let found: [AudienceRow, number] | null = null
  let at = 0
  for (const row of rows) {
    found = [row, at]
    if (at === index) break
    at += 1
  }
  return found ?? fail('lists.empty', {})
}
