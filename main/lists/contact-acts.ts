import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Caller, Handlers } from '../../preload/contract/channel.ts'
import type { contactsChannels } from '../../preload/contract/contacts.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { parseMailbox } from '../address/mailbox.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { type AddressBook, attachAddressBook, makeAddressBook } from './address-book.ts'
import type { BookWriter } from './book-job.ts'
import { bulkEditOf, bulkEditsOf, listOfEdit } from './bulk-edit.ts'
import { sizeOfFile } from './chosen-file.ts'
import { consentKeeping, type Proof } from './consent.ts'
import { contactOf } from './contact.ts'
import { contactDetail, suppressionsAmong, tagCounts } from './contact-detail.ts'
import { erasureOf } from './contact-erasure.ts'
import { fieldDefinitions } from './contact-field.ts'
import { type Hiding, historyOf } from './contact-history.ts'
import type { ContactResult, ContactTask } from './contact-task.ts'
import type { ListsOptions } from './handlers.ts'
import { areReadable, assertCurated, assertLists, isHidden, listIds, listViews } from './list.ts'
import { requireEveryDepartment } from './list-reach.ts'
import { newId } from './new-id.ts'
import { canReadAddresses } from './reading-right.ts'
import { addSuppression } from './suppression.ts'

/** Contacts one by one and many at once: seen by members, changed by whoever curates the lists. */
export function contactActs(
  options: ListsOptions,
  writer: BookWriter,
): Handlers<typeof contactsChannels> {
  const { ports, fileTokens, session, emit } = options
  const now = () => new Date(ports.clock.now()).toISOString()
  const running = new Set<AbortController>()

  /** Fails with `lists.edit-stopped` when somebody stops it. */
  async function run(task: ContactTask, { member }: Caller): Promise<ContactResult> {
    const stopping = new AbortController()
    running.add(stopping)
    const toJob = () => {
      // It may have waited for an import: what is true now counts.
      const { db } = session()
      const book = makeAddressBook(db, ports.random)
      const work = { task, member, at: now() }
      return { book, lists: listIds(db), task: { kind: 'contacts', work } as const }
    }
    const onStep = (step: { readonly done: number; readonly total: number }) =>
      emit('contacts.progress', step)
    try {
      const result = await writer.run(toJob, undefined, { onStep, stopped: stopping.signal })
      if (result.kind !== 'contacts') throw new Error('an edit ended as something else')
      return result.result
    } finally {
      running.delete(stopping)
    }
  }

  /** The same, for what has nothing to answer. */
  async function change(task: ContactTask, caller: Caller): Promise<Record<string, never>> {
    await run(task, caller)
    return {}
  }

  const hidingFor = ({ roles }: Caller, list: string): Hiding =>
    canReadAddresses(roles) && areReadable(session().db, [list])
      ? null
      : { masking: options.masking?.() ?? 'first-letter' }

  async function proofOf(text: string, token: string | null): Promise<Proof> {
    if (token === null) return { text, file: null }
    const path = fileTokens.pathOf(token)
    await sizeOfFile(path)
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    return { text, file: { name: basename(path), sha256: hash.digest('hex') } }
  }

  return {
    'contacts.detail'(place, caller) {
      const { db } = session()
      assertLists(db, [place.list])
      const found = ofBook(
        (_, { erasureKey }) =>
          contactDetail(db, place, { hiding: hidingFor(caller, place.list), erasureKey }),
        null,
      )
      return found ?? fail('lists.no-such-contact', {})
    },
    'contacts.history'({ list, contact, ...page }, caller) {
      const { db } = session()
      assertLists(db, [list])
      contactOf(db, { list, contact })
      return historyOf(db, { contact, ...page, hiding: hidingFor(caller, list) })
    },
    'contacts.edit': ({ address = null, ...edit }, caller) =>
      inList(edit.list, () => change({ act: 'edit', edit: { ...edit, address } }, caller)),
    'contacts.tag': (edit, caller) => inList(edit.list, () => change({ act: 'tag', edit }, caller)),
    'contacts.tags': () =>
      ofBook(
        (db) =>
          tagCounts(
            db,
            listViews(db).map(({ id }) => id),
          ),
        [],
      ),
    'contacts.add-note': (note, caller) =>
      inList(note.list, () => change({ act: 'add-note', note }, caller)),
    'contacts.remove-note': (note, caller) =>
      inList(note.list, () => change({ act: 'remove-note', note }, caller)),
    async 'contacts.choose-proof'() {
      const path = await ports.fileDialog.chooseFile('attachment')
      if (path === null) return null
      const sizeBytes = await sizeOfFile(path)
      return { file: fileTokens.issue(path), name: basename(path), sizeBytes }
    },
    'contacts.add-consent': ({ proof: text, proofFile, ...consent }, caller) =>
      inList(consent.list, async () => {
        const proof = await proofOf(text, proofFile)
        return change({ act: 'add-consent', consent: { ...consent, proof } }, caller)
      }),
    'contacts.withdraw-consent': (consent, caller) =>
      inList(consent.list, () => change({ act: 'withdraw-consent', consent }, caller)),
    'contacts.erase': (request, caller) =>
      inList(request.list, async () => ({
        erased: numberOf(await run({ act: 'erase', request }, caller)),
      })),
    'contacts.find-erased'({ address }) {
      requireEveryDepartment(session().db)
      const mailbox = parseMailbox(address)
      if ('reason' in mailbox) return fail(`lists.row-address-${mailbox.reason}`, {})
      return ofBook(
        (db, { erasureKey }) => erasureOf(db, { erasureKey, addressKey: mailbox.key }),
        null,
      )
    },
    'contacts.find-duplicates': ({ list }, caller) =>
      inList(list, async () => {
        const result = await run({ act: 'find-duplicates', list }, caller)
        if (result.kind !== 'duplicates') throw new Error('a search ended as something else')
        const { groups, groupCount } = result.found
        return {
          groupCount,
          groups: groups.map(({ reason, contacts }) => ({ reason, contacts: [...contacts] })),
        }
      }),
    'contacts.merge': (request, caller) =>
      inList(request.list, async () => {
        const contact = numberOf(await run(mergeTask(request, caller), caller))
        return { contact }
      }),
    'contacts.bulk-edit': (input, caller) =>
      inList(input.list, async () => {
        const request = { ...input, id: newId(ports.random) }
        const result = await run({ act: 'bulk-edit', request }, caller).catch((error: unknown) =>
          wasDone(request.id, error),
        )
        if (result.kind !== 'bulk-edit') throw new Error('an edit ended as something else')
        return result.edit
      }),
    'contacts.bulk-edits': ({ list }) =>
      inList(list, () => ofBook((db) => bulkEditsOf(db, list), [])),
    async 'contacts.undo-edit'({ edit }, caller) {
      const list = ofBook((db) => listOfEdit(db, edit), null)
      if (list === null || isHidden(session().db, list)) return fail('lists.no-such-edit', {})
      return inList(list, async () => {
        const result = await run({ act: 'undo-edit', edit }, caller)
        if (result.kind !== 'undone') throw new Error('an undoing ended as something else')
        return { restored: result.restored, kept: result.kept }
      })
    },
    'contacts.stop'() {
      for (const each of running) each.abort()
      return {}
    },
    'contacts.fields': () => ofBook((db) => fieldDefinitions(db, 'book'), []),
    'contacts.save-field': (definition, caller) =>
      forAll(() => change({ act: 'save-field', definition }, caller)),
    'contacts.delete-field': ({ name }, caller) =>
      forAll(() => change({ act: 'delete-field', name }, caller)),
    'contacts.keeping': () =>
      ofBook((db) => consentKeeping(db, 'book'), { isCommerce: false, orderedOn: null }),
    'contacts.set-keeping': (keeping, caller) =>
      forAll(() => change({ act: 'set-keeping', keeping }, caller)),
  }

  function inList<T>(list: string, act: () => T): T {
    assertCurated(session().db, [list])
    return act()
  }

  /** What all lists share is changed by whoever may change all of them. */
  function forAll<T>(act: () => T): T {
    requireEveryDepartment(session().db)
    return act()
  }

  /** What the book says, or what holds before there is one. */
  function ofBook<T>(ask: (db: ReadableDb, book: AddressBook) => T, otherwise: T): T {
    const { db } = session()
    const book = attachAddressBook(db)
    return book === null ? otherwise : ask(db, book)
  }

  /** Whoever stopped an edit in the moment in which it was done is told that it is done. */
  function wasDone(edit: string, error: unknown): ContactResult {
    const isStopped = error instanceof ProblemError && error.problem.code === 'lists.edit-stopped'
    const done = isStopped ? ofBook((db) => bulkEditOf(db, 'book', edit), null) : null
    if (done === null) throw error
    return { kind: 'bulk-edit', edit: done }
  }

  /** Whoever must not be mailed at one address must not be mailed at the one that stays. */
  function mergeTask(
    request: Extract<ContactTask, { readonly act: 'merge' }>['request'],
    { member }: Caller,
  ): ContactTask {
    const { db } = session()
    const { address } = contactOf(db, { list: request.list, contact: request.address })
    const [first] = suppressionsAmong(db, request)
    // Before the merge: were it the other way round, a crash between them would free an address.
    if (first !== undefined)
      addSuppression(db, {
        ...{ kind: 'address', value: address.toLowerCase(), reason: first.reason },
        ...{ source: '', member, at: now() },
      })
    return { act: 'merge', request }
  }
}

function numberOf(result: ContactResult): number {
  if (result.kind !== 'number') throw new Error('an act ended as something else')
  return result.number
}
