/**
 * Every pre-send check by its stable id, with the codes of its findings and the parameters that
 * each sentence needs. index: the first recipient found, from 0, as campaigns.preview takes it; row:
 * the same from 1, as people count; it comes with every index. count: how many.
 */
export const checkFindings = {
  'empty-audience': { nobody: ['removed'] },
  'empty-subject': { empty: ['count', 'index', 'row'] },
  'missing-plain-text': {
    'empty-body': ['count', 'index', 'row'],
    'html-only': ['count', 'index', 'row'],
  },
  'unknown-field': { unknown: ['part', 'field'] },
  'empty-field': {
    'no-fallback': ['part', 'field', 'count', 'index', 'row'],
    'unsafe-value': ['part', 'field', 'count', 'index', 'row'],
  },
  'duplicate-recipient': {
    repeated: ['count', 'index', 'row'],
    'same-mailbox': ['count', 'index', 'row'],
  },
  'domain-typo': { unlikely: ['domain', 'suggestion', 'count', 'index', 'row'] },
  'audience-growth': {
    larger: ['count', 'previousCount'],
    smaller: ['count', 'previousCount'],
  },
  'internal-address': {
    'internal-among-external': ['domain', 'count', 'index', 'row'],
    'external-among-internal': ['domain', 'count', 'index', 'row'],
  },
  'personal-number': { text: ['count', 'index', 'row'], attachment: ['name', 'count'] },
  'card-number': { text: ['count', 'index', 'row'], attachment: ['name', 'count'] },
  'missing-attachment': { mentioned: ['word', 'count', 'index', 'row'] },
  'password-and-file': { both: ['word', 'count', 'index', 'row'] },
  'link-mismatch': {
    differs: ['text', 'host', 'count', 'index', 'row'],
    unusual: ['href', 'count', 'index', 'row'],
  },
  'remote-content': {
    active: ['what', 'count', 'index', 'row'],
    remote: ['what', 'detail', 'count', 'index', 'row'],
  },
  'sender-identification': {
    'no-sender': [],
    'name-missing': ['name', 'count', 'index', 'row'],
    'contact-missing': ['count', 'index', 'row'],
    'opt-out-missing': ['count', 'index', 'row'],
  },
  honorific: {
    doubled: ['text', 'count', 'index', 'row'],
    'no-name': ['text', 'count', 'index', 'row'],
    title: ['text', 'count', 'index', 'row'],
  },
  'message-size': {
    'too-large': ['sizeBytes', 'sizeBytesMax'],
    large: ['sizeBytes', 'sizeBytesMax'],
    'carrier-limit': ['domain', 'sizeBytes', 'sizeBytesMax', 'count'],
  },
} as const

export type CheckId = keyof typeof checkFindings
export type FindingCode<C extends CheckId> = keyof (typeof checkFindings)[C] & string

/** What a language says about one check. Sentences name their parameters as `{count}`. */
export type CheckTexts = {
  readonly [C in CheckId]: {
    readonly title: string
    readonly why: string
    readonly findings: Readonly<Record<FindingCode<C>, string>>
  }
}
