import type { duplicateReasons } from '../../preload/contract/contacts.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { type Fields, toFields } from './contact.ts'
import { type BookContact, listNumberOf } from './contact-membership.ts'

export type DuplicateReason = (typeof duplicateReasons)[number]

export interface FoundDuplicates {
  readonly groups: readonly {
    readonly reason: DuplicateReason
    readonly contacts: readonly BookContact[]
  }[]
  /** Of all, shown or not. */
  readonly groupCount: number
}

const groupsMax = 200
const contactsPerGroupMax = 10
const stepEvery = 10_000

/**
 * Contacts of a list that may be one person: the same mailbox under two spellings, or the same name or
 * reading in the same company. Reads the list twice and keeps only what occurs twice, so that a
 * million contacts cost little memory. Blocks its thread.
 */
export function findDuplicates(
  book: ReadableDb,
  list: string,
  onStep: (step: { readonly done: number; readonly total: number }) => void,
): FoundDuplicates {
  const number = listNumberOf(book, list)
  const total =
    2 *
    (book
      .prepare<{ n: number }>('SELECT contact_count AS n FROM book_list WHERE number = ?')
      .get(number)?.n ?? 0)
  let done = 0
  const eachKey = (look: (key: DuplicateKey, contact: BookContact) => void) => {
    for (const contact of contactsOfList(book, number)) {
      for (const key of duplicateKeys(contact)) look(key, contact)
      done += 1
      if (done % stepEvery === 0) onStep({ done: Math.min(done, total), total })
    }
  }
  const seen = openRepeats()
  eachKey(({ text }) => seen.note(text))
  const groups = new Map<string, { reason: DuplicateReason; contacts: BookContact[] }>()
  eachKey(({ reason, text }, contact) => {
    if (!seen.mayRepeat(text)) return
    const group = groups.get(text) ?? { reason, contacts: [] }
    groups.set(text, group)
    if (group.contacts.length < contactsPerGroupMax) group.contacts.push(contact)
  })
  const found = distinct([...groups.values()].filter(({ contacts }) => contacts.length > 1))
  return { groups: found.slice(0, groupsMax), groupCount: found.length }
}

interface DuplicateKey {
  readonly reason: DuplicateReason
  readonly text: string
}

/** By what a contact could be the same as another one. Pure. */
export function duplicateKeys({ address, fields }: Omit<BookContact, 'id'>): DuplicateKey[] {
  const keys: DuplicateKey[] = [{ reason: 'mailbox', text: `m ${sameMailbox(address)}` }]
  const company = foldCompany(textOf(fields, 'company'))
  // People of one name are many; of one name in one company few.
  if (company === '') return keys
  const name = foldName(textOf(fields, 'name'))
  if (name !== '') keys.push({ reason: 'name-company', text: `n ${name} ${company}` })
  const reading = foldReading(textOf(fields, 'reading'))
  if (reading !== '') keys.push({ reason: 'reading-company', text: `r ${reading} ${company}` })
  return keys
}

/** What stands behind a plus, and at Gmail dots too, is for the recipient's own sorting. */
function sameMailbox(address: string): string {
  const key = address.toLowerCase()
  const at = key.lastIndexOf('@')
  const domain = key.slice(at + 1)
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com'
  const plain = key.slice(0, at).replace(/(?<=.)\+.*$/, '')
  return isGmail ? `${plain.replaceAll('.', '')}@gmail.com` : `${plain}@${domain}`
}

/** NFKC makes ㈱ (株), full-width letters plain ones, and half-width kana full-width. */
export function foldName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s・.,\-‐]/g, '')
    .replace(/(様|殿|さん|先生)$/, '')
    .replace(/[髙﨑濵邉邊齋齊斎澤濱]/g, (old) => newForms[old] ?? old)
}

/** Forms of the same surname that people write for each other. */
const newForms: Readonly<Record<string, string>> = {
  ...{ 髙: '高', 﨑: '崎', 濵: '浜', 濱: '浜', 澤: '沢' },
  ...{ 邉: '辺', 邊: '辺', 齋: '斉', 齊: '斉', 斎: '斉' },
}

function foldCompany(text: string): string {
  return foldName(text).replace(
    /株式会社|有限会社|合同会社|\((?:株|有|同)\)|(?:co|inc|ltd|corporation|corp)$/g,
    '',
  )
}

function foldReading(text: string): string {
  return foldName(text).replace(/[ぁ-ゖ]/g, (kana) =>
    String.fromCharCode(kana.charCodeAt(0) + 0x60),
  )
}

function textOf(fields: Fields, name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name] ?? '') : ''
}

function* contactsOfList(book: ReadableDb, number: number): Iterable<BookContact> {
  const rows = book.rows<readonly [number, string, string]>(
    `SELECT c.id, c.address, c.fields FROM list_contact m JOIN contact c ON c.id = m.contact_id
     WHERE m.list_number = ? ORDER BY m.contact_id`,
    [number],
  )
  for (const [id, address, fields] of rows) yield { id, address, fields: toFields(fields) }
}

const bitsOfHash = 26

/** Which texts may have been noted twice: two bits for each of 2^26 hashes, 16 MiB. */
function openRepeats() {
  const once = new Uint8Array(1 << (bitsOfHash - 3))
  const twice = new Uint8Array(1 << (bitsOfHash - 3))
  return {
    note(text: string): void {
      const hash = hashOf(text)
      const bit = 1 << (hash & 7)
      const at = hash >>> 3
      if (((once[at] ?? 0) & bit) !== 0) twice[at] = (twice[at] ?? 0) | bit
      else once[at] = (once[at] ?? 0) | bit
    },
    mayRepeat(text: string): boolean {
      const hash = hashOf(text)
      return ((twice[hash >>> 3] ?? 0) & (1 << (hash & 7))) !== 0
    },
  }
}

/** FNV-1a, folded to 26 bits: quick, and nothing depends on nobody meeting it twice. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> bitsOfHash)) & ((1 << bitsOfHash) - 1)
}

/** Each set of contacts once, under the first reason that found it. */
function distinct<G extends { readonly contacts: readonly BookContact[] }>(
  groups: readonly G[],
): G[] {
  const bySet = new Map<string, G>()
  for (const group of groups) {
    const set = group.contacts.map(({ id }) => id).join()
    if (!bySet.has(set)) bySet.set(set, group)
  }
  return [...bySet.values()]
}
