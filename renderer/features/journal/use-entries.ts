import type { JournalEntry } from '../../../preload/contract/journal.ts'
import type { ChannelRawInput } from '../../../preload/contract.ts'
import { call } from '../../ipc.ts'
import { type Paged, usePages } from '../../use-pages.ts'

/** What the list shows; all of it when nothing is chosen. */
export type EntryFilter = Omit<ChannelRawInput<'journal.list'>, 'offset' | 'limit'>

/** The journal, page by page, as the table scrolls over it. */
export function useEntries(filter: EntryFilter): Paged<JournalEntry> {
  return usePages(['journal.list', filter], async (offset, limit) => {
    const { total, entries } = await call('journal.list', { ...filter, offset, limit })
    return { total, rows: entries }
  })
}
