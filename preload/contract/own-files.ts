import * as v from 'valibot'
import { AttachmentFlag, reviewers } from './approval.ts'
import { Count, channel, Hash } from './channel.ts'
import { OwnFileView } from './recipient-files.ts'

export const OwnFilePage = v.strictObject({
  /** Recipients that the search finds. */
  total: Count,
  /** Recipients who get the same bytes as somebody else. */
  sharedCount: Count,
  rows: v.array(
    v.strictObject({ index: Count, address: v.string(), file: v.nullable(OwnFileView) }),
  ),
})
export type OwnFilePage = v.InferOutput<typeof OwnFilePage>

/** The recipients' own files of a request, as they were signed for. */
export const ownFilesChannels = {
  /** Who gets which file of their own; found by address or file name. */
  'approval.files': channel({
    input: v.strictObject({
      request: Hash,
      search: v.pipe(v.string(), v.maxLength(200)),
      offset: Count,
      limit: v.pipe(Count, v.minValue(1), v.maxValue(200)),
    }),
    output: OwnFilePage,
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  /** Opens one recipient's own file here and compares it with what the row says. */
  'approval.own-file': channel({
    input: v.strictObject({ request: Hash, index: Count }),
    output: v.strictObject({
      address: v.string(),
      file: OwnFileView,
      flags: v.array(AttachmentFlag),
    }),
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
  /** Saves it under a safe name for viewing, like an attachment. */
  'approval.save-own-file': channel({
    input: v.strictObject({ request: Hash, index: Count }),
    output: v.nullable(v.strictObject({ name: v.string() })),
    access: reviewers,
    problems: ['approval', 'journal', 'message', 'vault'],
  }),
}
