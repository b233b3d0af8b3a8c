import type { RowFlag, RowOutcome } from '../../../preload/contract/import.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

export const outcomeKeys: Readonly<Record<RowOutcome, PlainTextKey>> = {
  invalid: 'import.outcome-invalid',
  duplicate: 'import.outcome-duplicate',
  suppressed: 'import.outcome-suppressed',
  'no-consent': 'import.outcome-no-consent',
  erased: 'import.outcome-erased',
  added: 'import.outcome-added',
  updated: 'import.outcome-updated',
  unchanged: 'import.outcome-unchanged',
}

/** The ones that need a person first. */
export const outcomesInOrder: readonly RowOutcome[] = [
  'invalid',
  'duplicate',
  'suppressed',
  'erased',
  'no-consent',
  'added',
  'updated',
  'unchanged',
]

export const flagKeys: Readonly<Record<RowFlag, PlainTextKey>> = {
  'user-defined': 'import.flag-user-defined',
  variation: 'import.flag-variation',
  'mixed-script': 'import.flag-mixed-script',
  'legacy-mobile': 'import.flag-legacy-mobile',
  smtputf8: 'import.flag-smtputf8',
  'phone-zero': 'import.flag-phone-zero',
  'erased-before': 'import.flag-erased-before',
  'consent-unclear': 'import.flag-consent-unclear',
  'consent-withdrawn': 'import.flag-consent-withdrawn',
}
