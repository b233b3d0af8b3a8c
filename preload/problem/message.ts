export const messageProblems = {
  'message.no-such-campaign': [],
  'message.no-such-attachment': [],
  'message.no-such-version': [],
  /** What the writer has seen of the draft is not what it says now. */
  'message.changed-elsewhere': [],
  'message.campaign-filed': [],
  /** part: subject, text or html. detail: the piece that could not be understood. */
  'message.template-syntax': ['part', 'line', 'detail'],
  'message.template-unreadable': [],
  'message.unknown-filter': ['part', 'filter'],
  'message.unknown-field': ['part', 'field'],
  /** row: the recipient's number, counted from 1 as people do. */
  'message.field-empty': ['part', 'field', 'row'],
  /** The field stands where no value is safe: inside a tag, a script, a style or a comment. */
  'message.field-unsafe-place': ['part', 'line', 'field'],
  /** The field is a whole link, and this recipient's value is none that mail may carry. */
  'message.field-unsafe-value': ['part', 'field', 'row'],
  'message.attachment-too-large': ['name', 'sizeBytesMax'],
  'message.attachments-too-large': ['name', 'sizeBytesMax'],
  'message.attachment-unreadable': ['name'],
  'message.attachment-empty': ['name'],
  'message.header-unsafe': ['header'],
  'message.bytes-invalid': ['reason'],
  'message.window-ends-first': [],
} as const
