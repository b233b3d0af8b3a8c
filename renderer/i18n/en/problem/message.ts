import type { messageProblems } from '../../../../preload/problem/message.ts'

export const message: Record<keyof typeof messageProblems, string> = {
  'message.no-such-campaign':
    'This campaign is not here. Drafts made on another workstation cannot be opened on this one. Choose one from the list.',
  'message.no-such-attachment':
    'This attachment is already gone. Refresh the page and look at the attachments again.',
  'message.no-such-version': 'This version is no longer kept. Choose another one.',
  'message.changed-elsewhere':
    'What this campaign says was changed elsewhere while you had it open. What you wrote is still here: see what differs, then choose which to use.',
  'message.campaign-filed':
    'This campaign has been filed for approval and can no longer be changed. Nothing has changed. To correct it, withdraw the request and make a new campaign.',
  'message.template-syntax':
    'Line {line} of the {part} cannot be understood: “{detail}”. Check that every {{ }} and {% %} is closed and that no unknown instruction is used.',
  'message.template-unreadable':
    'The message cannot be read. Nothing has been sent. Open the draft and save it again.',
  'message.unknown-filter':
    'The {part} uses “{filter}”, which is not available. Use one of the available filters, such as default, strip or append.',
  'message.unknown-field':
    'The {part} uses the merge field “{field}”, which at least one of the chosen lists does not have. Check the spelling, and that the right lists are chosen.',
  'message.field-empty':
    "For recipient {row}, the merge field “{field}” in the {part} is empty, so the mail cannot be sent. Fill in the list, or give a fallback such as “| default: 'customer'”.",
  'message.field-unsafe-place':
    'On line {line} of the {part}, the merge field “{field}” stands inside a tag, a script, a style or a comment, where no value can be made safe. Move it into the text or into a quoted attribute.',
  'message.field-unsafe-value':
    'For recipient {row}, the value of “{field}” cannot be used as a link in the {part}. Check that it starts with https:// or the like.',
  'message.attachment-too-large':
    '“{name}” is too large to attach (at most {sizeBytesMax} a file). The attachments are unchanged. Split the file, or tell recipients where to fetch it.',
  'message.attachments-too-large':
    'With “{name}” the attachments together would exceed {sizeBytesMax}. They are unchanged. Remove another one, or tell recipients where to fetch it.',
  'message.attachment-unreadable':
    '“{name}” cannot be read. The attachments are unchanged. Check that the file exists, is not open elsewhere, and that you may read it.',
  'message.attachment-empty':
    '“{name}” is empty. The attachments are unchanged. Check that it is the right file.',
  'message.header-unsafe':
    'The {header} of the mail contains characters or a form that cannot be used, so this mail is not sent. Check addresses and names for line breaks, brackets or spaces.',
  'message.bytes-invalid':
    'The mail as composed is not in a form that can be sent ({reason}), so it is not sent. Show this to your administrator.',
  'message.window-ends-first':
    'Sending would end before it begins. Nothing was saved. Swap the two, or correct one of them.',
}
