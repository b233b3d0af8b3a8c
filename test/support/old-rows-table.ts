import { deliverabilityMigrations } from '../../main/deliverability/deliverability.ts'
import { journalMigrations } from '../../main/journal/journal.ts'
import { bookMigrations } from '../../main/lists/address-book.ts'
import { listsMigrations } from '../../main/lists/lists.ts'
import { messageMigrations } from '../../main/message/message.ts'
import { noticesMigrations } from '../../main/notices/notices.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import type { Migration } from '../../main/sqlite/migrate.ts'
import { initial } from '../../main/vault/schema/0010-initial.ts'
import { wrappedWorkstation } from '../../main/vault/schema/0020-wrapped-workstation.ts'

type Value = string | number | null | Buffer
export interface OldRow {
  readonly table: string
  readonly row: Readonly<Record<string, Value>>
  /**
   * Where it is found after the newest migration, when that is not where it was and as it was. Null: it
   * was derived, and is made again.
   */
  readonly becomes?: {
    readonly table?: string
    readonly row?: Readonly<Record<string, Value>>
  } | null
}

export interface OldCapability {
  readonly capability: string
  readonly migrations: readonly Migration[]
  /** By the number of a migration: rows as a Sekisho wrote them whose newest one that was. */
  readonly rows: Readonly<Record<number, readonly OldRow[]>>
}

const hash = 'a'.repeat(64)
const key = Buffer.alloc(32, 7)
const at = '2026-11-24T01:00:00.000Z'

const entry = {
  id: 5,
  workstation: 'w-1',
  seq: 1,
  name: 'n-1',
  state: 'verified',
  own: 1,
  published: 0,
  reason: null,
  hash,
  kind: 'stop',
  about: hash,
  prev: null,
  at,
  heads: '{}',
  bytes: Buffer.from('envelope'),
}
const journal10: readonly OldRow[] = [
  {
    table: 'journal_document',
    row: { type: 'root', n: 1, hash, at, published: 1, bytes: Buffer.from('root') },
  },
  { table: 'journal_floor', row: { type: 'root', n: 1, hash } },
  { table: 'journal_entry', row: entry },
  {
    table: 'journal_entry',
    row: {
      ...entry,
      id: 6,
      seq: 2,
      name: 'n-2',
      state: 'enrolment',
      hash: 'b'.repeat(64),
      about: null,
    },
  },
  {
    table: 'journal_entry',
    row: {
      ...entry,
      id: 7,
      seq: 3,
      name: 'n-3',
      state: 'pending',
      own: 0,
      hash: null,
      kind: null,
      about: null,
      heads: null,
    },
  },
  {
    table: 'journal_entry',
    row: {
      ...entry,
      id: 8,
      seq: 4,
      name: 'n-4',
      state: 'refused',
      own: 0,
      reason: 'journal.record-malformed',
      hash: null,
      kind: null,
      about: null,
      at: null,
      heads: null,
      bytes: Buffer.alloc(0),
    },
  },
  { table: 'journal_declared', row: { workstation: 'w-2', seq: 9, hash } },
  { table: 'journal_blob', row: { hash, size_bytes: 4, published: 0 } },
  { table: 'journal_blob_part', row: { hash, part: 0, bytes: Buffer.from('blob') } },
  {
    table: 'journal_alarm',
    row: {
      id: 1,
      scope: 'files',
      code: 'journal.fork',
      params: '{}',
      since_at: at,
      ended_at: null,
    },
  },
]
const newer: OldRow = {
  table: 'journal_entry',
  row: {
    ...entry,
    id: 9,
    seq: 5,
    name: 'n-5',
    state: 'newer',
    own: 0,
    hash: 'c'.repeat(64),
    kind: 'of-tomorrow',
    member: 'm-1',
  },
}
const journal20: readonly OldRow[] = [
  ...journal10,
  newer,
  {
    table: 'journal_snapshot',
    row: { one: 1, through: 9, covered: 2, digest: hash, chain: '[]' },
    becomes: null,
  },
  { table: 'journal_format', row: { one: 1, kinds: 'stop' } },
]
const journal30: readonly OldRow[] = [
  ...journal10,
  newer,
  { table: 'journal_snapshot', row: { one: 1, through: 9, digest: hash, chain: '[]' } },
  { table: 'journal_format', row: { one: 1, kinds: 'stop' } },
]

