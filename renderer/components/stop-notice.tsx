import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components'
import { useFormat, useText } from '../i18n/language.tsx'
import { useCall } from '../ipc.ts'

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
  // Level with its icon: the bar itself keeps 10px above.
  body: { whiteSpace: 'normal', paddingBottom: '10px' },
})

const askEveryMs = 2_000

/** Whether a stop was heard; and when nobody answers, whom to call, since mail may still be leaving. */
export function StopNotice({ request }: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { value } = useCall('approval.stop-state', { request }, { everyMs: askEveryMs })
  if (value === undefined || value === null) return null
  const { operator, workstation, askedBy, contact } = value
  const asked = { by: askedBy, at: format.dateTime(value.askedAt), workstation }
  if (value.acknowledgedAt !== null)
    return (
      <MessageBar intent="success" layout="multiline" className={styles.bar}>
        <MessageBarBody className={styles.body}>
          {t('stop.heard', { ...asked, heardAt: format.dateTime(value.acknowledgedAt) })}
        </MessageBarBody>
      </MessageBar>
    )
  if (!value.isOverdue && !value.isStoreOffline)
    return (
      <MessageBar intent="warning" layout="multiline" className={styles.bar}>
        <MessageBarBody className={styles.body}>{t('stop.waiting', asked)}</MessageBarBody>
      </MessageBar>
    )
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{t('stop.not-stopped')}</MessageBarTitle>
        {t(value.isStoreOffline ? 'stop.not-sent-yet' : 'stop.no-answer', asked)}{' '}
        {contact === null
          ? t('stop.call-operator', { operator, workstation })
          : t('stop.call', { operator, workstation, contact })}
      </MessageBarBody>
    </MessageBar>
  )
}
