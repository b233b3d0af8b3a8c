import type { ReasonGroup } from '../../../preload/contract/releases.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

const known: Readonly<Record<string, PlainTextKey>> = {
  'refused-for-now': 'reason.refused-for-now',
  'too-many': 'reason.too-many',
  'connection-lost': 'reason.connection-lost',
  'timed-out': 'reason.connection-lost',
  'protocol-violation': 'reason.protocol-violation',
  'garbled-after-dot': 'reason.no-answer-after-dot',
  'no-answer-after-dot': 'reason.no-answer-after-dot',
  'process-ended-at-dot': 'reason.no-answer-after-dot',
  'refused-for-good': 'reason.refused-for-good',
  'mailbox-unknown': 'reason.mailbox-unknown',
  'policy-refused': 'reason.policy-refused',
  'content-refused': 'reason.content-refused',
  'too-large': 'reason.too-large',
  unbuildable: 'reason.unbuildable',
  'resolved-not-arrived': 'reason.resolved-not-arrived',
  'suppressed-after-freeze': 'reason.suppressed-after-freeze',
}

/** Why, as a person would say it. A full mailbox is refused like others; its code tells (RFC 3463, X.2.2). */
export function reasonKey({ reason, code }: Pick<ReasonGroup, 'reason' | 'code'>): PlainTextKey {
  if (code !== null && /\b[45]\.2\.2\b/.test(code)) return 'reason.mailbox-full'
  return known[reason] ?? 'reason.refused-for-good'
}
