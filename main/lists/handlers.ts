import type { Handlers } from '../../preload/contract/channel.ts'
import type { contactsChannels } from '../../preload/contract/contacts.ts'
import type { importChannels } from '../../preload/contract/import.ts'
import type { listsChannels } from '../../preload/contract/lists.ts'
import type { segmentsChannels } from '../../preload/contract/segments.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail } from '../../preload/problem.ts'
import type { Masking } from '../address/mask.ts'
import type { FileTokens } from '../file-token.ts'
import type { Ports } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { attachAddressBook, makeAddressBook } from './address-book.ts'
import { type BookResult, type BookTask, createBookWriter } from './book-job.ts'
import { contactsOf } from './contact.ts'
import { contactActs } from './contact-acts.ts'
import { importActs } from './import-acts.ts'
import {
  areReadable,
  assertLists,
  createList,
  deleteList,
  keepList,
  listIds,
  listViews,
  moveList,
} from './list.ts'
import { reachOn, usualDepartment } from './list-reach.ts'
import { dayAt, forgetDestroyed } from './list-retention.ts'
import { type MailingSource, withLastMailed } from './mailing.ts'
import { newId } from './new-id.ts'
import { canReadAddresses } from './reading-right.ts'
import { segmentActs } from './segment-acts.ts'

export interface ListsOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'fileDialog' | 'language'>
  readonly fileTokens: FileTokens
  /** Whoever is signed in, or a problem of identity. */
  readonly session: () => { readonly db: WritableDb }
  /** By the organization's policy. */
  readonly masking?: () => Masking
  /** Of the organization, by the newest directory. */
  readonly departments?: () => readonly { readonly id: string; readonly name: string }[]
  /** Names of the drafts whose audience names a segment. */
  readonly segmentUses?: (db: ReadableDb, segment: string) => readonly string[]
  /** True while mail is being sent: an import then leaves it the processor. */
  readonly isSending?: () => boolean
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

export interface Lists {
  readonly handlers: Handlers<
    typeof listsChannels & typeof contactsChannels & typeof importChannels & typeof segmentsChannels
  >
  /** Notes who got a release; nothing where there are no contacts yet. */
  readonly noteMailings: (source: MailingSource) => Promise<void>
  /** Makes the rows of destroyed lists unreadable for ever, if a mark says that it has to be done. */
  readonly forgetDestroyed: () => Promise<void>
  /** Ends a running import, which undoes it. Before the vault closes. */
  readonly close: () => Promise<void>
}

export function createLists(options: ListsOptions): Lists {
  const { ports, session } = options
  const writer = createBookWriter(options.isSending)
  const id = () => newId(ports.random)
  const departments = options.departments ?? (() => [])
  const requireDepartment = (department: string | null) => {
    if (department !== null && !departments().some((each) => each.id === department))
      fail('lists.no-such-department', {})
  }
  return {
    close: writer.stop,
    forgetDestroyed: () => forgetDestroyed(session().db, { writer, random: ports.random }),
    async noteMailings(source) {
      let after: number | null = -1
      while (after !== null && attachAddressBook(session().db) !== null) {
        const task: BookTask = { kind: 'note-mailings', source, after }
        const result: BookResult = await writer.run(() => ({
          book: makeAddressBook(session().db, ports.random),
          lists: listIds(session().db),
          task,
        }))
        after = result.kind === 'note-mailings' ? result.after : null
      }
    },
    handlers: {
      ...importActs(options, writer),
      ...contactActs(options, writer),
      ...segmentActs(options),
      'lists.list': () => listViews(session().db),
      'lists.departments'() {
        const { curated } = reachOn(session().db)
        const own = departments().filter(({ id }) => curated === null || curated.has(id))
        return { departments: own.map((each) => ({ ...each })), isForAll: curated === null }
      },
      'lists.create'({ name, department: asked }, { member }) {
        requireDepartment(asked ?? null)
        const department = asked === undefined ? usualDepartment(session().db) : asked
        const at = new Date(ports.clock.now()).toISOString()
        return createList(session().db, { id: id(), name, department, member, at })
      },
      'lists.move'({ list, department }) {
        requireDepartment(department)
        return moveList(session().db, list, department)
      },
      'lists.keep'({ list, keepUntil }) {
        if (keepUntil !== null && keepUntil < dayAt(ports.clock.now()))
          fail('lists.keep-until-past', {})
        return keepList(session().db, list, keepUntil)
      },
      async 'lists.delete'({ list }) {
        const { db } = session()
        deleteList(db, list)
        const book = makeAddressBook(db, ports.random)
        await writer.run(() => ({ book, lists: listIds(session().db), task: { kind: 'sweep' } }))
        return {}
      },
      async 'lists.contacts'(input, caller) {
        const { db } = session()
        assertLists(db, [input.list])
        const { total, rows } = await contactsOf(db, {
          ...input,
          canReadAddresses: canReadAddresses(caller.roles) && areReadable(db, [input.list]),
          masking: options.masking?.() ?? 'first-letter',
        })
        return { total, rows: withLastMailed(db, rows) }
      },
    },
  }
}
