import * as v from 'valibot'
import {
  Count,
  channel,
  FileToken,
  Hash,
  Id,
  Instant,
  Line,
  NamedTexts,
  Nothing,
  Page,
} from './channel.ts'

/** A calendar day without a zone, `2026-11-24`. */
export const Day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
)
const FieldName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(100),
  v.regex(/^\P{Cc}*$/u),
)
const FieldText = v.pipe(
  v.string(),
  v.maxLength(10_000),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  v.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/),
  v.check((text) => text.isWellFormed()),
)
export const Words = v.pipe(FieldText, v.trim(), v.maxLength(4000))
export const Tag = v.pipe(Line, v.maxLength(100))
const Tags = v.pipe(v.array(Tag), v.maxLength(50))

export const fieldKinds = ['text', 'number', 'date', 'yes-no', 'choice'] as const
export type FieldKind = (typeof fieldKinds)[number]
/** What the values of a field have to be. Fields without a definition are text. */
export const FieldDefinition = v.strictObject({
  name: FieldName,
  kind: v.picklist(fieldKinds),
  /** Of a choice: what can be chosen, in this order; else none. */
  choices: v.pipe(v.array(v.pipe(Line, v.maxLength(200))), v.maxLength(200)),
})
export type FieldDefinition = v.InferOutput<typeof FieldDefinition>

/** How somebody agreed. trade and published: the law asks for no consent, and for this instead. */
export const consentWays = ['form', 'paper', 'mail', 'oral', 'trade', 'published'] as const
export type ConsentWay = (typeof consentWays)[number]
export const ConsentView = v.strictObject({
  number: Count,
  way: v.picklist(consentWays),
  givenOn: Day,
  /** What the person agreed to, word by word. */
  wording: v.string(),
  /** Where the proof is. */
  proof: v.string(),
  /** A file that proves it, by its name and SHA-256; the file itself stays where it is. */
  proofFile: v.nullable(v.strictObject({ name: v.string(), sha256: Hash })),
  withdrawnOn: v.nullable(Day),
  /** Who entered it, and when. */
  member: v.string(),
  at: Instant,
})
export type ConsentView = v.InferOutput<typeof ConsentView>

/** How long the record of a consent has to be kept. */
export const KeepingView = v.strictObject({
  /** The last mail that left from this workstation; null: none. */
  lastMailOn: v.nullable(Day),
  /** The last day of each period that has begun, if mails end now; null: nothing to keep yet. */
  antiSpamUntil: v.nullable(Day),
  commerceUntil: v.nullable(Day),
})
export type KeepingView = v.InferOutput<typeof KeepingView>

const NoteView = v.strictObject({
  number: Count,
  text: v.string(),
  member: v.string(),
  at: Instant,
})

export const ContactDetail = v.strictObject({
  id: Count,
  /** This, and addresses in every text below, masked by the core for whoever may not read them. */
  address: v.string(),
  fields: NamedTexts,
  /** Of every field that has one. */
  definitions: v.array(FieldDefinition),
  tags: v.array(v.string()),
  notes: v.array(NoteView),
  consents: v.array(ConsentView),
  keeping: KeepingView,
  isSuppressed: v.boolean(),
  /** The address was deleted here once, and has come back. */
  erased: v.nullable(
    v.strictObject({ at: Instant, reason: v.picklist(['requested', 'not-needed']) }),
  ),
  /** Every list that it is in; a mailbox has one contact in all of them. */
  lists: v.array(v.strictObject({ id: Id, name: v.string() })),
})
export type ContactDetail = v.InferOutput<typeof ContactDetail>

export const historyKinds = ['fields', 'address', 'tag', 'note', 'consent', 'merge'] as const
export const HistoryView = v.strictObject({
  number: Count,
  what: v.picklist(historyKinds),
  /** name: of the field, else empty. */
  changes: v.array(v.strictObject({ name: v.string(), before: v.string(), after: v.string() })),
  /** Who; empty where it was not noted. */
  member: v.string(),
  at: v.string(),
  /** `hand`, `bulk`, `undo`, `merge` or `import`; empty where it was not noted. */
  source: v.string(),
  /** It happened to a contact that was merged into this one. */
  isMerged: v.boolean(),
})
export type HistoryView = v.InferOutput<typeof HistoryView>

