import * as v from 'valibot'
import { Count, Id } from './channel.ts'

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
  'merge-shift': {
    shifted: ['rows', 'count', 'index', 'row'],
    renamed: ['total', 'count', 'index', 'row'],
  },
  'other-recipient': { identifier: ['field', 'count', 'index', 'row'] },
  'recipient-file': {
    'no-column': ['field'],
    missing: ['name', 'count', 'index', 'row'],
    near: ['name', 'suggestion', 'count', 'index', 'row'],
    refused: ['name', 'count', 'index', 'row'],
    empty: ['field', 'count', 'index', 'row'],
  },
  'file-use': { shared: ['name', 'count', 'index', 'row'], unused: ['name', 'count'] },
  'file-of-another': {
    another: ['name', 'count', 'index', 'row'],
    several: ['name', 'count', 'index', 'row'],
    names: ['name', 'count', 'index', 'row'],
  },
  'exposed-addresses': { 'in-text': ['addresses', 'count', 'index', 'row'] },
  'list-attached': {
    addresses: ['name', 'count'],
    names: ['name', 'count'],
    strangers: ['name', 'count'],
  },
  'domain-typo': { unlikely: ['domain', 'suggestion', 'count', 'index', 'row'] },
  'audience-growth': {
    larger: ['count', 'previousCount'],
    smaller: ['count', 'previousCount'],
  },
  'audience-difference': {
    replaced: ['stayed', 'previousCount', 'count'],
    joined: ['count', 'previousCount'],
    left: ['count', 'previousCount'],
  },
  'internal-address': {
    'internal-among-external': ['domain', 'count', 'index', 'row'],
    'external-among-internal': ['domain', 'count', 'index', 'row'],
  },
  'personal-number': {
    text: ['count', 'index', 'row'],
    attachment: ['name', 'count'],
    'own-file': ['name', 'count', 'index', 'row'],
  },
  'card-number': {
    text: ['count', 'index', 'row'],
    attachment: ['name', 'count'],
    'own-file': ['name', 'count', 'index', 'row'],
  },
  'unread-attachment': {
    encrypted: ['name'],
    picture: ['name'],
    damaged: ['name'],
    'too-large': ['name'],
    'unknown-kind': ['name'],
    'own-encrypted': ['name', 'count', 'index', 'row'],
    'own-picture': ['name', 'count', 'index', 'row'],
    'own-damaged': ['name', 'count', 'index', 'row'],
    'own-too-large': ['name', 'count', 'index', 'row'],
    'own-unknown-kind': ['name', 'count', 'index', 'row'],
  },
  'missing-attachment': { mentioned: ['word', 'count', 'index', 'row'] },
  'password-and-file': { both: ['word', 'count', 'index', 'row'], locked: ['name'] },
  'link-mismatch': {
    differs: ['text', 'host', 'count', 'index', 'row'],
    unusual: ['href', 'count', 'index', 'row'],
  },
  'link-policy': {
    'plain-http': ['href', 'count', 'index', 'row'],
    shortener: ['host', 'count', 'index', 'row'],
    'login-page': ['href', 'count', 'index', 'row'],
    'look-alike': ['host', 'like', 'count', 'index', 'row'],
    'other-script': ['host', 'count', 'index', 'row'],
    'not-allowed': ['host', 'count', 'index', 'row'],
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
  'weekday-date': {
    weekday: ['text', 'weekday', 'count', 'index', 'row'],
    era: ['text', 'year', 'count', 'index', 'row'],
    'no-such-day': ['text', 'count', 'index', 'row'],
  },
  'send-time': { holiday: ['day', 'holiday'], weekend: ['day'], night: ['day', 'time'] },
  honorific: {
    doubled: ['text', 'count', 'index', 'row'],
    'no-name': ['text', 'count', 'index', 'row'],
    title: ['text', 'count', 'index', 'row'],
  },
  'unusual-character': {
    'private-use': ['text', 'count', 'index', 'row'],
    damaged: ['text', 'count', 'index', 'row'],
    invisible: ['text', 'count', 'index', 'row'],
  },
  'message-charset': {
    misfit: ['part', 'characters', 'count', 'index', 'row'],
    sender: ['characters'],
  },
  'signing-certificate': {
    ends: ['subject', 'day'],
    'ends-soon': ['subject', 'day'],
    'no-key': ['route'],
  },
  'message-size': {
    'too-large': ['sizeBytes', 'sizeBytesMax'],
    large: ['sizeBytes', 'sizeBytesMax'],
    'carrier-limit': ['domain', 'sizeBytes', 'sizeBytesMax', 'count'],
  },
  'carrier-rule': {
    'no-spf': ['domain', 'count', 'index', 'row'],
    'no-dmarc': ['domain', 'count', 'index', 'row'],
  },
  'list-age': { old: ['name', 'days'] },
  'sender-authentication': {
    'not-aligned': ['domain', 'signingDomain'],
    'no-spf': ['domain'],
    'no-dmarc': ['domain'],
  },
  'relay-tls': { 'clear-text': [], unverified: [] },
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

/** How far the checks of a campaign have come; every recipient is looked at twice. */
export const CheckProgress = v.strictObject({
  campaign: Id,
  step: v.picklist(['survey', 'messages']),
  done: Count,
  total: Count,
})
export type CheckProgress = v.InferOutput<typeof CheckProgress>
