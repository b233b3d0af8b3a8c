import type { messageProblems } from '../../../../preload/problem/message.ts'

export const message: Record<keyof typeof messageProblems, string> = {
  'message.no-such-campaign': 'message.no-such-campaign ',
  'message.campaign-filed': 'message.campaign-filed ',
  'message.template-syntax': 'message.template-syntax {part} {line} {detail}',
  'message.unknown-field': 'message.unknown-field {part} {field}',
  'message.field-empty': 'message.field-empty {part} {field} {row}',
  'message.attachment-too-large': 'message.attachment-too-large {name} {sizeBytesMax}',
  'message.attachment-unreadable': 'message.attachment-unreadable {name}',
  'message.header-unsafe': 'message.header-unsafe {header}',
  'message.bytes-invalid': 'message.bytes-invalid {reason}',
}
