import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Checks,
  type ChecksOptions,
  checksMigrations,
  createChecks,
} from '../../main/checks/checks.ts'
import { createFileTokens } from '../../main/file-token.ts'
import { createLists, limitLists, listsMigrations } from '../../main/lists/lists.ts'
import { createMessage, type Message, messageMigrations } from '../../main/message/message.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../../main/sqlite/sqlite.ts'
import type { Caller } from '../../preload/contract/channel.ts'
import type { Column } from '../../preload/contract/import.ts'
import { type FakeClock, makeClock } from './clock.ts'
import { everyList } from './lists-workbench.ts'
import { systemRandom } from './random.ts'
import { makeTempFolder } from './temp-folder.ts'

export const author: Caller = { member: 'm-author', roles: ['author'] }
export const listManager: Caller = { member: 'm-lists', roles: ['list-manager'] }

/** Lists, messages and checks over one real database, as the core puts them together. */
export interface CampaignDesk {
  readonly folder: string
  readonly db: WritableDb
  readonly clock: FakeClock
  readonly message: Message
  readonly checks: Checks
  /** Imports lines of CSV whose first line names the columns; returns the list. */
  readonly importList: (name: string, columns: Column[], lines: string[]) => Promise<string>
  /** Imports into a list that is there. */
  readonly importAgain: (list: string, columns: Column[], lines: string[]) => Promise<void>
  /** What the file dialog answers next. */
  readonly choose: (path: string | null) => void
}

export function makeCampaignDesk(more: Partial<ChecksOptions> = {}): CampaignDesk {
  const folder = makeTempFolder()
  const db = openWritable({ file: join(folder, 'vault.db'), key: systemRandom.bytes(32) })
  migrate(db, 'lists', listsMigrations)
  limitLists(db, () => everyList)
  migrate(db, 'message', messageMigrations)
  migrate(db, 'checks', checksMigrations)
  let chosen: string | null = null
  const clock = makeClock()
  const ports = {
    clock,
    random: systemRandom,
    language: 'ja' as const,
    fileDialog: {
      chooseFile: async () => chosen,
      chooseFolder: async () => chosen,
      chooseSaveTarget: async () => null,
    },
  }
  const session = () => ({ db })
  const fileTokens = createFileTokens(systemRandom)
  const lists = createLists({ ports, fileTokens, session, emit: () => undefined })
  const message = createMessage({ ports, session })
  const checks = createChecks({
    clock: ports.clock,
    session,
    senderIdentity: (id) => (id === 's-1' ? { name: '関所商事', address: 'a@example.jp' } : null),
    ...more,
  })
  const importAgain: CampaignDesk['importAgain'] = async (list, columns, csv) => {
    const path = join(folder, `${list}.csv`)
    writeFileSync(path, `${csv.join('\n')}\n`)
    await lists.handlers['lists.import'](
      {
        list,
        file: fileTokens.issue(path),
        format: { kind: 'text', encoding: 'utf-8', delimiter: ',' },
        hasHeader: true,
        columns,
      },
      listManager,
    )
  }
  return {
    folder,
    db,
    clock,
    message,
    checks,
    importAgain,
    async importList(name, columns, lines) {
      const { id } = await lists.handlers['lists.create']({ name }, listManager)
      await importAgain(id, columns, lines)
      return id
    },
    choose(path) {
      chosen = path
    },
  }
}
