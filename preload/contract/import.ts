import * as v from 'valibot'
import { Count, channel, FileToken, Id, Instant, Line, Nothing, Page } from './channel.ts'
import { consentWays, Day, Words } from './contacts.ts'

export const Encoding = v.picklist([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
])
export type Encoding = v.InferOutput<typeof Encoding>
export const Delimiter = v.picklist([',', ';', '\t', '|'])
export type Delimiter = v.InferOutput<typeof Delimiter>

/**
 * How a file has to be read: as text, or as one sheet of an Excel workbook. skipRows: how many rows
 * stand above the table, such as its name and date.
 */
export const FileFormat = v.variant('kind', [
  v.strictObject({
    kind: v.literal('text'),
    encoding: Encoding,
    delimiter: Delimiter,
    skipRows: v.optional(Count),
  }),
  /** sheet: which one, from 0, in the order of the workbook. */
  v.strictObject({ kind: v.literal('workbook'), sheet: Count, skipRows: v.optional(Count) }),
])
export type FileFormat = v.InferOutput<typeof FileFormat>

/**
 * What a column means. 'field' keeps the column under its own name; 'ignore' leaves it out.
 * consent-…: when and how the person agreed to get mail, to what, and what proves it.
 */
export const columnMeanings = [
  'address',
  'name',
  'reading',
  'honorific',
  'company',
  'department',
  'title',
  'phone',
  'consent-date',
  'consent-source',
  'consent-wording',
  'consent-proof',
  'field',
  'ignore',
] as const
export const ColumnMeaning = v.picklist(columnMeanings)
export type ColumnMeaning = v.InferOutput<typeof ColumnMeaning>

export const Column = v.strictObject({ index: Count, name: v.string(), meaning: ColumnMeaning })
export type Column = v.InferOutput<typeof Column>

/**
 * What deserves a look in a row that was taken.
 * user-defined: characters of somebody's own font (外字), which others see as boxes.
 * variation: a letter with a variation selector (IVS), shown plainly where the font lacks it.
 * mixed-script: Latin letters among Greek or Cyrillic ones that look alike.
 * legacy-mobile: `a..b@` as carriers once handed out; goes only where a route allows it.
 * smtputf8: the part before @ is not ASCII; goes only where the relay offers SMTPUTF8.
 * phone-zero: a telephone number without the 0 before it, as Excel leaves it of a number.
 * erased-before: the address was deleted here once, and may be here again.
 * consent-unclear: a consent that is not recorded, for nobody can tell when or how it was given.
 * consent-withdrawn: a consent that is not recorded, for it was withdrawn later.
 */
export const rowFlags = [
  'user-defined',
  'variation',
  'mixed-script',
  'legacy-mobile',
  'smtputf8',
  'phone-zero',
  'erased-before',
  'consent-unclear',
  'consent-withdrawn',
] as const
export const RowFlag = v.picklist(rowFlags)
export type RowFlag = v.InferOutput<typeof RowFlag>

const RowProblem = v.nullable(
  v.strictObject({
    code: v.string(),
    params: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
)

export const SampleRow = v.strictObject({
  /** 1-based line in the file at which the row starts; in a workbook, its row number. */
  line: Count,
  cells: v.array(v.string()),
  /** Why it would not be taken. */
  problem: RowProblem,
  flags: v.array(RowFlag),
})
export type SampleRow = v.InferOutput<typeof SampleRow>

export const FileInspection = v.strictObject({
  format: FileFormat,
  /** False when the file would also decode as another encoding: worth a look. */
  encodingCertain: v.boolean(),
  /** Names of a workbook's sheets, hidden ones among them; none in a text. */
  sheets: v.array(v.string()),
  hasHeader: v.boolean(),
  columns: v.array(Column),
  /** Where the meanings of the columns are from: found now, or as a person set them last time. */
  mapping: v.picklist(['detected', 'remembered']),
  /** A sample without the header, decoded, the odd rows first. */
  rows: v.array(SampleRow),
  rowCountEstimate: Count,
})
export type FileInspection = v.InferOutput<typeof FileInspection>

/** erased: deleted at the person's wish; nothing of the row is kept. Stored by their place. */
export const rowOutcomes = [
  'added',
  'updated',
  'unchanged',
  'duplicate',
  'invalid',
  'suppressed',
  'no-consent',
  'erased',
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
    'no-consent': Count,
    erased: Count,
  }),
  /** Rows that were taken and deserve a look; they count among the taken. */
  flagged: Count,
  /** Consents that were recorded. */
  consents: Count,
  /** Problem codes of rows that were not taken, with how often, most frequent first. */
  reasons: v.array(v.strictObject({ code: v.string(), count: Count })),
  startedAt: Instant,
  finishedAt: Instant,
})
export type ImportReport = v.InferOutput<typeof ImportReport>

/** A row of an import: what stood there, and what became of it. */
export const ImportRow = v.strictObject({ ...SampleRow.entries, outcome: RowOutcome })
export type ImportRow = v.InferOutput<typeof ImportRow>

/**
 * once: one transaction; rows that cannot be taken are reported and the others are imported.
 * strict: the same, but a single row that is invalid leaves everything as it was.
 * resumable: written as it goes on; after an interruption it can be continued or undone.
 */
export const ImportMode = v.picklist(['once', 'strict', 'resumable'])
export type ImportMode = v.InferOutput<typeof ImportMode>

