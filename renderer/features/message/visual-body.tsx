import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Spinner,
} from '@fluentui/react-components'
import { lazy, Suspense, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

// Fetched from the application's own files when somebody writes: nobody else waits for it.
const MailEditor = lazy(() =>
  import('./mail-editor.tsx').then(({ MailEditor }) => ({ default: MailEditor })),
)

/** The message as it looks, where it can be changed so without losing anything; else the reason. */
export function VisualBody(props: {
  campaign: CampaignView
  html: string
  /** True while what was written before is still on its way to become this HTML. */
  isPending: boolean
  onChange: (document: MailDocument) => void
  onSource: () => void
}) {
  const t = useText()
  // What the editor itself writes is not read again: the caret would be lost.
  const [opened, setOpened] = useState(props.isPending ? null : props.html)
  if (opened === null && !props.isPending) setOpened(props.html)
  const asked = useCall('campaigns.document', { html: opened ?? '' }, { enabled: opened !== null })
  if (asked.problem !== null) return <ProblemNotice problem={asked.problem} />
  if (asked.value === undefined) return <Spinner label={t('message.opening')} />
  if (asked.value === null)
    return (
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{t('message.source-only')}</MessageBarBody>
        <MessageBarActions>
          <Button onClick={props.onSource}>{t('message.open-source')}</Button>
        </MessageBarActions>
      </MessageBar>
    )
  return (
    <Suspense fallback={<Spinner label={t('message.opening')} />}>
      <MailEditor campaign={props.campaign} document={asked.value} onChange={props.onChange} />
    </Suspense>
  )
}
