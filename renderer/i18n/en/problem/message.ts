import type { messageProblems } from '../../../../preload/problem/message.ts'

export const message: Record<keyof typeof messageProblems, string> = {
  'message.no-such-campaign':
    'This campaign is not here. Drafts made on another workstation cannot be opened on this one. Choose one from the list.',
  'message.no-such-attachment':
    'This attachment is already gone. Refresh the page and look at the attachments again.',
  'message.no-such-template': 'This template is no longer there. Choose another one.',
  'message.no-such-footer': 'This footer is no longer there. Choose another one.',
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
  'message.files-unreadable':
    '“{name}” cannot be read. The files are as they were. Check that it is there, that nothing else has it open, and that you may read it.',
  'message.files-too-many':
    'A campaign can have {max} files at most. What was taken before this one has been kept. Split the campaign, or remove files that nobody gets.',
  'message.files-too-large':
    'The files of one campaign can weigh {sizeBytesMax} together at most. What was taken before this one has been kept. Split the campaign, or make the files smaller.',
  'message.file-altered':
    'The copy of “{name}” on this PC is damaged or gone. Nothing was filed. Remove that file from the campaign and add it again.',
  'message.header-unsafe':
    'The {header} of the mail contains characters or a form that cannot be used, so this mail is not sent. Check addresses and names for line breaks, brackets or spaces.',
  'message.bytes-invalid':
    'The mail as composed is not in a form that can be sent ({reason}), so it is not sent. Show this to your administrator.',
  'message.window-ends-first':
    'Sending would end before it begins. Nothing was saved. Swap the two, or correct one of them.',
  'message.charset-misfit':
    'ISO-2022-JP does not have these characters: {characters}. This message is not sent. Replace them, or choose UTF-8.',
  'message.smime-key-invalid':
    'The key that the approval opened is not the one of the approved S/MIME certificate. Nothing was sent. Ask an administrator to import the sender’s certificate again.',
  'message.certificate-password':
    'The password does not fit the certificate file. Nothing has changed. Check capitals and the keyboard’s language, and type it again.',
  'message.certificate-unreadable':
    'This file cannot be read as a certificate file with a private key (.pfx, .p12). Nothing has changed. Export it again in the PKCS #12 format.',
  'message.certificate-no-key':
    'There is no private key in this file. Nothing has changed. Export it again with “Yes, export the private key”.',
  'message.certificate-no-certificate':
    'There is no certificate in this file that belongs to its private key. Nothing has changed. Export certificate and key together.',
  'message.certificate-key-weak':
    'The key of the certificate “{subject}” is too short (RSA needs 2048 bits or more). Nothing has changed. Obtain a new certificate from the authority.',
  'message.certificate-key-kind':
    'The certificate “{subject}” has a kind of key that cannot sign here. Nothing has changed. Use a certificate with an RSA key, or one on the curves P-256, P-384 or P-521.',
  'message.certificate-purpose':
    'The certificate “{subject}” was not issued for signing mail. Nothing has changed. Choose a certificate for e-mail protection (S/MIME).',
  'message.certificate-expired':
    'The certificate “{subject}” has expired. Nothing has changed. Choose the renewed one.',
  'message.certificate-not-yet':
    'The certificate “{subject}” is not valid yet. Nothing has changed. Check this PC’s clock, or import it once it is valid.',
  'message.certificate-chain':
    'The certificate of the authority “{issuer}”, which issued “{subject}”, is not in the file. Nothing has changed. Export it again with “Include all certificates in the certification path if possible”.',
  'message.certificate-address':
    'The certificate “{subject}” is not for this sender’s address (it is for: {addresses}). Nothing has changed. Choose a certificate for the very address of the sender.',
}
