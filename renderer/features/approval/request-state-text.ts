import type { BadgeProps } from '@fluentui/react-components'
import type { RequestState } from '../../../preload/contract/approval.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

/** How each state of a request is called and coloured, wherever it is shown. */
export const stateKey = {
  filed: 'approval.state-filed',
  approved: 'approval.state-approved',
  rejected: 'approval.state-rejected',
  returned: 'approval.state-returned',
  withdrawn: 'approval.state-withdrawn',
  expired: 'approval.state-expired',
  running: 'approval.state-running',
  finished: 'approval.state-finished',
  stopped: 'approval.state-stopped',
  halted: 'approval.state-halted',
} as const satisfies Record<RequestState, PlainTextKey>

export const stateColor: Readonly<Record<RequestState, NonNullable<BadgeProps['color']>>> = {
  filed: 'warning',
  approved: 'success',
  rejected: 'danger',
  returned: 'warning',
  withdrawn: 'subtle',
  expired: 'subtle',
  running: 'brand',
  finished: 'success',
  stopped: 'warning',
  halted: 'danger',
}
