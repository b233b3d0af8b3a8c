export const messageProblems = {
  'message.no-such-campaign': [],
  'message.no-such-attachment': [],
  'message.no-such-version': [],
  'message.no-such-template': [],
  'message.no-such-footer': [],
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
  /** One file per recipient. */
  'message.files-unreadable': ['name'],
  'message.files-too-many': ['max'],
  'message.files-too-large': ['sizeBytesMax'],
  /** The vault no longer has the bytes that were chosen. */
  'message.file-altered': ['name'],
  'message.header-unsafe': ['header'],
  'message.bytes-invalid': ['reason'],
  'message.window-ends-first': [],
  /** Characters that ISO-2022-JP does not have. */
  'message.charset-misfit': ['characters'],
  /** The key that an approval opened is not the one of the approved certificate. */
  'message.smime-key-invalid': [],
  'message.certificate-password': [],
  'message.certificate-unreadable': [],
  'message.certificate-no-key': [],
  'message.certificate-no-certificate': [],
  /** subject: what stands in the certificate that is to blame. */
  'message.certificate-key-weak': ['subject'],
  'message.certificate-key-kind': ['subject'],
  'message.certificate-purpose': ['subject'],
  'message.certificate-expired': ['subject'],
  'message.certificate-not-yet': ['subject'],
  'message.certificate-chain': ['subject', 'issuer'],
  /** addresses: those that the certificate has, where there are any. */
  'message.certificate-address': ['subject', 'addresses'],
} as const