const journal40: readonly OldRow[] = [
  ...journal30,
  { table: 'journal_destroyed', row: { request: hash, at, left_count: 2 } },
  {
    table: 'journal_export',
    row: { one: 1, target: '{}', through: 4, tried_at: at, done_at: null, problem: '{}' },
  },
]

const list = { id: 'l-1', name: '顧客', name_key: '顧客', created_at: at }
const addressBook: OldRow = {
  table: 'address_book',
  row: { one: 1, file_name: 'contacts-00000000.db', key },
}
const suppressed: OldRow = {
  table: 'suppression',
  row: { address_key: 'a@example.jp', reason: 'bounced', suppressed_at: at },
  becomes: {
    row: {
      kind: 'address',
      value: 'a@example.jp',
      reason: 'bounced',
      source: '',
      member: null,
      suppressed_at: at,
    },
  },
}

const contact = {
  id: 3,
  address_key: 'a@example.jp',
  address: 'A@example.jp',
  fields: '{"名前":"関"}',
}
const importRow = { import_number: 1, cells: null, problem: null, contact_id: 3 }
const book10: readonly OldRow[] = [
  { table: 'contact', row: contact },
  { table: 'book_list', row: { number: 1, list: 'l-1', contact_count: 1, updated_at: at } },
  {
    table: 'list_contact',
    row: { list_number: 1, contact_id: 3, seen_import: 1, seen_line: 2 },
    becomes: { row: { list_number: 1, contact_id: 3 } },
  },
  { table: 'list_field', row: { list_number: 1, name: '名前', position: 0 } },
  {
    table: 'import',
    row: { number: 1, id: 'i-1', list_number: 1, columns: '[]', report: '{"counts":{"added":1}}' },
    becomes: {
      row: {
        number: 1,
        id: 'i-1',
        list_number: 1,
        columns: '[]',
        report: '{"counts":{"added":1,"no-consent":0},"flagged":0}',
        state: 'finished',
      },
    },
  },
  {
    table: 'import_row',
    row: { ...importRow, ordinal: 0, line: 2, outcome: 'added' },
    becomes: {
      table: 'import_block',
      row: {
        import_number: 1,
        first_ordinal: 0,
        row_count: 2,
        added: 1,
        updated: 0,
        unchanged: 0,
        lines: Buffer.from([2, 0, 0, 0, 3, 0, 0, 0]),
        contacts: Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]),
        outcomes: Buffer.from([0, 4]),
      },
    },
  },
  {
    table: 'import_row',
    row: {
      ...importRow,
      ordinal: 1,
      line: 3,
      outcome: 'invalid',
      problem: '{}',
      cells: '["x"]',
      contact_id: null,
    },
    becomes: {
      table: 'import_note',
      row: {
        import_number: 1,
        ordinal: 1,
        line: 3,
        outcome: 'invalid',
        problem: '{}',
        cells: '["x"]',
        flags: '[]',
      },
    },
  },
]
const book20: readonly OldRow[] = [
  ...book10,
  { table: 'list_editor', row: { list_number: 1, member: 'm-1' } },
]
const book30: readonly OldRow[] = [
  { table: 'contact', row: { ...contact, reach: 'smtputf8' } },
  ...book10.slice(1, 2),
  { table: 'list_contact', row: { list_number: 1, contact_id: 3 } },
  { table: 'list_field', row: { list_number: 1, name: '名前', position: 0 } },
  { table: 'list_editor', row: { list_number: 1, member: 'm-1' } },
  {
    table: 'import',
    row: {
      number: 1,
      id: 'i-1',
      list_number: 1,
      columns: '[]',
      report: '{}',
      member: 'm-1',
      state: 'running',
      job: '{}',
      change_seq: 4,
    },
  },
  { table: 'contact_touch', row: { seq: 4, contact_id: 3 } },
  {
    table: 'import_block',
    row: {
      import_number: 1,
      first_ordinal: 0,
      row_count: 1,
      added: 1,
      updated: 0,
      unchanged: 0,
      lines: Buffer.from([2, 0, 0, 0]),
      contacts: Buffer.from([3, 0, 0, 0]),
      outcomes: Buffer.from([0]),
    },
  },
  {
    table: 'import_note',
    row: {
      import_number: 1,
      ordinal: 0,
      line: 2,
      outcome: 'added',
      problem: null,
      flags: '["x"]',
      cells: null,
      contact_id: 3,
    },
  },
  { table: 'import_before', row: { import_number: 1, contact_id: 3, fields: '{}' } },
  { table: 'column_mapping', row: { header: hash, columns: '[]', used_at: at } },
]

