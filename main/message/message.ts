/**
 * Messages: what is written, with merge fields, and how it becomes the bytes of one recipient's
 * mail. Face of the folder.
 */

import { type MessageHandlers, type MessageOptions, messageHandlers } from './handlers.ts'
import { createPreviewDocuments, type PreviewDocuments } from './preview.ts'
import { campaigns0010 } from './schema/0010-campaigns.ts'
import { copiedFrom0020 } from './schema/0020-copied-from.ts'
import { audienceRules0050 } from './schema/0050-audience-rules.ts'
import { textBasis0060 } from './schema/0060-text-basis.ts'
import { recipientFiles0070 } from './schema/0070-recipient-files.ts'
import { versions0080 } from './schema/0080-versions.ts'
import { charset0090 } from './schema/0090-charset.ts'
import { templates0100 } from './schema/0100-templates.ts'

export {
  type Attachment,
  attachmentName,
  attachmentSizeBytesMax,
  attachmentType,
} from './attachment.ts'
export {
  audienceOf,
  campaignOf,
  draftsWithSegment,
  readCampaign,
  requestsTo,
  snapshotCampaign,
} from './campaign.ts'
export { type Edit, markFiled, noteEdit, requireDraft } from './campaign-state.ts'
export { type Certificate, isAddressOf, readCertificate } from './certificate.ts'
export { type CmsSigner, createCmsSigner } from './cms-signature.ts'
export { toMailDate } from './header-text.ts'
export { type HtmlFinding, htmlFindings } from './html-findings.ts'
export { htmlToText } from './html-plain.ts'
export { type HtmlToken, scanHtml } from './html-scanner.ts'
export { misfitsOf } from './iso-2022-jp.ts'
export { linksOf, toLink } from './links.ts'
export { createMemoryKey } from './memory-key.ts'
export { isOffered, recipientName } from './merge.ts'
export { validateMessageBytes } from './message-bytes.ts'
export { composeSkeleton, type Skeleton } from './mime.ts'
export { pfxSizeBytesMax } from './pfx.ts'
export { type PreviewDocuments, renderPreview } from './preview.ts'
export {
  recipientFileBytes,
  recipientFilesOf,
  recipientFilesTotal,
} from './recipient-file.ts'
export {
  createFileAssignment,
  type RecipientFile,
} from './recipient-file-assignment.ts'
export { fileNameFault } from './recipient-file-name.ts'
export { readSigningFile, toCertificateProblem } from './signing-work.ts'
export {
  compileTemplate,
  type Rendered,
  type Template,
  templateBytes,
} from './template.ts'
export { lineDifference } from './text-difference.ts'

export const messageMigrations = [
  campaigns0010,
  copiedFrom0020,
  audienceRules0050,
  textBasis0060,
  recipientFiles0070,
  versions0080,
  charset0090,
  templates0100,
] as const

export interface Message {
  readonly handlers: MessageHandlers
  /** Where previews are kept until the shell serves them; approval keeps its own there too. */
  readonly previewDocuments: PreviewDocuments
  /** The document under preview://document/<token>, or null. */
  readonly previewDocument: (token: string) => string | null
}

export function createMessage(options: MessageOptions): Message {
  const previewDocuments = createPreviewDocuments(options.ports.random)
  return {
    handlers: messageHandlers(options, previewDocuments),
    previewDocuments,
    previewDocument: previewDocuments.documentOf,
  }
}
