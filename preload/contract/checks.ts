/**
 * Every pre-send check by its stable id, with the codes of its findings and the parameters that
 * each sentence needs. index: a recipient's number from 0, the first one found; count: how many.
 */
export const checkFindings = {
  'empty-audience': { nobody: ['removed'] },
  'empty-subject': { empty: ['count', 'index'] },
  'missing-plain-text': { 'empty-body': ['count', 'index'], 'html-only': ['count', 'index'] },
  'unknown-field': { unknown: ['part', 'field'] },
  'empty-field': {
    'no-fallback': ['part', 'field', 'count', 'index'],
    'unsafe-value': ['part', 'field', 'count', 'index'],
  },
  'duplicate-recipient': {
    repeated: ['count', 'index'],
    'same-mailbox': ['count', 'index'],
  },
  'domain-typo': { unlikely: ['domain', 'suggestion', 'count', 'index'] },
  'audience-growth': {
    larger: ['count', 'previousCount'],
    smaller: ['count', 'previousCount'],
  },
  'internal-address': {
    'internal-among-external': ['domain', 'count', 'index'],
    'external-among-internal': ['domain', 'count', 'index'],
  },
  'personal-number': { text: ['count', 'index'], attachment: ['name', 'count'] },
  'card-number': { text: ['count', 'index'], attachment: ['name', 'count'] },
  'missing-attachment': { mentioned: ['word', 'count', 'index'] },
  'password-and-file': { both: ['word', 'count', 'index'] },
  'link-mismatch': {
    differs: ['text', 'host', 'count', 'index'],
    unusual: ['href', 'count', 'index'],
  },
  'remote-content': {
    active: ['what', 'count', 'index'],
    remote: ['what', 'detail', 'count', 'index'],
  },
  'sender-identification': {
    'no-sender': [],
    'name-missing': ['name', 'count', 'index'],
    'contact-missing': ['count', 'index'],
    'opt-out-missing': ['count', 'index'],
  },
  honorific: {
    doubled: ['text', 'count', 'index'],
    'no-name': ['text', 'count', 'index'],
    title: ['text', 'count', 'index'],
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
