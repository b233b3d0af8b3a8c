import type { Removed } from '../../preload/contract/segments.ts'
import type { Translate } from '../i18n/language.tsx'

const reasons = [
  ['duplicate', 'manifest.removed-duplicate'],
  ['excluded', 'manifest.removed-excluded'],
  ['earlier', 'manifest.removed-earlier'],
  ['suppressed', 'manifest.removed-suppressed'],
  ['capped', 'manifest.removed-capped'],
  ['unreachable', 'manifest.removed-unreachable'],
] as const

/** Who was left out and why, each reason that took somebody; empty when nobody was. */
export function removedText(removed: Removed, t: Translate): string {
  return reasons
    .filter(([reason]) => removed[reason] > 0)
    .map(([reason, key]) => t(key, { count: removed[reason] }))
    .join(t('manifest.removed-joint'))
}
