import { Button } from '@fluentui/react-components'
import { Play20Regular, RecordStop20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import type { ReleaseProgress } from '../../../preload/contract/releases.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ReleaseDialog } from '../../components/release-dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { isOver } from './release-phase-text.ts'

/** Stop, which is one click and a confirmation away until it was said; resume, where it was sent from. */
export function ReleaseActs(props: { progress: ReleaseProgress; summary: RequestSummary | null }) {
  const t = useText()
  const mayStop = useHasRole('sender', 'approver')
  const maySend = useHasRole('sender')
  const [asked, setAsked] = useState<'stop' | 'resume' | null>(null)
  const { progress, summary } = props
  if (isOver(progress.phase)) return null
  const close = () => setAsked(null)
  const isHeld = progress.problem?.code === 'sending.doubts-open'
  const mayResume =
    maySend && progress.phase === 'paused' && !isHeld && summary?.executesHere === true
  return (
    <>
      {mayResume ? (
        <Button appearance="primary" icon={<Play20Regular />} onClick={() => setAsked('resume')}>
          {t('releases.resume')}
        </Button>
      ) : null}
      {mayStop && progress.phase !== 'stopping' ? (
        <Button icon={<RecordStop20Regular />} onClick={() => setAsked('stop')}>
          {t('releases.stop')}
        </Button>
      ) : null}
      {asked === 'stop' ? <StopDialog progress={progress} onClose={close} /> : null}
      {asked === 'resume' && summary !== null ? (
        <ReleaseDialog
          request={progress.request}
          recipientCount={progress.recipientCount}
          title={t('releases.resume-title', { name: summary.campaignName })}
          body={t('releases.resume-body', {
            count: progress.counts.waiting + progress.counts.deferred,
          })}
          confirmLabel={t('releases.resume')}
          onStarted={close}
          onClose={close}
        />
      ) : null}
    </>
  )
}

function StopDialog(props: { progress: ReleaseProgress; onClose: () => void }) {
  const t = useText()
  const act = useAct('releases.stop')
  const { request, counts } = props.progress
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('releases.stop-title')}
      confirmLabel={t('releases.stop')}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={() => act.run({ request }, props.onClose)}
    >
      {t('releases.stop-body', { waiting: counts.waiting + counts.deferred })}
    </ActDialog>
  )
}
