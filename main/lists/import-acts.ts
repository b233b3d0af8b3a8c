import { basename } from 'node:path'
import type { Caller, Handlers } from '../../preload/contract/channel.ts'
import type { FileInspection, ImportMode, importChannels } from '../../preload/contract/import.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook, makeAddressBook } from './address-book.ts'
import type { BookResult, BookTask, BookWriter } from './book-job.ts'
import { fingerprintOf, sizeOfFile } from './chosen-file.ts'
import { mappingFor } from './column-mapping.ts'
import type { FileSource } from './file-rows.ts'
import { createHandedOver } from './handed-over.ts'
import type { ListsOptions } from './handlers.ts'
import type { ImportJob, ImportResult } from './import.ts'
import { startProgress } from './import-progress.ts'
import { importsOf, listOfImport, resumableJob } from './import-record.ts'
import { importRows } from './import-report.ts'
import {
  assertCurated,
  assertLists,
  assertNameFree,
  createList,
  deleteList,
  isHidden,
  listIds,
} from './list.ts'
import { usualDepartment } from './list-reach.ts'
import { newId } from './new-id.ts'
import { inspectInThread } from './reading-job.ts'
import { suppressedValues } from './suppression.ts'
import { type ConsentRules, noConsentRules } from './told-consent.ts'

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
  const handedOver = createHandedOver()
  const sourceOf = (file: string): FileSource =>
    handedOver.sourceOf(file) ?? { kind: 'path', path: fileTokens.pathOf(file) }

  /** list: of a new one, the id that it will have. */
  async function run(
    task: (db: WritableDb) => BookTask,
    { list, isNew = false, ofImport = '', settle = () => {} }: Place,
  ) {
    const { db } = session()
    const progress = startProgress(ports, (step) =>
      emit('lists.import-progress', { import: ofImport, list, ...step }),
    )
    const toJob = () => {
      // It may have waited for another import: what is true now counts.
      const now = session().db
      if (!isNew) assertCurated(now, [list])
      const lists = listIds(now)
      return {
        book: makeAddressBook(now, ports.random),
        lists: isNew ? [...lists, list] : lists,
        task: task(now),
      }
    }
    makeAddressBook(db, ports.random)
    // Before the next task begins, which forgets whatever belongs to no list.
    const settled = async () => settle()
    return writer.run(toJob, progress.step, undefined, settled).finally(progress.end)
  }

  async function runImport(
    input: Input<'lists.import'> | Input<'lists.try-import'>,
    { member, isTrial }: { readonly member: string; readonly isTrial: boolean },
  ): Promise<ImportResult> {
    const made = await placeOf(input.list, { member, mode: modeOf(input), isTrial })
    const { list } = made
    const source = sourceOf(input.file)
    const fingerprint = await fingerprintOf(source)
    const { format, hasHeader, columns, requireConsent = false } = input
    const importId = id()
    const task = (db: WritableDb): BookTask => ({
      kind: 'import',
      job: {
        ...{ import: importId, list, member, mode: modeOf(input), isTrial, fingerprint },
        reading: {
          ...{ source, format, hasHeader, columns, requireConsent },
          consent: consentRules(input.consent, ports.clock.now()),
          ...{ suppressed: suppressedValues(db), seed: seedFrom(ports) },
        },
        startedAtMs: ports.clock.now(),
      },
    })
    try {
      return importResult(await run(task, { ...made, ofImport: importId }))
    } catch (error) {
      made.failed()
      throw error
    }
  }

  /**
   * The list that an import goes into. A new one is made when its import is whole; only one that is
   * written in parts needs its list before, and takes it away again when nothing came of it.
   */
  async function placeOf(
    wanted: Input<'lists.import'>['list'] | null,
    { member, mode, isTrial }: { member: string; mode: ImportMode; isTrial: boolean },
  ): Promise<Place & { readonly failed: () => void }> {
    const nothing = () => {}
    const { db } = session()
    if (wanted === null || isTrial) {
      if (typeof wanted === 'string') assertCurated(db, [wanted])
      const isNew = typeof wanted !== 'string'
      return { list: typeof wanted === 'string' ? wanted : newList, isNew, failed: nothing }
    }
    if (typeof wanted === 'string') {
      assertCurated(db, [wanted])
      return { list: wanted, failed: nothing }
    }
    const { name } = wanted
    const list = id()
    const make = () => {
      const at = new Date(ports.clock.now()).toISOString()
      const now = session().db
      createList(now, { id: list, name, department: usualDepartment(now), member, at })
    }
    if (mode === 'resumable') {
      make()
      return {
        list,
        failed() {
          const now = session().db
          if (importsOf(now, list).length === 0) deleteList(now, list)
        },
      }
    }
    assertNameFree(db, { name: name, department: usualDepartment(db) })
    return { list, isNew: true, settle: make, failed: nothing }
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
      const reading = { ...job.reading, suppressed: suppressedValues(now), seed: seedFrom(ports) }
      const again: ImportJob = { ...job, reading, member }
      return { kind: 'import', job: again }
    }
    return importResult(await run(task, { list, ofImport: importId }))
  }

  return {
    async 'lists.choose-file'() {
      const path = await ports.fileDialog.chooseFile('import')
      if (path === null) return null
      const sizeBytes = await sizeOfFile(path)
      return { file: fileTokens.issue(path), name: basename(path), sizeBytes }
    },
    'lists.hand-over'({ name, bytes }, { member }) {
      if (bytes.byteLength === 0) return fail('lists.file-empty', { file: name })
      const file = id()
      handedOver.keep(file, { name, bytes, member }, session().db)
      return { file, name, sizeBytes: bytes.byteLength }
    },
    'lists.forgotten-file'(_, { member }) {
      const name = handedOver.forgottenOf(member)
      return name === null ? null : { name }
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
      const result = await run(() => ({ kind: 'undo-import', import: input.import }), { list })
      if (result.kind !== 'undo-import') throw new Error('an undoing ended as something else')
      return result.result
    },
    async 'lists.save-import-rows'({ texts, rows, ...input }) {
      const { db } = session()
      const list = requireImport(db, input.import)
      const path = await ports.fileDialog.chooseSaveTarget('import-rows', texts.fileName)
      if (path === null) return { isSaved: false, rowCount: 0 }
      const task = { kind: 'save-rows', import: input.import, rows, path, texts } as const
      const result = await run(() => task, { list })
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

/** Where a task belongs. isNew: the list is made when the task is done (settle). */
interface Place {
  readonly list: string
  readonly isNew?: boolean
  readonly ofImport?: string
  readonly settle?: () => void
}

function modeOf(input: Input<'lists.import'> | Input<'lists.try-import'>): ImportMode {
  return 'mode' in input ? (input.mode ?? 'once') : 'once'
}

const dayMs = 86_400_000

/** A day ahead is taken: whoever wrote it may be in a zone where it is tomorrow already. */
function consentRules(told: Input<'lists.import'>['consent'], nowMs: number): ConsentRules {
  return {
    way: told?.way ?? noConsentRules.way,
    givenOn: told?.givenOn ?? noConsentRules.givenOn,
    wording: told?.wording ?? noConsentRules.wording,
    lastDay: new Date(nowMs + dayMs).toISOString().slice(0, 10),
  }
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
