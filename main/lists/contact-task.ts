import type {
  BulkEditView,
  ConsentKeeping,
  FieldDefinition,
} from '../../preload/contract/contacts.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type Act, beginAct } from './act.ts'
import { type BulkRequest, bulkEdit, type OnStep, undoBulkEdit } from './bulk-edit.ts'
import { addConsent, type NewConsent, setConsentKeeping, withdrawConsent } from './consent.ts'
import {
  addNote,
  type ContactPlace,
  editContact,
  removeNote,
  type TagChange,
  tagContact,
} from './contact-edit.ts'
import { type ErasureRequest, endErasurePeriods, eraseContacts } from './contact-erasure.ts'
import { deleteField, saveField } from './contact-field.ts'
import { type FoundDuplicates, findDuplicates } from './duplicate.ts'
import { type MergeRequest, mergeContacts } from './merge.ts'

/** What people do to contacts by hand. Each is whole or not at all. */
export type ContactTask =
  | {
      readonly act: 'edit'
      readonly edit: ContactPlace & {
        readonly address: string | null
        readonly fields: Readonly<Record<string, string>>
      }
    }
  | { readonly act: 'tag'; readonly edit: ContactPlace & TagChange }
  | { readonly act: 'add-note'; readonly note: ContactPlace & { readonly text: string } }
  | { readonly act: 'remove-note'; readonly note: ContactPlace & { readonly note: number } }
  | { readonly act: 'add-consent'; readonly consent: NewConsent }
  | {
      readonly act: 'withdraw-consent'
      readonly consent: ContactPlace & { readonly withdrawnOn: string }
    }
  | { readonly act: 'set-keeping'; readonly keeping: ConsentKeeping }
  | { readonly act: 'save-field'; readonly definition: FieldDefinition }
  | { readonly act: 'delete-field'; readonly name: string }
  | { readonly act: 'erase'; readonly request: ErasureRequest }
  | { readonly act: 'merge'; readonly request: MergeRequest }
  | { readonly act: 'bulk-edit'; readonly request: BulkRequest }
  | { readonly act: 'undo-edit'; readonly edit: string }
  | { readonly act: 'find-duplicates'; readonly list: string }

export type ContactResult =
  | { readonly kind: 'done' }
  /** Contacts that were erased; the contact that a merge has left. */
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'bulk-edit'; readonly edit: BulkEditView }
  | { readonly kind: 'undone'; readonly restored: number; readonly kept: number }
  | { readonly kind: 'duplicates'; readonly found: FoundDuplicates }

export interface ContactWork {
  readonly task: ContactTask
  readonly member: string
  /** ISO instant. */
  readonly at: string
}

/** Does it in one transaction; a search only reads. erasureKey: of the address book. */
export function runContactTask(
  book: WritableDb,
  erasureKey: Uint8Array,
  { task, member, at }: ContactWork,
  onStep: OnStep,
): ContactResult {
  if (task.act === 'find-duplicates')
    return { kind: 'duplicates', found: findDuplicates(book, task.list, onStep) }
  const source =
    task.act === 'merge' ? 'merge' : task.act === 'undo-edit' ? 'undo' : ('hand' as const)
  const act: Act = { member, at, source }
  return book.transaction(() => {
    beginAct(book, act)
    endErasurePeriods(book, at.slice(0, 10))
    return write(book, { erasureKey, task, act, onStep })
  })
}

interface Writing {
  readonly erasureKey: Uint8Array
  readonly task: Exclude<ContactTask, { readonly act: 'find-duplicates' }>
  readonly act: Act
  readonly onStep: OnStep
}

function write(book: WritableDb, { erasureKey, task, act, onStep }: Writing): ContactResult {
  switch (task.act) {
    case 'erase':
      return { kind: 'number', number: eraseContacts(book, erasureKey, task.request, act) }
    case 'merge':
      return { kind: 'number', number: mergeContacts(book, task.request, act) }
    case 'bulk-edit':
      return { kind: 'bulk-edit', edit: bulkEdit(book, task.request, act, onStep) }
    case 'undo-edit':
      return { kind: 'undone', ...undoBulkEdit(book, task.edit, act, onStep) }
    default:
      writeOne(book, task, act)
      return { kind: 'done' }
  }
}

function writeOne(
  book: WritableDb,
  task: Exclude<Writing['task'], { readonly act: 'erase' | 'merge' | 'bulk-edit' | 'undo-edit' }>,
  act: Act,
): void {
  switch (task.act) {
    case 'edit':
      editContact(book, task.edit, act)
      break
    case 'tag':
      tagContact(book, task.edit, act)
      break
    case 'add-note':
      addNote(book, task.note, act)
      break
    case 'remove-note':
      removeNote(book, task.note)
      break
    case 'add-consent':
      addConsent(book, task.consent, act)
      break
    case 'withdraw-consent':
      withdrawConsent(book, task.consent, act)
      break
    case 'set-keeping':
      setConsentKeeping(book, task.keeping, act)
      break
    case 'save-field':
      saveField(book, task.definition, act)
      break
    case 'delete-field':
      deleteField(book, task.name)
      break
    default:
      task satisfies never
  }
}
