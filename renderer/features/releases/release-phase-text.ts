import type { BadgeProps } from '@fluentui/react-components'
import type { ReleaseProgress } from '../../../preload/contract/releases.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

type Phase = ReleaseProgress['phase']

/** How each phase of a release is called and coloured, wherever it is shown. */
export const phaseKey = {
  starting: 'releases.phase-starting',
  running: 'releases.phase-running',
  paused: 'releases.phase-paused',
  stopping: 'releases.phase-stopping',
  finished: 'releases.phase-finished',
  stopped: 'releases.phase-stopped',
  halted: 'releases.phase-halted',
} as const satisfies Record<Phase, PlainTextKey>

export const phaseColor: Readonly<Record<Phase, NonNullable<BadgeProps['color']>>> = {
  starting: 'brand',
  running: 'brand',
  paused: 'warning',
  stopping: 'warning',
  finished: 'success',
  stopped: 'warning',
  halted: 'danger',
}

export function isOver(phase: Phase): boolean {
  return phase === 'finished' || phase === 'stopped' || phase === 'halted'
}
