/**
 * Messages: what is written, with merge fields, and how it becomes the bytes of one recipient's
 * mail. Face of the folder.
 */
export type { Attachment } from './attachment.ts'
export { toMailDate } from './header-text.ts'
export { type Fields, fieldNamesOf, isOffered } from './merge.ts'
export { validateMessageBytes } from './message-bytes.ts'
export { composeSkeleton, type MessageHeaders, type MessageParts, type Skeleton } from './mime.ts'
export {
  compileTemplate,
  type Rendered,
  type Template,
  type TemplateSource,
  templateBytes,
} from './template.ts'
export type { FieldUse, Part } from './template-fields.ts'
