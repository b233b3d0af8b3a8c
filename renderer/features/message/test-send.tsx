import {
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { MailArrowUp20Regular } from '@fluentui/react-icons'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '10px', alignItems: 'center' },
  hint: { color: tokens.colorNeutralForeground3 },
})

/** The draft in the author's own mailbox, as a real mail client shows it. */
export function TestSend(props: { campaign: string; isReady: boolean }) {
  const styles = useStyles()
  const t = useText()
  const send = useAct('campaigns.test-send')
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <Button
          icon={<MailArrowUp20Regular />}
          disabledFocusable={!props.isReady || send.isRunning}
          onClick={() => send.run({ campaign: props.campaign })}
        >
          {t('message.test-send')}
        </Button>
        <Caption1 className={styles.hint}>{t('message.test-hint')}</Caption1>
      </div>
      {send.value === undefined || send.isRunning ? null : (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{t('message.test-sent', { address: send.value })}</MessageBarBody>
        </MessageBar>
      )}
      <ProblemNotice problem={send.problem} />
    </div>
  )
}
