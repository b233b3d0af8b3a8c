import * as v from 'valibot'
import { Count, channel, Hash, Id, Nothing } from './channel.ts'

/** Why a name can belong to no recipient's file. */
export const FileNameFault = v.picklist([
  'path',
  'reading-turned',
  'invisible',
  'device',
  'edge',
  'too-long',
  'character',
])
export type FileNameFault = v.InferOutput<typeof FileNameFault>

/** Why a file was not taken. */
export const FileRefusal = v.picklist([
  ...FileNameFault.options,
  'empty',
  'too-large',
  'not-a-file',
  'same-name',
  'encrypted',
  'damaged',
])
export type FileRefusal = v.InferOutput<typeof FileRefusal>

/**
 * What a recipient's row says about their file. assigned: the file of exactly that name. shared: so, and
 * others get the same bytes. empty: it names none. missing: there is no such file. near: there is one
 * with a similar name, which is not it. refused: what stands there is no name of a file.
 */
export const RecipientFileState = v.picklist([
  'assigned',
  'shared',
  'empty',
  'missing',
  'near',
  'refused',
])
export type RecipientFileState = v.InferOutput<typeof RecipientFileState>

export const OwnFileView = v.strictObject({
  name: v.string(),
  type: v.string(),
  sizeBytes: Count,
  sha256: Hash,
})
export type OwnFileView = v.InferOutput<typeof OwnFileView>

/** One line of the assignment: a recipient and their file, or a file that is nobody's. */
export const AssignmentRow = v.strictObject({
  /** Null for a file that is nobody's. */
  index: v.nullable(Count),
  /** Masked for whoever may not read addresses. */
  address: v.nullable(v.string()),
  state: v.picklist([...RecipientFileState.options, 'unused']),
  /** What the row has in its field. */
  named: v.string(),
  suggestion: v.nullable(v.string()),
  file: v.nullable(OwnFileView),
})
export type AssignmentRow = v.InferOutput<typeof AssignmentRow>

export const AssignmentFilter = v.picklist(['all', 'wrong', 'shared', 'unused'])
export type AssignmentFilter = v.InferOutput<typeof AssignmentFilter>

export const AssignmentView = v.strictObject({
  column: v.nullable(v.string()),
  fileCount: Count,
  sizeBytes: Count,
  recipientCount: Count,
  /** Recipients by the state of their file. */
  counts: v.strictObject({
    assigned: Count,
    shared: Count,
    empty: Count,
    missing: Count,
    near: Count,
    refused: Count,
  }),
  unusedCount: Count,
  /** How many lines the filter and the search leave. */
  total: Count,
  rows: v.array(AssignmentRow),
})
export type AssignmentView = v.InferOutput<typeof AssignmentView>

export const AddedFiles = v.strictObject({
  added: Count,
  /** Had the same name and other bytes. */
  replaced: Count,
  /** Were there already, byte for byte. */
  unchanged: Count,
  refusedCount: Count,
  /** The first of them. */
  refused: v.array(v.strictObject({ name: v.string(), reason: FileRefusal })),
})
export type AddedFiles = v.InferOutput<typeof AddedFiles>

/** How far the reading of a folder or archive has come. */
export const FilesProgress = v.strictObject({ campaign: Id, done: Count, sizeBytes: Count })
export type FilesProgress = v.InferOutput<typeof FilesProgress>

const Search = v.pipe(v.string(), v.maxLength(200))
const Limit = v.pipe(Count, v.minValue(1), v.maxValue(200))

export const recipientFilesChannels = {
  /** Who gets which file, as the draft and its audience stand. */
  'campaigns.files': channel({
    input: v.strictObject({
      campaign: Id,
      filter: AssignmentFilter,
      search: Search,
      offset: Count,
      limit: Limit,
    }),
    output: AssignmentView,
    access: ['author', 'list-manager'],
    problems: ['message', 'lists', 'vault'],
  }),
  /** Opens the dialog and copies files into the vault; null when cancelled. */
  'campaigns.add-files': channel({
    input: v.strictObject({ campaign: Id, from: v.picklist(['folder', 'file', 'archive']) }),
    output: v.nullable(AddedFiles),
    access: ['author'],
    problems: ['message', 'vault'],
  }),
  /** Takes files out of the draft: all, those that nobody gets, or the one of this name. */
  'campaigns.remove-files': channel({
    input: v.strictObject({
      campaign: Id,
      which: v.picklist(['all', 'unused', 'one']),
      /** Of the one. */
      name: v.optional(v.string(), ''),
    }),
    output: Nothing,
    access: ['author'],
    problems: ['message', 'lists', 'vault'],
  }),
}