const change = { number: 7, contact_id: 3, before: '{}', after: '{"a":"b"}' }
const book50: readonly OldRow[] = [
  ...book30,
  {
    table: 'contact_history',
    row: { ...change, what: 'fields', member: 'm-1', at, source: 'import' },
  },
  { table: 'contact_tag', row: { contact_id: 3, tag: '重要' } },
  { table: 'contact_note', row: { number: 1, contact_id: 3, text: 'メモ', member: 'm-1', at } },
  {
    table: 'contact_consent',
    row: {
      ...{ number: 1, contact_id: 3, way: 'form', given_at: '2026-04-01', wording: '文言' },
      ...{ proof: '書庫', withdrawn_at: null, member: 'm-1', at },
    },
  },
  { table: 'mailing', row: { contact_id: 3, request: hash, at: 1 } },
  {
    table: 'erased',
    row: { hash: key, reason: 'requested', member: 'm-1', at, consent: '[]', keep_until: null },
  },
]
const book70: readonly OldRow[] = [
  ...book50,
  { table: 'mailing_feed', row: { request: hash, left_count: 1, is_whole: 1 } },
]
/** Tables of decision 29: what people did by hand. */
const book80: readonly OldRow[] = [
  ...book70,
  {
    table: 'bulk_edit',
    row: {
      ...{ number: 1, id: 'e-1', list_number: 1, change: '{}', contact_count: 1, member: 'm-1' },
      ...{ at, is_undone: 0 },
    },
  },
  {
    table: 'consent_keeping',
    row: { number: 1, is_commerce: 1, ordered_on: '2026-01-31', member: 'm-1', at },
  },
]

const campaign = {
  ...{ id: 'c-1', name: '年末', state: 'filed', request: hash, subject: '件名', text: '本文' },
  ...{ html: '<p>本文</p>', identity: 's-1', route: 'r-1', window_from: at, window_until: at },
  updated_at: 1,
}
const campaignParts: readonly OldRow[] = [
  { table: 'campaign_list', row: { campaign: 'c-1', list: 'l-1', position: 0 } },
  { table: 'campaign_editor', row: { campaign: 'c-1', member: 'm-1' } },
  {
    table: 'campaign_attachment',
    row: {
      id: 'a-1',
      campaign: 'c-1',
      position: 0,
      name: '別紙.pdf',
      type: 'application/pdf',
      sha256: hash,
      size_bytes: 3,
      bytes: Buffer.from('pdf'),
    },
  },
]

const by = { member: 'm-1', reason: 'by-hand' }
const lists50: readonly OldRow[] = [
  {
    table: 'list',
    row: { ...list, created_by: 'm-1', department: 'd-1', keep_until: '2027-03-31' },
  },
  addressBook,
  {
    table: 'segment',
    row: { id: 's-1', name: '市', name_key: '市', lists: '[]', condition: '{}', updated_at: at },
  },
  { table: 'segment_editor', row: { segment: 's-1', member: 'm-1' } },
  {
    table: 'suppression',
    row: { ...by, kind: 'domain', value: 'x.example', source: '窓口', suppressed_at: at },
  },
  {
    table: 'suppression_lift',
    row: {
      ...{ number: 1, kind: 'address', value: 'b@example.jp', reason: '依頼', member: 'm-1' },
      ...{ lifted_at: at, permit: null },
    },
  },
]

