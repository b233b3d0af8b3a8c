import type { ContactDetail } from '../../preload/contract/contacts.ts'
import { fail } from '../../preload/problem.ts'
import { maskAddress, maskAddressesIn, maskFields } from '../address/mask.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { consentKeeping, consentsOf, keepingPeriods, lastMailOn, toConsentView } from './consent.ts'
import { contactOf } from './contact.ts'
import { erasureOf } from './contact-erasure.ts'
import { fieldDefinitions } from './contact-field.ts'
import type { Hiding } from './contact-history.ts'
import { isHidden } from './list.ts'
import { suppressedSql } from './suppression.ts'

/**
 * Everything that is known of one contact of a list. Whoever may not read addresses sees none, in no
 * text either. Fails with `lists.no-such-contact`.
 */
export function contactDetail(
  db: ReadableDb,
  place: { readonly list: string; readonly contact: number },
  { hiding, erasureKey }: { readonly hiding: Hiding; readonly erasureKey: Uint8Array },
): ContactDetail {
  const { address, fields } = contactOf(db, place)
  const { contact } = place
  const erasure = erasureOf(db, { erasureKey, addressKey: address.toLowerCase() })
  const hide = (text: string) => (hiding === null ? text : maskAddressesIn(text, hiding.masking))
  return {
    id: contact,
    address: hiding === null ? address : maskAddress(address, hiding.masking),
    fields: hiding === null ? fields : maskFields(fields, hiding.masking),
    definitions: fieldDefinitions(db, 'book'),
    tags: tagsOf(db, contact).map(hide),
    notes: notesOf(db, contact).map((note) => ({ ...note, text: hide(note.text) })),
    consents: consentsOf(db, 'book', contact)
      .map(toConsentView)
      .map(({ wording, proof, proofFile, ...rest }) => ({
        ...rest,
        wording: hide(wording),
        proof: hide(proof),
        proofFile: proofFile && { ...proofFile, name: hide(proofFile.name) },
      })),
    keeping: keepingPeriods(lastMailOn(db, 'book', contact), consentKeeping(db, 'book')),
    isSuppressed: isSuppressed(db, contact),
    erased: erasure && { at: erasure.at, reason: erasure.reason },
    lists: listsOf(db, contact),
  }
}

function tagsOf(db: ReadableDb, contact: number): string[] {
  return db
    .prepare<{ tag: string }>('SELECT tag FROM book.contact_tag WHERE contact_id = ? ORDER BY tag')
    .all(contact)
    .map(({ tag }) => tag)
}

function notesOf(db: ReadableDb, contact: number): ContactDetail['notes'] {
  return db
    .prepare<ContactDetail['notes'][number]>(
      `SELECT number, text, member, at FROM book.contact_note
       WHERE contact_id = ? ORDER BY number DESC`,
    )
    .all(contact)
}

function isSuppressed(db: ReadableDb, contact: number): boolean {
  const { sql, params } = suppressedSql(db)
  return (
    db
      .prepare(`SELECT 1 FROM book.contact c WHERE c.id = ? AND (${sql})`)
      .get(contact, ...params) !== undefined
  )
}

function listsOf(db: ReadableDb, contact: number): ContactDetail['lists'] {
  return db
    .prepare<ContactDetail['lists'][number]>(
      `SELECT l.id, l.name FROM list l JOIN book.book_list b ON b.list = l.id
       WHERE EXISTS (SELECT 1 FROM book.list_contact m
         WHERE m.list_number = b.number AND m.contact_id = ?)
       ORDER BY l.name`,
    )
    .all(contact)
    .filter(({ id }) => !isHidden(db, id))
}

/** Every tag that contacts of these lists have, most used first. */
export function tagCounts(
  db: ReadableDb,
  lists: readonly string[],
): { tag: string; count: number }[] {
  return db
    .prepare<{ tag: string; count: number }>(
      `SELECT t.tag, count(*) AS count FROM book.contact_tag t
       WHERE EXISTS (SELECT 1 FROM json_each(?) l JOIN book.book_list b ON b.list = l.value
         JOIN book.list_contact m ON m.list_number = b.number AND m.contact_id = t.contact_id)
       GROUP BY t.tag ORDER BY count DESC, t.tag LIMIT 500`,
    )
    .all(JSON.stringify(lists))
}

/** Addresses of contacts of a list that must not be mailed, with why, for whoever merges them. */
export function suppressionsAmong(
  db: ReadableDb,
  place: { readonly list: string; readonly contacts: readonly number[] },
): { readonly reason: 'unsubscribed' | 'bounced' | 'complained' | 'by-hand' }[] {
  const keys = place.contacts.map((contact) => contactOf(db, { ...place, contact }).address)
  if (keys.length === 0) return fail('lists.no-such-contact', {})
  return db
    .prepare<{ reason: 'unsubscribed' | 'bounced' | 'complained' | 'by-hand' }>(
      `SELECT reason FROM suppression
       WHERE kind = 'address' AND value IN (SELECT lower(value) FROM json_each(?))
       ORDER BY suppressed_at, value`,
    )
    .all(JSON.stringify(keys))
}
