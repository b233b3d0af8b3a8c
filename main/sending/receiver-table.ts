/**
 * What the large receivers mean by their codes, where they mean more or something else than RFC 5321
 * and RFC 3463 say. Only digits decide; the words are for people and change without notice. `source`
 * is where a row comes from, and `sure: false` says that it is an observation of others, not the
 * receiver's own statement.
 */
export type ReplyMeaning =
  /** There is no such mailbox, or it is closed for good. */
  | 'mailbox-unknown'
  /** Full, whatever the class of the code says: later it may be emptied. */
  | 'mailbox-full'
  /** Too much at once, by us or to this recipient. */
  | 'too-many'
  /** Our domain, address or signature is not accepted: it concerns every message to this receiver. */
  | 'sender-unaccepted'
  /** This message was taken for spam or against this recipient's own rules. */
  | 'policy-refused'

export interface ReceiverRow {
  /** `550` or `550 5.7.26`: the code, and the enhanced code where the row needs one. */
  readonly code: string
  readonly meaning: ReplyMeaning
  readonly sure: boolean
}

export interface Receiver {
  readonly name: string
  /** Recipient domains, and those below them. */
  readonly domains: readonly string[]
  readonly source: string
  readonly rows: readonly ReceiverRow[]
}

const row = (code: string, meaning: ReplyMeaning, sure = true): ReceiverRow => ({
  code,
  meaning,
  sure,
})

export const receivers: readonly Receiver[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    source: 'https://support.google.com/a/answer/3726730',
    rows: [
      row('550 5.1.1', 'mailbox-unknown'),
      row('550 5.2.1', 'mailbox-unknown'),
      row('452 4.2.2', 'mailbox-full'),
      row('552 5.2.2', 'mailbox-full'),
      row('450 4.2.1', 'too-many'),
      row('421 4.7.0', 'too-many'),
      row('421 4.7.26', 'sender-unaccepted'),
      row('421 4.7.27', 'sender-unaccepted'),
      row('421 4.7.28', 'too-many'),
      row('421 4.7.30', 'sender-unaccepted'),
      row('421 4.7.32', 'sender-unaccepted'),
      row('550 5.7.24', 'sender-unaccepted'),
      row('550 5.7.26', 'sender-unaccepted'),
      row('550 5.7.27', 'sender-unaccepted'),
      row('550 5.7.28', 'sender-unaccepted'),
      row('550 5.7.29', 'sender-unaccepted'),
      row('550 5.7.30', 'sender-unaccepted'),
      // 5.7.1 is also what an administrator's own rule of one domain answers.
      row('550 5.7.1', 'policy-refused'),
    ],
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'ymail.com', 'rocketmail.com', 'aol.com', 'aol.jp'],
    source: 'https://senders.yahooinc.com/smtp-error-codes/',
    rows: [
      row('421 4.7.0', 'too-many'),
      row('421', 'too-many'),
      row('450', 'too-many', false),
      row('550 5.7.9', 'sender-unaccepted'),
      row('554 5.7.9', 'policy-refused'),
      row('553 5.7.1', 'sender-unaccepted'),
      row('553 5.7.2', 'sender-unaccepted'),
      // 'mailbox not found' at the end of data, with a code that elsewhere means full.
      row('552', 'mailbox-unknown', false),
      row('554', 'mailbox-unknown', false),
    ],
  },
  {
    name: 'Yahoo! JAPAN',
    domains: ['yahoo.co.jp', 'ybb.ne.jp'],
    // It publishes no table of its own; it once ran the same servers as Yahoo Inc. and still speaks so.
    source: 'https://senders.yahooinc.com/smtp-error-codes/',
    rows: [
      row('421 4.7.0', 'too-many', false),
      row('421', 'too-many', false),
      row('553 5.7.1', 'sender-unaccepted', false),
      row('554 5.7.9', 'policy-refused', false),
      row('554', 'mailbox-unknown', false),
    ],
  },
  {
    name: 'Microsoft',
    domains: [
      'outlook.com',
      'outlook.jp',
      'hotmail.com',
      'hotmail.co.jp',
      'live.com',
      'live.jp',
      'msn.com',
    ],
    source:
      'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
    rows: [
      row('550 5.1.10', 'mailbox-unknown'),
      row('550 5.1.1', 'mailbox-unknown'),
      row('550 5.5.0', 'mailbox-unknown', false),
      row('552 5.2.2', 'mailbox-full'),
      row('554 5.2.2', 'mailbox-full'),
      row('451 4.7.500', 'too-many'),
      row('451 4.7.650', 'too-many'),
      row('421', 'too-many', false),
      row('550 5.7.515', 'sender-unaccepted'),
      row('550 5.7.509', 'sender-unaccepted'),
      row('550 5.7.511', 'sender-unaccepted'),
      row('550 5.7.606', 'sender-unaccepted'),
      row('550 5.7.708', 'sender-unaccepted'),
      row('550 5.7.1', 'sender-unaccepted', false),
    ],
  },
  {
    name: 'docomo',
    domains: ['docomo.ne.jp', 'mopera.net'],
    source: 'https://note.com/sendmagic/n/neb6bbe7e51cf',
    rows: [
      // At the end of data too, and also where the recipient's own filter refuses: the same answer.
      row('550', 'mailbox-unknown', false),
      row('552', 'mailbox-full', false),
    ],
  },
  {
    name: 'au',
    domains: ['ezweb.ne.jp', 'au.com', 'uqmobile.jp'],
    source: 'https://note.com/sendmagic/n/n875d8dcb6cb8',
    rows: [row('550', 'mailbox-unknown', false), row('554', 'mailbox-unknown', false)],
  },
  {
    name: 'SoftBank',
    domains: ['softbank.ne.jp', 'i.softbank.jp', 'vodafone.ne.jp', 'ymobile.ne.jp', 'disney.ne.jp'],
    source: 'https://note.com/sendmagic/n/n5afbf98aeb25',
    rows: [
      row('550', 'mailbox-unknown', false),
      // The domain of the envelope sender has no DNS record at all.
      row('553', 'sender-unaccepted', false),
    ],
  },
  {
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    source: 'https://support.apple.com/en-us/102322, https://smtp.codes/icloud',
    rows: [
      row('550 5.1.1', 'mailbox-unknown', false),
      row('552 5.2.2', 'mailbox-full', false),
      row('421 4.7.0', 'too-many', false),
      row('421 4.7.1', 'too-many', false),
      row('451 4.7.1', 'too-many', false),
      row('550 5.7.1', 'policy-refused', false),
      row('554 5.7.1', 'policy-refused', false),
    ],
  },
  {
    name: 'J:COM',
    domains: ['jcom.home.ne.jp', 'jcom.zaq.ne.jp'],
    source: 'https://note.com/sendmagic/n/n59a9f610bc0e',
    rows: [
      row('550', 'mailbox-unknown', false),
      row('553', 'sender-unaccepted', false),
      row('421', 'too-many', false),
    ],
  },
  {
    name: 'WebARENA',
    domains: ['arena.ne.jp'],
    source: 'https://help.arena.ne.jp/hc/ja/articles/360038694154',
    rows: [
      row('550 5.1.1', 'mailbox-unknown'),
      row('550 5.7.1', 'sender-unaccepted'),
      row('554 5.7.1', 'sender-unaccepted'),
    ],
  },
]