const OneContact = { list: Id, contact: Count }
const Contacts = v.pipe(v.array(Count), v.minLength(1), v.maxLength(1000))

/** Contacts that were ticked one by one, or everybody whom a search of the list finds. */
export const ContactSelection = v.variant('kind', [
  v.strictObject({ kind: v.literal('ticked'), contacts: Contacts }),
  v.strictObject({ kind: v.literal('found'), search: v.pipe(v.string(), v.maxLength(200)) }),
])
export type ContactSelection = v.InferOutput<typeof ContactSelection>

/** What a bulk edit does to each contact. An empty value takes the field away. */
export const BulkChange = v.variant('kind', [
  v.strictObject({ kind: v.literal('set-field'), field: FieldName, value: FieldText }),
  v.strictObject({ kind: v.literal('tags'), add: Tags, remove: Tags }),
])
export type BulkChange = v.InferOutput<typeof BulkChange>

export const BulkEditView = v.strictObject({
  edit: Id,
  change: BulkChange,
  contactCount: Count,
  member: v.string(),
  at: Instant,
  isUndone: v.boolean(),
})
export type BulkEditView = v.InferOutput<typeof BulkEditView>

export const duplicateReasons = ['mailbox', 'name-company', 'reading-company'] as const
export const DuplicateGroup = v.strictObject({
  reason: v.picklist(duplicateReasons),
  contacts: v.array(v.strictObject({ id: Count, address: v.string(), fields: NamedTexts })),
})
export type DuplicateGroup = v.InferOutput<typeof DuplicateGroup>

export const erasureReasons = ['requested', 'not-needed'] as const
export type ErasureReason = (typeof erasureReasons)[number]
/** What is left of a deleted contact. It does not say whose it is: only whoever has the address can ask. */
export const ErasureView = v.strictObject({
  at: Instant,
  reason: v.picklist(erasureReasons),
  member: v.string(),
  consents: v.array(ConsentView),
  /** When the records of consent go, too; null: there are none. */
  keepUntil: v.nullable(Day),
})
export type ErasureView = v.InferOutput<typeof ErasureView>

/** Which laws' periods count here, besides 特定電子メール法. */
export const ConsentKeeping = v.strictObject({
  /** Mails that advertise what is sold at a distance: 特定商取引法. */
  isCommerce: v.boolean(),
  /** The day of a measures order (措置命令), if there was one. */
  orderedOn: v.nullable(Day),
})
export type ConsentKeeping = v.InferOutput<typeof ConsentKeeping>

/** Pushed while the book is searched or changed. */
export const ContactsProgress = v.strictObject({ done: Count, total: Count })
export type ContactsProgress = v.InferOutput<typeof ContactsProgress>

const curators = ['list-manager'] as const
const problems = ['lists', 'vault'] as const

