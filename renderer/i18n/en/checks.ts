import type { CheckTexts } from '../../../preload/contract/checks.ts'

/** Pre-send checks: title, why it matters, and a sentence for each finding. */
export const checks: CheckTexts = {
  'empty-audience': {
    title: 'Recipients',
    why: 'A campaign without recipients cannot be sent.',
    findings: {
      nobody:
        'There is nobody to send to ({removed:address|addresses} left out). Choose other lists, or import contacts.',
    },
  },
  'empty-subject': {
    title: 'Subject',
    why: 'Mail without a subject is often taken for spam, and overlooked by people.',
    findings: {
      empty: '{count:message has|messages have} an empty subject (e.g. number {row}). Write one.',
    },
  },
  'missing-plain-text': {
    title: 'Plain text',
    why: 'People, devices and screen readers that do not show HTML get the plain text only.',
    findings: {
      'empty-body': '{count:message has|messages have} no content (e.g. number {row}). Write it.',
      'html-only':
        '{count:message has|messages have} no plain text (e.g. number {row}). Write what the HTML says as text.',
    },
  },
  'unknown-field': {
    title: 'Merge fields',
    why: 'A misspelt field or the wrong list puts the same mistake in front of everybody.',
    findings: {
      unknown:
        'The merge field “{field}” in the {part} is missing from at least one of the chosen lists. Correct the field or the lists.',
    },
  },
  'empty-field': {
    title: 'Merged values',
    why: 'Nobody should get a mail with a gap where their name belongs.',
    findings: {
      'no-fallback':
        '“{field}” in the {part} is empty for {count:recipient|recipients} (e.g. number {row}). Fill in the list, or give a fallback.',
      'unsafe-value':
        '“{field}” in the {part} is not usable as a link for {count:recipient|recipients} (e.g. number {row}). Correct the values.',
    },
  },
  'duplicate-recipient': {
    title: 'Repeated recipients',
    why: 'Two copies of one mail cost the trust of whoever gets them.',
    findings: {
      repeated:
        'The same address appears again {count:time|times} (e.g. number {row}). Tidy up the lists.',
      'same-mailbox':
        '{count:address leads|addresses lead} to a mailbox that another address already reaches (e.g. number {row}). Check whether it is the same person.',
    },
  },
  'domain-typo': {
    title: 'Address domains',
    why: 'A mistyped domain may belong to a stranger, who then reads the mail.',
    findings: {
      unlikely:
        '{count:address is|addresses are} at “{domain}” (e.g. number {row}). Was “{suggestion}” meant?',
    },
  },
  'audience-growth': {
    title: 'Compared with last time',
    why: 'The wrong list or a failed import shows as a sudden change in number.',
    findings: {
      larger:
        '{count:recipient|recipients}, far more than the {previousCount} of last time. Check that the lists are right.',
      smaller:
        '{count:recipient|recipients}, far fewer than the {previousCount} of last time. Check that nothing got lost in the import.',
    },
  },
  'internal-address': {
    title: 'Insiders and outsiders',
    why: 'Colleagues in a customers’ mailing, or outsiders in an internal one, is how information leaks.',
    findings: {
      'internal-among-external':
        '{count:address|addresses} of your own organization ({domain}) among outsiders (e.g. number {row}).',
      'external-among-internal':
        '{count:address|addresses} from outside, such as {domain}, among colleagues (e.g. number {row}).',
    },
  },
  'personal-number': {
    title: 'Individual Numbers',
    why: 'A My Number may be passed on only where the law allows it.',
    findings: {
      text: '{count:message contains|messages contain} what looks like a My Number (e.g. number {row}).',
      attachment:
        'The attachment “{name}” contains {count:number|numbers} that look like a My Number.',
    },
  },
  'card-number': {
    title: 'Card numbers',
    why: 'Card numbers sent by mail end in fraud.',
    findings: {
      text: '{count:message contains|messages contain} what looks like a card number (e.g. number {row}).',
      attachment:
        'The attachment “{name}” contains {count:number|numbers} that look like a card number.',
    },
  },
  'missing-attachment': {
    title: 'Forgotten attachments',
    why: 'A forgotten file means an apology and a second mailing.',
    findings: {
      mentioned:
        '{count:message says|messages say} “{word}”, but nothing is attached (e.g. number {row}).',
    },
  },
  'password-and-file': {
    title: 'Files and passwords',
    why: 'A password on the same way protects nothing, and keeps the recipient’s scanner from looking inside.',
    findings: {
      both: '{count:message has|messages have} an attachment and say “{word}” (e.g. number {row}). Consider another way to hand it over.',
    },
  },
  'link-mismatch': {
    title: 'Link targets',
    why: 'A link that opens something else looks like fraud, to people and to scanners.',
    findings: {
      differs:
        'The link “{text}” opens {host} instead ({count:message|messages}, e.g. number {row}).',
      unusual:
        '“{href}” is not a proper target for a link in mail ({count:message|messages}, e.g. number {row}). Use a full address that starts with https://.',
    },
  },
  'remote-content': {
    title: 'Parts of the HTML',
    why: 'Scripts and forms are refused by most mail programs. Remote images tell others that a mail was opened.',
    findings: {
      active:
        'The HTML contains “{what}” ({count:message|messages}, e.g. number {row}). Mail cannot use it: remove it.',
      remote:
        'The HTML loads “{what}” from elsewhere ({count:message|messages}, e.g. number {row}) {detail}. Embed images instead.',
    },
  },
  'sender-identification': {
    title: 'Sender and opt-out',
    why: 'Japanese law on advertising mail asks for the sender’s name, a contact, and how to stop the mails.',
    findings: {
      'no-sender': 'No sender is chosen. Choose one.',
      'name-missing':
        'The sender’s name “{name}” is missing from the text of {count:message|messages} (e.g. number {row}).',
      'contact-missing':
        'No contact (address, telephone, URL) in the text of {count:message|messages} (e.g. number {row}).',
      'opt-out-missing':
        'No way to stop the mails in the text of {count:message|messages} (e.g. number {row}). If this is no advertising, say so as the reason and waive.',
    },
  },
  honorific: {
    title: 'Honorifics',
    why: 'Doubled honorifics, or one without a name, are impolite.',
    findings: {
      doubled: 'Doubled honorific “{text}” ({count:message|messages}, e.g. number {row}).',
      'no-name':
        'A line begins with “{text}” and no name ({count:message|messages}, e.g. number {row}).',
      title: 'Honorific behind a title: “{text}” ({count:message|messages}, e.g. number {row}).',
    },
  },
  'message-size': {
    title: 'Size',
    why: 'Mail above the limits of relays and receivers does not arrive.',
    findings: {
      'too-large':
        'The largest message has {sizeBytes}, above the limit of {sizeBytesMax}. Attach less.',
      large: 'The largest message has {sizeBytes}; above {sizeBytesMax} mail may not arrive.',
      'carrier-limit':
        '{domain} takes at most {sizeBytesMax}. {count:message|messages} of up to {sizeBytes} may not arrive.',
    },
  },
}
