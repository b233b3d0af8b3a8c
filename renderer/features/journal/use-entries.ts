import type { JournalEntry } from '../../../preload/contract/journal.ts'
import { call } from '../../ipc.ts'
import { type Paged, usePages } from '../../use-pages.ts'

/** The journal, page by page, as the table scrolls over it. */
export function useEntries(): Paged<JournalEntry> {
  return usePages(['journal.list'], async (offset, limit) => {
    const { total, entries } = await call('journal.list', { offset, limit })
    return { total, rows: entries }
  })
}
