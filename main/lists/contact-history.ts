import * as v from 'valibot'
import { type HistoryView, historyKinds } from '../../preload/contract/contacts.ts'
import { type Masking, maskAddress, maskAddressesIn } from '../address/mask.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { toFields } from './contact.ts'

const Stored = v.object({
  number: v.number(),
  what: v.picklist(historyKinds),
  before: v.string(),
  after: v.string(),
  member: v.string(),
  at: v.string(),
  source: v.string(),
  of_contact: v.nullable(v.number()),
})
type Stored = v.InferOutput<typeof Stored>

/** How a view hides addresses; null for whoever may read them. */
export type Hiding = { readonly masking: Masking } | null

/** What has happened to a contact, newest first. */
export function historyOf(
  db: ReadableDb,
  o: {
    readonly contact: number
    readonly offset: number
    readonly limit: number
    readonly hiding: Hiding
  },
): { total: number; rows: HistoryView[] } {
  const total =
    db
      .prepare<{ n: number }>('SELECT count(*) AS n FROM book.contact_history WHERE contact_id = ?')
      .get(o.contact)?.n ?? 0
  const rows = db
    .prepare(
      `SELECT number, what, before, after, member, at, source, of_contact
       FROM book.contact_history WHERE contact_id = ? ORDER BY number DESC LIMIT ? OFFSET ?`,
    )
    .all(o.contact, o.limit, o.offset)
    .map((row) => toView(v.parse(Stored, row), o.hiding))
  return { total, rows }
}

function toView(row: Stored, hiding: Hiding): HistoryView {
  const { number, what, member, at, source } = row
  const changes = changesOf(row).map(({ name, before, after }) => ({
    name,
    before: hideIn(before, what, hiding),
    after: hideIn(after, what, hiding),
  }))
  return { number, what, member, at, source, changes, isMerged: row.of_contact !== null }
}

function hideIn(text: string, what: Stored['what'], hiding: Hiding): string {
  if (hiding === null) return text
  return what === 'address'
    ? maskAddress(text, hiding.masking)
    : maskAddressesIn(text, hiding.masking)
}

type Change = HistoryView['changes'][number]

function changesOf({ what, before, after }: Stored): Change[] {
  switch (what) {
    case 'fields':
      return fieldChanges(before, after)
    case 'consent':
      return [{ name: '', before: consentWords(before), after: consentWords(after) }]
    case 'merge':
      return mergeChanges(after)
    case 'address':
    case 'tag':
    case 'note':
      return [{ name: '', before, after }]
    default:
      return what satisfies never
  }
}

function fieldChanges(before: string, after: string): Change[] {
  const was = new Map(Object.entries(toFields(before)))
  const is = new Map(Object.entries(toFields(after)))
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name) ?? '', after: is.get(name) ?? '' }))
    .filter((change) => change.before !== change.after)
}

const StoredConsent = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ way: v.string(), givenOn: v.string(), withdrawnOn: v.nullable(v.string()) }),
)

/** Days only, and the way by its code, for which the window has words: `form 2026-04-01 2026-11-24`. */
function consentWords(json: string): string {
  if (json === '') return ''
  const { way, givenOn, withdrawnOn } = v.parse(StoredConsent, json)
  return [way, givenOn, withdrawnOn].filter((each) => each !== null).join(' ')
}

const StoredMerge = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    contacts: v.array(v.object({ id: v.number(), address: v.string() })),
    address: v.number(),
    took: v.array(v.object({ name: v.string(), contact: v.number() })),
  }),
)

/** Which addresses became which, and for each field from whom it was taken. */
function mergeChanges(json: string): Change[] {
  const { contacts, address, took } = v.parse(StoredMerge, json)
  const addressOf = (id: number) => contacts.find((each) => each.id === id)?.address ?? ''
  const all = contacts.map((each) => each.address).join(', ')
  return [
    { name: '', before: all, after: addressOf(address) },
    ...took.map(({ name, contact }) => ({ name, before: '', after: addressOf(contact) })),
  ]
}
