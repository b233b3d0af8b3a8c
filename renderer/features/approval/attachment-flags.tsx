import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { AttachmentFlag } from '../../../preload/contract/approval.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'

const flagKey = {
  'can-run': 'approval.flag-can-run',
  'other-content': 'approval.flag-other-content',
  'two-endings': 'approval.flag-two-endings',
  'reading-turned': 'approval.flag-reading-turned',
} as const satisfies Record<AttachmentFlag, PlainTextKey>

/** What is unusual about a file, by its signed name and bytes. */
export function AttachmentFlags({ flags }: { flags: readonly AttachmentFlag[] }) {
  const t = useText()
  return flags.map((flag) => (
    <MessageBar key={flag} intent="warning" layout="multiline">
      <MessageBarBody>{t(flagKey[flag])}</MessageBarBody>
    </MessageBar>
  ))
}
