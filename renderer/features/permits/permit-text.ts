import type { PermitState, PermitView } from '../../../preload/contract/permits.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import type { Translate } from '../../i18n/language.tsx'

export const permitStateKey: Readonly<Record<PermitState, PlainTextKey>> = {
  waiting: 'permits.state-waiting',
  agreed: 'permits.state-agreed',
  refused: 'permits.state-refused',
  expired: 'permits.state-expired',
  used: 'permits.state-used',
}

export const permitStateColor = {
  waiting: 'warning',
  agreed: 'success',
  refused: 'danger',
  expired: 'subtle',
  used: 'subtle',
} as const satisfies Record<PermitState, string>

/** What is asked for, in one line; for whoever cannot read it, that it is somebody else's. */
export function permitTitle({ statement }: PermitView, t: Translate): string {
  switch (statement?.act) {
    case 'export-contacts':
      return t('permits.of-contacts', { name: statement.listName, count: statement.contactCount })
    case 'export-suppressions':
      return t('permits.of-suppressions', { count: statement.count })
    case 'lift-suppression':
      return t('permits.of-lift', { value: statement.value })
    case undefined:
      return t('permits.of-sealed')
    default:
      return statement satisfies never
  }
}
