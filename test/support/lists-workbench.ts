import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileTokens } from '../../main/file-token.ts'
import { createLists, type Lists, limitLists, listsMigrations } from '../../main/lists/lists.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../../main/sqlite/sqlite.ts'
import type { Caller, Role } from '../../preload/contract/channel.ts'
import type { FileInspection, ImportProgress, ImportReport } from '../../preload/contract/import.ts'
import type { ListView } from '../../preload/contract/lists.ts'
import { type Audience, noRules } from '../../preload/contract/segments.ts'

/** A vault of its own with the lists capability on it, and what a test does to it. */
export interface ListsWorkbench {
  readonly folder: string
  readonly db: WritableDb
  readonly lists: Lists
  readonly progress: ImportProgress[]
  readonly list: (name?: string) => Promise<ListView>
  /** Writes bytes or text into a file and gives the token that a dialog would have given. */
  readonly file: (content: string | Uint8Array, name?: string) => Promise<string>
  readonly tokenOf: (path: string) => Promise<string>
  /** What the next dialog for saving answers. */
  readonly saveTo: (path: string) => void
  readonly inspect: (token: string) => Promise<FileInspection>
  /** Imports with what was detected, unless told otherwise. */
  readonly importInto: (
    list: string,
    content: string | Uint8Array,
    byHand?: Partial<FileInspection>,
  ) => Promise<ImportReport>
  /** Closes and opens the vault again, as a restart does. */
  readonly reopen: () => void
  readonly dispose: () => Promise<void>
}

/** An audience of lists and nothing else. */
export function listsOnly(...lists: string[]): Audience {
  return { lists, ...noRules }
}

/** What somebody reaches whose grants are limited to no department. */
export const everyList = { seen: null, read: null, curated: null }

export const manager: Caller = { member: 'member-1', roles: ['list-manager'] }

export function callerWith(...roles: Role[]): Caller {
  return { member: 'member-2', roles }
}

export function createListsWorkbench(folder?: string): ListsWorkbench {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'sekisho-lists-'))
  const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) }
  const fileTokens = createFileTokens(random)
  const key = new Uint8Array(32).fill(7)
  const progress: ImportProgress[] = []
  let db = openVault(place, key)
  let chosen: string | null = null
  let saveTarget: string | null = null
  let fileCount = 0
  const lists = createLists({
    ports: {
      clock: { now: () => Date.now() },
      random,
      language: 'ja',
      fileDialog: {
        chooseFile: async () => chosen,
        chooseFolder: async () => null,
        chooseSaveTarget: async () => saveTarget,
      },
    },
    fileTokens,
    session: () => ({ db }),
    emit: (name, payload) => {
      if (name === 'lists.import-progress') progress.push(payload as ImportProgress)
    },
  })
  const tokenOf = async (path: string): Promise<string> => {
    chosen = path
    const file = await lists.handlers['lists.choose-file']({}, manager)
    if (file === null) throw new Error('no file was chosen')
    return file.file
  }
  const file: ListsWorkbench['file'] = async (content, name) => {
    fileCount += 1
    const path = join(place, name ?? `file-${fileCount}.csv`)
    writeFileSync(path, content)
    return tokenOf(path)
  }
  const inspect = async (token: string) => lists.handlers['lists.inspect']({ file: token }, manager)
  return {
    folder: place,
    get db() {
      return db
    },
    lists,
    progress,
    list: async (name = 'リスト') => lists.handlers['lists.create']({ name }, manager),
    file,
    tokenOf,
    saveTo(path) {
      saveTarget = path
    },
    inspect,
    async importInto(list, content, byHand = {}) {
      const token = await file(content)
      const { format, hasHeader, columns } = { ...(await inspect(token)), ...byHand }
      const input = { list, file: token, format, hasHeader, columns }
      return lists.handlers['lists.import'](input, manager)
    },
    reopen() {
      db.close()
      db = openVault(place, key)
    },
    async dispose() {
      await lists.close()
      db.close()
      if (folder === undefined) rmSync(place, { recursive: true })
    },
  }
}

function openVault(folder: string, key: Uint8Array): WritableDb {
  const db = openWritable({ file: join(folder, 'vault.db'), key })
  migrate(db, 'lists', listsMigrations)
  limitLists(db, () => everyList)
  return db
}
