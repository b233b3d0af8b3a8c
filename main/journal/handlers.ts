import type { Handlers } from '../../preload/contract/channel.ts'
import type {
  ExportChoice,
  JournalAlarm,
  JournalUpkeep,
  journalChannels,
} from '../../preload/contract/journal.ts'
import { fail } from '../../preload/problem.ts'
import type { FileTokens } from '../file-token.ts'
import { fingerprintWords } from '../vault/vault.ts'
import { isOfRecords } from './alarm.ts'
import { readAuthority } from './authority-file.ts'
import type { ExportTarget } from './export-target.ts'
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
  readonly fileTokens: FileTokens
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
      const directory = journal.directory()
      const alarms = journal
        .alarms()
        .filter(isOfRecords)
        .map((each) => named(each, directory))
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
    'journal.upkeep': () => upkeepOf(options.journal()),
    'journal.set-export'({ target }) {
      const journal = options.journal()
      journal.setExport(toTarget(target, options.fileTokens))
      return upkeepOf(journal)
    },
    async 'journal.export-now'() {
      const journal = options.journal()
      await journal.exportRecords('now')
      return upkeepOf(journal)
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

function upkeepOf(journal: Journal): JournalUpkeep {
  const { target, ...rest } = journal.exportStatus() ?? {
    ...{ target: null, triedAt: null, doneAt: null, problem: null, waitingCount: 0 },
  }
  return { ...rest, ...journal.destructions(), target: target && shown(target) }
}

/** Without the authority's certificate, which the window has no use for. */
function shown(target: ExportTarget): JournalUpkeep['target'] {
  if (target.kind === 'folder') return target
  const { ca, ...rest } = target
  return { ...rest, hasOwnAuthority: ca !== null }
}

function toTarget(choice: ExportChoice, { pathOf }: FileTokens): ExportTarget | null {
  switch (choice.kind) {
    case 'none':
      return null
    case 'folder':
      return { kind: 'folder', folder: pathOf(choice.folder) }
    case 'syslog': {
      const { ca, ...rest } = choice
      return { ...rest, ca: ca === null ? null : readAuthority(pathOf(ca)) }
    }
    default:
      return choice satisfies never
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
