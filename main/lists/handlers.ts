import { basename } from 'node:path'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { ImportReport, listsChannels } from '../../preload/contract/lists.ts'
import type { segmentsChannels } from '../../preload/contract/segments.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import type { Masking } from '../address/mask.ts'
import type { FileTokens } from '../file-token.ts'
import type { Ports } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { makeAddressBook } from './address-book.ts'
import type { BookJob, BookWriter } from './book-job.ts'
import { createBookWriter } from './book-job.ts'
import { contactsOf } from './contact.ts'
import { inspectCsvFile, sizeOfFile } from './csv-file.ts'
import type { ImportStep } from './import.ts'
import { importRows } from './import-report.ts'
import { assertLists, createList, deleteList, listIds, listViews } from './list.ts'
import { newId } from './new-id.ts'
import { canReadAddresses } from './reading-right.ts'
import { segmentActs } from './segment-acts.ts'
import { suppressedKeys } from './suppression.ts'

export interface ListsOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'fileDialog' | 'language'>
  readonly fileTokens: FileTokens
  /** Whoever is signed in, or a problem of identity. */
  readonly session: () => { readonly db: WritableDb }
  /** By the organization's policy. */
  readonly masking?: () => Masking
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

export interface Lists {
  readonly handlers: Handlers<typeof listsChannels & typeof segmentsChannels>
  /** Ends a running import, which undoes it. Before the vault closes. */
  readonly close: () => Promise<void>
}

export function createLists(options: ListsOptions): Lists {
  const { ports, fileTokens, session } = options
  const writer = createBookWriter()
  const id = () => newId(ports.random)
  return {
    close: writer.stop,
    handlers: {
      ...segmentActs(options),
      'lists.list': () => listViews(session().db),
      'lists.create': ({ name }, { member }) =>
        createList(session().db, {
          id: id(),
          name,
          member,
          at: new Date(ports.clock.now()).toISOString(),
        }),
      async 'lists.delete'({ list }) {
        const { db } = session()
        deleteList(db, list)
        const book = makeAddressBook(db, ports.random)
        await writer.run(() => ({ book, lists: listIds(session().db), import: null }))
        return {}
      },
      async 'lists.choose-file'() {
        const path = await ports.fileDialog.chooseFile('import')
        if (path === null) return null
        const sizeBytes = await sizeOfFile(path)
        return { file: fileTokens.issue(path), name: basename(path), sizeBytes }
      },
      'lists.inspect': ({ file, ...byHand }) =>
        inspectCsvFile({ file: fileTokens.pathOf(file), language: ports.language, ...byHand }),
      'lists.import': (input, { member }) =>
        importFile(options, writer, { ...input, import: id(), member }),
      'lists.import-rows': (input) => importRows(session().db, input),
      'lists.contacts'(input, caller) {
        const { db } = session()
        assertLists(db, [input.list])
        return contactsOf(db, {
          ...input,
          canReadAddresses: canReadAddresses(caller.roles),
          masking: options.masking?.() ?? 'first-letter',
        })
      },
    },
  }
}

type ImportInput = Parameters<Handlers<typeof listsChannels>['lists.import']>[0]

async function importFile(
  { ports, fileTokens, session, emit }: ListsOptions,
  writer: BookWriter,
  input: ImportInput & { readonly import: string; readonly member: string },
): Promise<ImportReport> {
  const { db } = session()
  assertLists(db, [input.list])
  const file = fileTokens.pathOf(input.file)
  await sizeOfFile(file)
  const book = makeAddressBook(db, ports.random)
  const progress = startProgress(ports, (step) =>
    emit('lists.import-progress', { import: input.import, list: input.list, ...step }),
  )
  const toJob = (): BookJob => {
    // It may have waited for another import: what is true now counts.
    const now = session().db
    assertLists(now, [input.list])
    const suppressed = suppressedKeys(now)
    const job = { ...input, file, suppressed, startedAtMs: ports.clock.now() }
    return { book, lists: listIds(now), import: job }
  }
  const report = await writer.run(toJob, progress.step).finally(progress.end)
  if (report === null) throw new Error('an import ended without a report')
  return report
}

const progressEveryMs = 200

/**
 * Tells where an import is, five times a second from its first step to its end, whatever its
 * worker does meanwhile: a commit of a million rows has no steps of its own.
 */
function startProgress(
  { clock }: Pick<Ports, 'clock'>,
  emit: (progress: ImportStep & { rowsPerSecond: number }) => void,
): { readonly step: (step: ImportStep) => void; readonly end: () => void } {
  let last: ImportStep | null = null
  let startedAtMs = 0
  let timer: NodeJS.Timeout | null = null
  const tell = () => {
    const seconds = Math.max(0.001, (clock.now() - startedAtMs) / 1000)
    if (last !== null) emit({ ...last, rowsPerSecond: Math.round(last.rowCount / seconds) })
  }
  return {
    step(step) {
      last = step
      if (timer !== null) return
      startedAtMs = clock.now()
      timer = setInterval(tell, progressEveryMs)
      tell()
    },
    end() {
      if (timer !== null) clearInterval(timer)
      tell()
    },
  }
}
