import type { Handlers } from '../../preload/contract/channel.ts'
import type { JournalAlarm, journalChannels } from '../../preload/contract/journal.ts'
import { fail } from '../../preload/problem.ts'
import { fingerprintWords } from '../vault/vault.ts'
import type { Directory, Journal } from './journal.ts'
import type { VerificationStep } from './verification.ts'

interface JournalHandlerOptions {
  /** The open journal of whoever is signed in; fails with `ipc.locked`. */
  readonly journal: () => Journal
  readonly language: () => 'ja' | 'en'
  /** After a synchronisation that brought something. */
  readonly changed: () => void
  /** How far a verification is. */
  readonly verifying: (step: VerificationStep) => void
  /** What the person calls the store, for `journal.store-unreachable`. */
  readonly place: () => string
}

export function journalHandlers(options: JournalHandlerOptions): Handlers<typeof journalChannels> {
  return {
    'journal.list'(input) {
      const journal = options.journal()
      const directory = journal.directory()
      const { total, records } = journal.page(input)
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
      const { recordCount, workstationCount } = await journal.verify(options.verifying)
      const alarms = journal.alarms().map((each) => named(each, journal.directory()))
      return { recordCount, workstationCount, alarms }
    },
    'journal.alarms'() {
      const journal = options.journal()
      const directory = journal.directory()
      return {
        active: journal.alarms().map((each) => named(each, directory)),
        ended: journal.endedAlarms(endedMax).map((each) => named(each, directory)),
      }
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

/** How many ended alarms are shown. */
const endedMax = 200

/** With the names of the workstations that it speaks of, where the directory has them. */
function named<A extends JournalAlarm>(alarm: A, { workstationNameOf }: Directory): A {
  const params = Object.entries(alarm.params).map(([name, value]) => {
    if (typeof value !== 'string' || (name !== 'workstation' && name !== 'by')) return [name, value]
    return [name, value.split(', ').map(workstationNameOf).join(', ')]
  })
  return { ...alarm, params: Object.fromEntries(params) }
}
