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
  'merge-shift': {
    title: 'Names and addresses side by side',
    why: 'When sorting moves one column by a row, everybody gets somebody else’s name.',
    findings: {
      shifted:
        'In {count:row|rows} the name seems to stand {rows:row|rows} away from its address (e.g. number {row}). Check the original table and import it again.',
      renamed:
        '{count:recipient of|recipients of} {total} have another name than when they were last mailed (e.g. number {row}). Check that no column or row has slipped.',
    },
  },
  'other-recipient': {
    title: 'Data of other recipients',
    why: 'Somebody else’s data in a personal mail is a leak.',
    findings: {
      identifier:
        'The merge field “{field}” brings the address, number or names of other recipients into {count:message|messages} (e.g. number {row}). Correct the values in the list.',
    },
  },
  'recipient-file': {
    title: 'One file per recipient',
    why: 'A file belongs to exactly the recipient whose row names it. What is merely similar is another’s.',
    findings: {
      'no-column':
        'The merge field “{field}”, which names the files, is not in every chosen list. Choose another field or other lists.',
      missing:
        '{count:recipient names|recipients name} a file that is not there (e.g. “{name}” for number {row}). Add the files, or correct the names in the list.',
      near: '“{name}” is not there; “{suggestion}” is, and is not taken for it (number {row}). Make the two names equal.',
      refused:
        '{count:recipient has|recipients have} something that is no name of a file (e.g. “{name}” for number {row}). Write the plain name without folders.',
      empty:
        '{count:recipient has|recipients have} nothing in “{field}” (e.g. number {row}), and would get no file.',
    },
  },
  'file-use': {
    title: 'Files used twice or not at all',
    why: 'The same file for two people, or a file that is nobody’s, means that somebody gets the wrong one.',
    findings: {
      shared:
        '{count:recipient gets|recipients get} the same file as somebody else (e.g. “{name}” for number {row}), under one name or two.',
      unused:
        '{count:file is|files are} named by no recipient (e.g. “{name}”). Remove what is not needed, or correct the names in the list.',
    },
  },
  'file-of-another': {
    title: 'Other recipients’ data in a file',
    why: 'A file with somebody else’s address, number or name is a leak, even if it is only one of many.',
    findings: {
      another:
        '{count:file points|files point} to another recipient and not to the one who gets it (e.g. “{name}” for number {row}). Check the names in the list.',
      several:
        '{count:file has|files have} other recipients’ addresses or numbers beside the recipient’s own (e.g. “{name}” for number {row}). Make the files anew, one person each.',
      names:
        '{count:file has|files have} names of other recipients beside the recipient’s own (e.g. “{name}” for number {row}). Open them and check.',
    },
  },
  'exposed-addresses': {
    title: 'Addresses in the text',
    why: 'A list of recipients pasted into the text tells everybody about everybody.',
    findings: {
      'in-text':
        'The subject or text of {count:message contains|messages contain} up to {addresses:address|addresses} of other people (e.g. number {row}). Remove them.',
    },
  },
  'list-attached': {
    title: 'Attached lists',
    why: 'Attaching the list instead of the leaflet is one of the most frequent accidents.',
    findings: {
      addresses:
        'The attachment “{name}” contains {count:address|addresses} of your contacts. Check whether it is the list itself, and remove it.',
      names:
        'The attachment “{name}” contains {count:name|names} of your contacts. Check whether it is a list of people.',
      strangers:
        'The attachment “{name}” contains {count:e-mail address|e-mail addresses}. Check whether it may be passed on.',
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
  'audience-difference': {
    title: 'Who was mailed last time',
    why: 'The number may be the same and the people others: then it may be the wrong list.',
    findings: {
      replaced:
        'Only {stayed} of the {previousCount} of last time are mailed again, and {count:recipient was|recipients were} not among them. Check that the lists are right.',
      joined:
        '{count:recipient was|recipients were} not among the {previousCount} of last time. Check why they have come in.',
      left: '{count:recipient|recipients} of the {previousCount} of last time are missing. Check that nothing got lost in the import.',
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
      'own-file':
        '{count:recipient’s own file has|recipients’ own files have} what looks like a My Number (e.g. “{name}” for number {row}).',
    },
  },
  'card-number': {
    title: 'Card numbers',
    why: 'Card numbers sent by mail end in fraud.',
    findings: {
      text: '{count:message contains|messages contain} what looks like a card number (e.g. number {row}).',
      attachment:
        'The attachment “{name}” contains {count:number|numbers} that look like a card number.',
      'own-file':
        '{count:recipient’s own file has|recipients’ own files have} what looks like a card number (e.g. “{name}” for number {row}).',
    },
  },
  'unread-attachment': {
    title: 'Attachments that cannot be read',
    why: 'In a file that cannot be read, neither a My Number nor a list is found. A person has to open it.',
    findings: {
      encrypted:
        'The attachment “{name}” is encrypted and was not looked into. Open the original and check it.',
      picture:
        'The attachment “{name}” has parts that are pictures, whose text was not looked at. Open it and check.',
      damaged:
        'The attachment “{name}” is damaged and was not looked into. Make it anew and attach it again.',
      'too-large':
        'The attachment “{name}” is too large inside to be looked through. Split it, or open it and check.',
      'unknown-kind':
        'The attachment “{name}” is of a kind that cannot be read. Convert it, e.g. to PDF, or open it and check.',
      'own-encrypted':
        '{count:recipient’s own file is|recipients’ own files are} encrypted and could not be looked into (e.g. “{name}” for number {row}).',
      'own-picture':
        '{count:recipient’s own file has|recipients’ own files have} parts that are pictures, whose text was not looked at (e.g. “{name}” for number {row}).',
      'own-damaged':
        '{count:recipient’s own file is|recipients’ own files are} damaged (e.g. “{name}” for number {row}). Make them anew.',
      'own-too-large':
        '{count:recipient’s own file is|recipients’ own files are} too large inside to be looked through (e.g. “{name}” for number {row}).',
      'own-unknown-kind':
        '{count:recipient’s own file is|recipients’ own files are} of a kind that cannot be read (e.g. “{name}” for number {row}).',
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
      locked:
        'The attachment “{name}” is locked with a password: the recipient’s scanner cannot look inside and may refuse it. Consider another way to hand it over.',
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
  'link-policy': {
    title: 'Rules for links',
    why: 'Links lead to the official site, encrypted and without a detour, so that people can tell them from fraud. Since October 2025 the supervisory guidelines of Japan’s FSA ask for no links to pages that want a password.',
    findings: {
      'plain-http':
        'The link “{href}” is not encrypted ({count:message|messages}, e.g. number {row}). Use an address that starts with https://.',
      shortener:
        'A link goes through the shortener {host} ({count:message|messages}, e.g. number {row}). Write the real address.',
      'login-page':
        'The link “{href}” seems to open a page for logging in or for a password ({count:message|messages}, e.g. number {row}). Ask people to go there from the official site or app.',
      'look-alike':
        '{host} looks like {like} and is another domain ({count:message|messages}, e.g. number {row}). Correct the address.',
      'other-script':
        '{host} is a domain in other letters than Latin ones ({count:message|messages}, e.g. number {row}). Check that it is the right one.',
      'not-allowed':
        '{host} is not among the hosts that your organization allows ({count:message|messages}, e.g. number {row}). Correct the link, or ask an administrator to add it to the policy.',
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
  'weekday-date': {
    title: 'Dates and weekdays',
    why: 'When date and weekday differ, nobody knows which one is meant.',
    findings: {
      weekday:
        '“{text}” is wrong: that day is {weekday} ({count:message|messages}, e.g. number {row}). Correct the date or the weekday.',
      era: '“{text}” is wrong: that Japanese year is {year} ({count:message|messages}, e.g. number {row}). Correct one of them.',
      'no-such-day':
        'There is no such day as “{text}” ({count:message|messages}, e.g. number {row}). Correct the date.',
    },
  },
  'send-time': {
    title: 'Time of sending',
    why: 'On holidays and at night nobody answers what comes back, and people complain.',
    findings: {
      holiday:
        'Sending starts on {day}, a public holiday in Japan ({holiday}). Choose another day, or say why.',
      weekend: 'Sending starts on {day}, at a weekend. Choose another day, or say why.',
      night:
        'Sending starts on {day} at {time} Japan time, between 21:00 and 8:00. Choose another time, or say why.',
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
  'unusual-character': {
    title: 'Characters that do not arrive',
    why: 'Private-use and damaged characters look different, or like nothing, to whoever gets the mail.',
    findings: {
      'private-use':
        'There is a private-use character, {text} ({count:message|messages}, e.g. number {row}). Replace it with a standard one.',
      damaged:
        '“{text}” is damaged text ({count:message|messages}, e.g. number {row}). Correct the original value.',
      invisible:
        'There is an invisible character, {text} ({count:message|messages}, e.g. number {row}). Remove it.',
    },
  },
  'message-charset': {
    title: 'Characters outside the encoding',
    why: 'A message in ISO-2022-JP cannot carry characters that this encoding does not have.',
    findings: {
      misfit:
        '{part} has characters that ISO-2022-JP does not have: {characters} ({count}, for example recipient {row}). Replace them, or choose UTF-8.',
      sender:
        'The sender’s name has characters that ISO-2022-JP does not have: {characters}. Choose UTF-8, or another sender.',
    },
  },
  'signing-certificate': {
    title: 'Signing certificate',
    why: 'A signature by a certificate that has expired is shown as a warning to whoever receives it.',
    findings: {
      ends: 'The certificate “{subject}” ends on {day}, before the time for sending does. Ask an administrator to renew it.',
      'ends-soon':
        'The certificate “{subject}” ends on {day}. Ask an administrator to prepare the next one.',
      'no-key':
        'An approval of the route “{route}” does not open the sender’s signing key. Ask an administrator to import the certificate again, or choose another route.',
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
  'list-age': {
    title: 'Old list',
    why: 'A list that nobody has renewed for long still names people who have moved, left or no longer want mail. The policy says after how many days.',
    findings: {
      old: 'The list “{name}” has not been imported into or changed for {days:day|days}. Import newer data, or say why it can be used as it is.',
    },
  },
  'sender-authentication': {
    title: 'Authentication of the sender',
    why: 'Mail without SPF, DKIM and DMARC in agreement is taken for spam or refused by its receivers.',
    findings: {
      'not-aligned':
        'This route signs as {signingDomain}, which does not align with the sender’s domain {domain}: DMARC may fail. Choose a route that signs as {domain}, or ask IT.',
      'no-spf': 'The sender’s domain {domain} has no SPF record. Ask IT to add one.',
      'no-dmarc': 'The sender’s domain {domain} has no DMARC record. Ask IT to add one.',
    },
  },
  'relay-tls': {
    title: 'Encryption on the way out',
    why: 'A relay always gets mail encrypted, after its certificate was checked. A route straight to the receivers’ hosts may ask for less.',
    findings: {
      'clear-text':
        'This route sends in the clear to hosts that offer no encryption. Choose another one for personal data.',
      unverified:
        'This route encrypts, but does not check the receiving host’s certificate. Choose another one for personal data.',
    },
  },
  'carrier-rule': {
    title: 'Rules of mobile carriers',
    why: 'By default, carriers refuse mail that the sender’s domain does not vouch for with SPF or DMARC.',
    findings: {
      'no-spf':
        'The sender’s domain {domain} has no SPF record: mail to {count:mobile address|mobile addresses} may be refused. Ask IT to add one.',
      'no-dmarc':
        'The sender’s domain {domain} has no DMARC record: mail to {count:docomo address|docomo addresses} may be refused. Ask IT to add one.',
    },
  },
}
