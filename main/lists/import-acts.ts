import { basename } from 'node:path'
import type { Caller, Handlers } from '../../preload/contract/channel.ts'
import type { FileInspection, importChannels } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook, makeAddressBook } from './address-book.ts'
import type { BookResult, BookTask, BookWriter } from './book-job.ts'
import { fingerprintOf, sizeOfFile } from './chosen-file.ts'
import { mappingFor } from './column-mapping.ts'
import type { FileSource } from './file-rows.ts'
import type { ListsOptions } from './handlers.ts'
import type { ImportJob, ImportResult } from './import.ts'
import { startProgress } from './import-progress.ts'
import { importsOf, listOfImport, resumableJob } from './import-record.ts'
import { importRows } from './import-report.ts'
import { assertCurated, assertLists, isHidden, listIds } from './list.ts'
import { newId } from './new-id.ts'
import { inspectInThread } from './reading-job.ts'
import { suppressedKeys } from './suppression.ts'

type Input<N extends keyof typeof importChannels> = Parameters<
  Handlers<typeof importChannels>[N]
>[0]

/** What stands for a list that does not exist yet, in a trial alone. */
const newList = 'new'

export function importActs(
  options: ListsOptions,
  writer: BookWriter,
): Handlers<typeof importChannels> {
  const { ports, fileTokens, session, emit } = options
  const id = () => newId(ports.random)
  const handedOver = new Map<string, FileSource>()
  const sourceOf = (file: string): FileSource =>
    handedOver.get(file) ?? { kind: 'path', path: fileTokens.pathOf(file) }

  async function run(task: (db: WritableDb) => BookTask, list: string | null, ofImport = '') {
    const { db } = session()
    const progress = startProgress(ports, (step) =>
      emit('lists.import-progress', { import: ofImport, list: list ?? newList, ...step }),
    )
    const toJob = () => {
      // It may have waited for another import: what is true now counts.
      const now = session().db
      if (list !== null) assertCurated(now, [list])
      const lists = listIds(now)
      return {
        book: makeAddressBook(now, ports.random),
        lists: list === null ? [...lists, newList] : lists,
        task: task(now),
      }
    }
    makeAddressBook(db, ports.random)
    return writer.run(toJob, progress.step).finally(progress.end)
  }

  async function runImport(
    input: Input<'lists.import'> | Input<'lists.try-import'>,
    { member, isTrial }: { readonly member: string; readonly isTrial: boolean },
  ): Promise<ImportResult> {
    if (input.list !== null) assertCurated(session().db, [input.list])
    const source = sourceOf(input.file)
    const fingerprint = await fingerprintOf(source)
    const { format, hasHeader, columns, requireConsent = false } = input
    const mode = 'mode' in input ? (input.mode ?? 'once') : 'once'
    const list = input.list ?? newList
    const importId = id()
    const task = (db: WritableDb): BookTask => ({
      kind: 'import',
      job: {
        ...{ import: importId, list, member, mode, isTrial, fingerprint },
        reading: {
          ...{ source, format, hasHeader, columns, requireConsent },
          ...{ suppressed: suppressedKeys(db), seed: seedFrom(ports) },
        },
        startedAtMs: ports.clock.now(),
      },
    })
    return importResult(await run(task, input.list, importId))
  }

  async function resume(importId: string, { member }: Caller): Promise<ImportResult> {
    const { db } = session()
    requireImport(db, importId)
    const { list, job } = resumableJob(db, importId)
    const { source } = job.reading
    if ((await fingerprintOf(source)) !== job.fingerprint)
      return fail('lists.file-changed', {
        file: source.kind === 'path' ? basename(source.path) : '',
      })
    const task = (now: WritableDb): BookTask => {
      const reading = { ...job.reading, suppressed: suppressedKeys(now), seed: seedFrom(ports) }
      const again: ImportJob = { ...job, reading, member }
      return { kind: 'import', job: again }
    }
    return importResult(await run(task, list, importId))
  }

  return {
    async 'lists.choose-file'() {
      const path = await ports.fileDialog.chooseFile('import')
      if (path === null) return null
      const sizeBytes = await sizeOfFile(path)
      return { file: fileTokens.issue(path), name: basename(path), sizeBytes }
    },
    'lists.hand-over'({ name, bytes }) {
      if (bytes.byteLength === 0) return fail('lists.file-empty', { file: name })
      // One at a time: each may be as large as memory allows.
      handedOver.clear()
      const file = id()
      handedOver.set(file, { kind: 'bytes', name, bytes })
      return { file, name, sizeBytes: bytes.byteLength }
    },
    'lists.inspect': ({ file, ...byHand }) =>
      inspect(session().db, { source: sourceOf(file), language: ports.language, ...byHand }),
    async 'lists.import'(input, { member }) {
      return (await runImport(input, { member, isTrial: false })).report
    },
    async 'lists.try-import'(input, { member }) {
      const { report, rows } = await runImport(input, { member, isTrial: true })
      return { report, rows: [...rows] }
    },
    'lists.import-rows'(input) {
      requireImport(session().db, input.import)
      return importRows(session().db, input)
    },
    'lists.imports'({ list }) {
      assertLists(session().db, [list])
      return importsOf(session().db, list)
    },
    async 'lists.resume-import'(input, caller) {
      return (await resume(input.import, caller)).report
    },
    async 'lists.undo-import'(input) {
      const list = requireImport(session().db, input.import)
      const result = await run(() => ({ kind: 'undo-import', import: input.import }), list)
      if (result.kind !== 'undo-import') throw new Error('an undoing ended as something else')
      return result.result
    },
    async 'lists.save-import-rows'({ texts, rows, ...input }) {
      const { db } = session()
      const list = requireImport(db, input.import)
      const path = await ports.fileDialog.chooseSaveTarget('import-rows', texts.fileName)
      if (path === null) return { isSaved: false, rowCount: 0 }
      const task = { kind: 'save-rows', import: input.import, rows, path, texts } as const
      const result = await run(() => task, list)
      if (result.kind !== 'save-rows') throw new Error('a saving ended as something else')
      return { isSaved: true, rowCount: result.rowCount }
    },
  }
}

/** The list that it went into. Whose list this member may not change, of that there is no import. */
function requireImport(db: ReadableDb, id: string): string {
  const list = listOfImport(db, id)
  if (isHidden(db, list)) fail('lists.no-such-import', {})
  assertCurated(db, [list])
  return list
}

function importResult(result: BookResult): ImportResult {
  if (result.kind !== 'import') throw new Error('an import ended as something else')
  return result.result
}

function seedFrom({ random }: ListsOptions['ports']): number {
  return Buffer.from(random.bytes(4)).readUInt32LE()
}

/** What the file says, and for titles that were seen before, what a person made of them then. */
async function inspect(
  db: WritableDb,
  options: Parameters<typeof inspectInThread>[0],
): Promise<FileInspection> {
  const found = await inspectInThread(options)
  if (options.columns !== undefined || !found.hasHeader || attachAddressBook(db) === null)
    return found
  const remembered = mappingFor(db, found.columns)
  if (remembered === null) return found
  const { hasHeader } = found
  const again = await inspectInThread({ ...options, hasHeader, columns: remembered })
  return { ...again, mapping: 'remembered' }
}