/** Rows of every version that was ever released, before the newest. */
export const oldCapabilities: readonly OldCapability[] = [
  {
    capability: 'journal',
    migrations: journalMigrations,
    rows: { 10: journal10, 20: journal20, 30: journal30, 40: journal40 },
  },
  {
    capability: 'deliverability',
    migrations: deliverabilityMigrations,
    rows: { 10: [{ table: 'route_outlet', row: { route: 'r-1', address: '192.0.2.1' } }] },
  },
  {
    capability: 'lists',
    migrations: listsMigrations,
    rows: {
      10: [{ table: 'list', row: list }, addressBook, suppressed],
      20: [{ table: 'list', row: { ...list, created_by: 'm-1' } }, addressBook, suppressed],
      50: lists50,
      70: [...lists50, { table: 'list_destruction', row: { list: 'l-2' } }],
    },
  },
  {
    capability: 'address-book',
    migrations: bookMigrations,
    rows: { 10: book10, 20: book20, 30: book30, 50: book50, 70: book70, 80: book80 },
  },
  {
    capability: 'message',
    migrations: messageMigrations,
    rows: {
      10: [{ table: 'campaign', row: campaign }, ...campaignParts],
      20: [{ table: 'campaign', row: { ...campaign, copied_from: 'c-1' } }, ...campaignParts],
      50: [
        {
          table: 'campaign',
          row: {
            ...campaign,
            audience_rules: '{"segments":[],"exceptLists":[],"exceptRequests":[],"cap":3}',
          },
        },
        ...campaignParts,
      ],
      60: [{ table: 'campaign', row: { ...campaign, text_basis: hash } }, ...campaignParts],
      70: [
        { table: 'campaign', row: { ...campaign, text_basis: hash, file_column: '通知書' } },
        ...campaignParts,
      ],
      80: [
        { table: 'campaign', row: { ...campaign, text_basis: hash, edition: 2 } },
        ...campaignParts,
        {
          table: 'campaign_version',
          row: {
            ...{ campaign: 'c-1', number: 1, member: 'm-1', begun_at: 1, saved_at: 2 },
            ...{ restored: null, subject: '件名', text: '本文', html: '', text_basis: null },
          },
        },
      ],
      90: [
        { table: 'campaign', row: { ...campaign, text_basis: hash, charset: 'iso-2022-jp' } },
        ...campaignParts,
      ],
    },
  },
  {
    capability: 'notices',
    migrations: noticesMigrations,
    rows: {
      10: [
        { table: 'notice', row: { member: 'm-1', id: 'n-1', told_at: 1, seen_at: null } },
        { table: 'notice_setting', row: { member: 'm-1', kinds: '["decided"]' } },
      ],
    },
  },
  {
    capability: 'sending',
    migrations: sendingMigrations,
    rows: {
      10: [
        {
          table: 'release',
          row: {
            request: hash,
            activation: hash,
            logKey: key,
            runKey: key,
            startedAt: 1,
            finishedAt: 2,
            phase: 'halted',
            problem: '{}',
          },
          becomes: {
            row: {
              request: hash,
              logKey: key,
              runKey: key,
              phase: 'halted',
              starts: 0,
              startKey: null,
            },
          },
        },
      ],
      20: [
        {
          table: 'release',
          row: {
            ...{ request: hash, activation: hash, logKey: key, runKey: key },
            ...{ startedAt: 1, phase: null, problem: null, starts: 2, startKey: key },
          },
        },
      ],
    },
  },
  {
    capability: 'vault',
    migrations: [initial, wrappedWorkstation],
    rows: {
      10: [
        { table: 'setting', row: { name: 'database', value: '{}' } },
        {
          table: 'workstation',
          row: { one: 1, id: 'w-1', name: 'PC-1', signing_seed: key, sealing_secret: key },
          // workstation.ts wraps it at the next opening.
          becomes: { table: 'workstation_unwrapped' },
        },
      ],
    },
  },
]
