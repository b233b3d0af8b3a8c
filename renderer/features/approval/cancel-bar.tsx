import { Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  bar: { display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' },
})

/** Until when an approved request is held, and the way to keep it from being sent at all. */
export function CancelBar({ summary }: { summary: RequestSummary }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const act = useAct('approval.cancel')
  const [isAsking, setAsking] = useState(false)
  const { request, campaignName, recipientCount, state, holdUntil } = summary
  // Before that one rejects or withdraws, and a run has its own stop, beside its numbers.
  if (!summary.mayCancel || state !== 'approved') return null
  return (
    <div className={styles.bar}>
      {holdUntil === null || Date.parse(holdUntil) <= Date.now() ? null : (
        <span>{t('approval.held-until', { at: format.dateTime(holdUntil) })}</span>
      )}
      <Button onClick={() => setAsking(true)}>{t('approval.cancel')}</Button>
      {isAsking ? (
        <ActDialog
          isOpen
          intent="danger"
          title={t('approval.cancel-title', { name: campaignName })}
          confirmLabel={t('approval.cancel')}
          isReady
          isRunning={act.isRunning}
          problem={act.problem}
          onCancel={() => setAsking(false)}
          onConfirm={() => act.run({ request }, () => setAsking(false))}
        >
          <span>{t('approval.cancel-body', { count: recipientCount })}</span>
        </ActDialog>
      ) : null}
    </div>
  )
}