export const contactsChannels = {
  'contacts.detail': channel({
    input: v.strictObject(OneContact),
    output: ContactDetail,
    access: 'member',
    problems,
  }),
  /** Newest first. */
  'contacts.history': channel({
    input: v.strictObject({ ...OneContact, ...Page }),
    output: v.strictObject({ total: Count, rows: v.array(HistoryView) }),
    access: 'member',
    problems,
  }),
  /** Only what changes; an empty text takes a field away. Fails with `lists.value-…`, `lists.address-known`. */
  'contacts.edit': channel({
    input: v.strictObject({
      ...OneContact,
      address: v.optional(v.pipe(v.string(), v.maxLength(400))),
      fields: v.pipe(
        NamedTexts,
        v.check((fields) =>
          Object.entries(fields).every(
            ([name, text]) => v.is(FieldName, name) && v.is(FieldText, text),
          ),
        ),
      ),
    }),
    output: Nothing,
    access: curators,
    problems,
  }),
  'contacts.tag': channel({
    input: v.strictObject({ ...OneContact, add: Tags, remove: Tags }),
    output: Nothing,
    access: curators,
    problems,
  }),
  /** Every tag in use, most used first. */
  'contacts.tags': channel({
    input: Nothing,
    output: v.array(v.strictObject({ tag: v.string(), count: Count })),
    access: curators,
    problems,
  }),
  'contacts.add-note': channel({
    input: v.strictObject({ ...OneContact, text: v.pipe(Words, v.minLength(1)) }),
    output: Nothing,
    access: curators,
    problems,
  }),
  'contacts.remove-note': channel({
    input: v.strictObject({ ...OneContact, note: Count }),
    output: Nothing,
    access: curators,
    problems,
  }),
  /** Null when nothing was chosen. */
  'contacts.choose-proof': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ file: FileToken, name: v.string(), sizeBytes: Count })),
    access: curators,
    problems,
  }),
  /** Fails with `lists.consent-in-future`. */
  'contacts.add-consent': channel({
    input: v.strictObject({
      ...OneContact,
      way: v.picklist(consentWays),
      givenOn: Day,
      wording: Words,
      proof: Words,
      proofFile: v.nullable(FileToken),
    }),
    output: Nothing,
    access: curators,
    problems,
  }),
  /** Of everything that the person has agreed to so far. */
  'contacts.withdraw-consent': channel({
    input: v.strictObject({ ...OneContact, withdrawnOn: Day }),
    output: Nothing,
    access: curators,
    problems,
  }),
  /** Out of every list, for good. */
  'contacts.erase': channel({
    input: v.strictObject({ list: Id, contacts: Contacts, reason: v.picklist(erasureReasons) }),
    output: v.strictObject({ erased: Count }),
    access: curators,
    problems,
  }),
  /** Whether this address was once deleted; null when it was not. */
  'contacts.find-erased': channel({
    input: v.strictObject({ address: v.pipe(v.string(), v.maxLength(400)) }),
    output: v.nullable(ErasureView),
    access: curators,
    problems,
  }),
  'contacts.find-duplicates': channel({
    input: v.strictObject({ list: Id }),
    output: v.strictObject({ groups: v.array(DuplicateGroup), groupCount: Count }),
    access: curators,
    problems,
  }),
  /** address, fields: the contact from which each is taken; fields left out are taken by the rule. */
  'contacts.merge': channel({
    input: v.strictObject({
      list: Id,
      contacts: v.pipe(v.array(Count), v.minLength(2), v.maxLength(10)),
      address: Count,
      fields: v.pipe(
        v.array(v.strictObject({ name: v.string(), contact: Count })),
        v.maxLength(1000),
      ),
    }),
    output: v.strictObject({ contact: Count }),
    access: curators,
    problems,
  }),
  /** All or nothing. Fails with `lists.edit-stopped` when it was stopped. */
  'contacts.bulk-edit': channel({
    input: v.strictObject({ list: Id, selection: ContactSelection, change: BulkChange }),
    output: BulkEditView,
    access: curators,
    problems,
  }),
  'contacts.bulk-edits': channel({
    input: v.strictObject({ list: Id }),
    output: v.array(BulkEditView),
    access: curators,
    problems,
  }),
  /** What somebody has changed since stays as it is, and is counted. */
  'contacts.undo-edit': channel({
    input: v.strictObject({ edit: Id }),
    output: v.strictObject({ restored: Count, kept: Count }),
    access: curators,
    problems,
  }),
  /** Ends the search or bulk edit that runs; nothing of it stays. */
  'contacts.stop': channel({ input: Nothing, output: Nothing, access: curators, problems: [] }),
  'contacts.fields': channel({
    input: Nothing,
    output: v.array(FieldDefinition),
    access: 'member',
    problems,
  }),
  /** Fails with `lists.choices-needed`, `lists.field-reserved`. */
  'contacts.save-field': channel({
    input: FieldDefinition,
    output: Nothing,
    access: curators,
    problems,
  }),
  /** The values stay, as text. */
  'contacts.delete-field': channel({
    input: v.strictObject({ name: FieldName }),
    output: Nothing,
    access: curators,
    problems,
  }),
  'contacts.keeping': channel({
    input: Nothing,
    output: ConsentKeeping,
    access: curators,
    problems,
  }),
  'contacts.set-keeping': channel({
    input: ConsentKeeping,
    output: Nothing,
    access: curators,
    problems,
  }),
}
