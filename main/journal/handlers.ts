import type { Handlers } from '../../preload/contract/channel.ts'
import type { journalChannels } from '../../preload/contract/journal.ts'
import { fail } from '../../preload/problem.ts'
import { fingerprintWords } from '../vault/vault.ts'
import type { Journal } from './journal.ts'

interface JournalHandlerOptions {
  /** The open journal of whoever is signed in; fails with `ipc.locked`. */
  readonly journal: () => Journal
  readonly language: () => 'ja' | 'en'
  /** After a synchronisation that brought something. */
  readonly changed: () => void
  /** What the person calls the store, for `journal.store-unreachable`. */
  readonly place: () => string
}

export function journalHandlers(options: JournalHandlerOptions): Handlers<typeof journalChannels> {
  return {
    'journal.list'({ offset, limit }) {
      const journal = options.journal()
      const directory = journal.directory()
      const { total, records } = journal.page({ offset, limit })
      const entries = records.map(({ hash, header }) => ({
        hash,
        kind: header.kind,
        at: header.at,
        memberName: header.member === null ? null : directory.nameOf(header.member),
        workstationName: directory.workstationNameOf(header.workstation),
        seq: header.seq,
        words: fingerprintWords(hash, options.language()),
      }))
      return { total, entries }
    },
    async 'journal.verify'() {
      const journal = options.journal()
      const { recordCount, workstationCount } = await journal.verify()
      return { recordCount, workstationCount, alarms: [...journal.alarms()] }
    },
    async 'journal.sync'() {
      const journal = options.journal()
      const { changed } = await journal.sync()
      if (changed) options.changed()
      if (journal.storeStatus().offlineSinceAt !== null)
        fail('journal.store-unreachable', { folder: options.place() })
      return {}
    },
  }
}
