import * as v from 'valibot'
import {
  Count,
  channel,
  FileToken,
  Id,
  Instant,
  Line,
  NamedTexts,
  Nothing,
  Page,
} from './channel.ts'

export const Encoding = v.picklist(['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-jp'])
export type Encoding = v.InferOutput<typeof Encoding>
export const Delimiter = v.picklist([',', ';', '\t', '|'])
export type Delimiter = v.InferOutput<typeof Delimiter>

/** What a column means. 'field' keeps the column under its own name; 'ignore' leaves it out. */
export const ColumnMeaning = v.picklist([
  'address',
  'name',
  'company',
  'department',
  'title',
  'field',
  'ignore',
])
export type ColumnMeaning = v.InferOutput<typeof ColumnMeaning>

export const Column = v.strictObject({ index: Count, name: v.string(), meaning: ColumnMeaning })
export type Column = v.InferOutput<typeof Column>

export const ListView = v.strictObject({
  id: Id,
  name: v.string(),
  contactCount: Count,
  /** Names of the merge fields that its contacts have. */
  fields: v.array(v.string()),
  createdAt: Instant,
  updatedAt: Instant,
})
export type ListView = v.InferOutput<typeof ListView>

export const ContactView = v.strictObject({
  id: Count,
  /** Masked by the core for whoever may not read addresses. */
  address: v.string(),
  fields: NamedTexts,
})
export type ContactView = v.InferOutput<typeof ContactView>

export const FileInspection = v.strictObject({
  encoding: Encoding,
  /** False when the file would also decode as another encoding: worth a look. */
  encodingCertain: v.boolean(),
  delimiter: Delimiter,
  hasHeader: v.boolean(),
  columns: v.array(Column),
  /** The first rows, decoded, without the header. */
  rows: v.array(v.array(v.string())),
  rowCountEstimate: Count,
})
export type FileInspection = v.InferOutput<typeof FileInspection>

export const rowOutcomes = [
  'added',
  'updated',
  'unchanged',
  'duplicate',
  'invalid',
  'suppressed',
] as const
export const RowOutcome = v.picklist(rowOutcomes)
export type RowOutcome = v.InferOutput<typeof RowOutcome>

export const ImportReport = v.strictObject({
  import: Id,
  list: Id,
  fileName: v.string(),
  rowCount: Count,
  counts: v.strictObject({
    added: Count,
    updated: Count,
    unchanged: Count,
    duplicate: Count,
    invalid: Count,
    suppressed: Count,
  }),
  /** Problem codes of rows that were not taken, with how often, most frequent first. */
  reasons: v.array(v.strictObject({ code: v.string(), count: Count })),
  startedAt: Instant,
  finishedAt: Instant,
})
export type ImportReport = v.InferOutput<typeof ImportReport>

export const ImportRow = v.strictObject({
  /** 1-based line in the file at which the row starts. */
  line: Count,
  outcome: RowOutcome,
  problem: v.nullable(
    v.strictObject({
      code: v.string(),
      params: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  ),
  cells: v.array(v.string()),
})
export type ImportRow = v.InferOutput<typeof ImportRow>

export const ImportProgress = v.strictObject({
  import: Id,
  list: Id,
  bytesRead: Count,
  bytesTotal: Count,
  rowCount: Count,
  rowsPerSecond: v.number(),
})
export type ImportProgress = v.InferOutput<typeof ImportProgress>

/** Whoever reads a file of addresses reads addresses. */
const managers = ['list-manager'] as const

export const listsChannels = {
  'lists.list': channel({
    input: Nothing,
    output: v.array(ListView),
    access: 'member',
    problems: ['vault'],
  }),
  'lists.create': channel({
    input: v.strictObject({ name: Line }),
    output: ListView,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.delete': channel({
    input: v.strictObject({ list: Id }),
    output: Nothing,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.choose-file': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ file: FileToken, name: v.string(), sizeBytes: Count })),
    access: managers,
    problems: ['lists'],
  }),
  'lists.inspect': channel({
    input: v.strictObject({
      file: FileToken,
      encoding: v.optional(Encoding),
      delimiter: v.optional(Delimiter),
      hasHeader: v.optional(v.boolean()),
    }),
    output: FileInspection,
    access: managers,
    problems: ['lists'],
  }),
  /** Answers when the import is done; lists.import-progress is pushed meanwhile. */
  'lists.import': channel({
    input: v.strictObject({
      list: Id,
      file: FileToken,
      encoding: Encoding,
      delimiter: Delimiter,
      hasHeader: v.boolean(),
      columns: v.array(Column),
    }),
    output: ImportReport,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.import-rows': channel({
    input: v.strictObject({ import: Id, outcome: v.optional(RowOutcome), ...Page }),
    output: v.strictObject({ total: Count, rows: v.array(ImportRow) }),
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.contacts': channel({
    input: v.strictObject({ list: Id, search: v.string(), ...Page }),
    output: v.strictObject({ total: Count, rows: v.array(ContactView) }),
    access: 'member',
    problems: ['lists', 'vault'],
  }),
}
