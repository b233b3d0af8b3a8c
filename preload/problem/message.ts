export const messageProblems = {
  'message.no-such-campaign': [],
  'message.campaign-filed': [],
  'message.template-syntax': ['part', 'line', 'detail'],
  'message.unknown-field': ['part', 'field'],
  'message.field-empty': ['part', 'field', 'row'],
  'message.attachment-too-large': ['name', 'sizeBytesMax'],
  'message.attachment-unreadable': ['name'],
  'message.header-unsafe': ['header'],
  'message.bytes-invalid': ['reason'],
} as const
