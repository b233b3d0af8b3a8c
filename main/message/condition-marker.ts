import type { MergeCondition } from '../../preload/contract/mail-document.ts'

/** What stands before and behind a piece of the message that only some recipients get. */
export function conditionMarkers({ name, is, value }: MergeCondition): {
  readonly before: string
  readonly behind: string
} {
  const compared = is === 'filled' || is === 'empty' ? '' : value.replace(/["{}%\n]/g, '')
  const sign = is === 'filled' || is === 'differs' ? '!=' : '=='
  return { before: `{% if ${name} ${sign} "${compared}" %}`, behind: '{% endif %}' }
}