export const ImportProgress = v.strictObject({
  import: Id,
  list: Id,
  bytesRead: Count,
  bytesTotal: Count,
  rowCount: Count,
  rowsPerSecond: v.number(),
  /** It goes slowly on purpose, since mail is being sent. */
  isYielding: v.boolean(),
})
export type ImportProgress = v.InferOutput<typeof ImportProgress>

/** An import as the list remembers it. */
export const ImportView = v.strictObject({
  import: Id,
  fileName: v.string(),
  /** interrupted: it was written in part, and can be continued or undone. */
  state: v.picklist(['finished', 'interrupted', 'undone']),
  rowCount: Count,
  added: Count,
  updated: Count,
  startedAt: Instant,
  canResume: v.boolean(),
})
export type ImportView = v.InferOutput<typeof ImportView>

export const UndoOutcome = v.strictObject({
  /** Contacts that the import had added to the list and that are out of it again. */
  removed: Count,
  /** Contacts whose fields are again what they were. */
  restored: Count,
  /** Contacts that something else has changed or named since: they stay as they are. */
  kept: Count,
})
export type UndoOutcome = v.InferOutput<typeof UndoOutcome>

const Sentence = v.pipe(v.string(), v.maxLength(1000))
const outcomeTexts = v.object(v.entriesFromList(rowOutcomes, Sentence))
const flagTexts = v.object(v.entriesFromList(rowFlags, Sentence))

/** The words of a file to hand back, in the language of whoever asks for it. */
export const ImportRowTexts = v.strictObject({
  fileName: Line,
  line: Line,
  outcome: Line,
  reason: Line,
  outcomes: outcomeTexts,
  flags: flagTexts,
  /** Sentences by problem code, with the names of parameters in braces. */
  reasons: v.record(v.string(), Sentence),
})
export type ImportRowTexts = v.InferOutput<typeof ImportRowTexts>

const handedOverBytesMax = 64 * 1024 * 1024
const FileBytes = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.byteLength <= handedOverBytesMax),
)

/** Whoever reads a file of addresses reads addresses. */
const managers = ['list-manager'] as const
const reading = {
  file: FileToken,
  format: FileFormat,
  hasHeader: v.boolean(),
  columns: v.array(Column),
}

const ofConsent = {
  /** Take only rows with a consent that is recorded. */
  requireConsent: v.optional(v.boolean()),
  /** What holds for every row that does not say it itself. */
  consent: v.optional(
    v.strictObject({
      way: v.optional(v.picklist(consentWays)),
      givenOn: v.optional(Day),
      wording: v.optional(Words),
    }),
  ),
}
const NewList = v.strictObject({ name: Line })

export const importChannels = {
  'lists.choose-file': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ file: FileToken, name: v.string(), sizeBytes: Count })),
    access: managers,
    problems: ['lists'],
  }),
  /** What was pasted, or dropped on the window: it stays in memory and is never written as it is. */
  'lists.hand-over': channel({
    input: v.strictObject({ name: Line, bytes: FileBytes }),
    output: v.strictObject({ file: FileToken, name: v.string(), sizeBytes: Count }),
    access: managers,
    problems: ['lists'],
  }),
  /** What was pasted or dropped and is no longer there, since the window was locked meanwhile. */
  'lists.forgotten-file': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ name: v.string() })),
    access: managers,
    problems: ['lists'],
  }),
  'lists.inspect': channel({
    input: v.strictObject({
      file: FileToken,
      encoding: v.optional(Encoding),
      delimiter: v.optional(Delimiter),
      sheet: v.optional(Count),
      hasHeader: v.optional(v.boolean()),
      /** As a person has set them; the sample then shows what becomes of its rows. */
      columns: v.optional(v.array(Column)),
    }),
    output: FileInspection,
    access: managers,
    problems: ['lists', 'vault'],
  }),
  /** Answers when the import is done; lists.import-progress is pushed meanwhile. */
  'lists.import': channel({
    input: v.strictObject({
      ...reading,
      /** A new list is there only when the import is: one that fails leaves nothing. */
      list: v.union([Id, NewList]),
      mode: v.optional(ImportMode),
      ...ofConsent,
    }),
    output: ImportReport,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  /** What the import would do, counted exactly; nothing is written. list: null for a new one. */
  'lists.try-import': channel({
    input: v.strictObject({
      ...reading,
      list: v.nullable(Id),
      ...ofConsent,
    }),
    /** rows: the first that would not be taken or deserve a look. */
    output: v.strictObject({ report: ImportReport, rows: v.array(ImportRow) }),
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.imports': channel({
    input: v.strictObject({ list: Id }),
    output: v.array(ImportView),
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  /** Goes on with an import that was interrupted, if its file is still what it was. */
  'lists.resume-import': channel({
    input: v.strictObject({ import: Id }),
    output: ImportReport,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.undo-import': channel({
    input: v.strictObject({ import: Id }),
    output: UndoOutcome,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  /** Writes rows with what became of them into a file to hand back; asks where. */
  'lists.save-import-rows': channel({
    input: v.strictObject({
      import: Id,
      rows: v.picklist(['not-taken', 'all']),
      texts: ImportRowTexts,
    }),
    output: v.strictObject({ isSaved: v.boolean(), rowCount: Count }),
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.import-rows': channel({
    input: v.strictObject({
      import: Id,
      outcome: v.optional(v.picklist([...rowOutcomes, 'flagged'])),
      ...Page,
    }),
    output: v.strictObject({ total: Count, rows: v.array(ImportRow) }),
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
}
