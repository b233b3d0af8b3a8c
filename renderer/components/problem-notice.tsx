import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components'
import type { Problem } from '../../preload/problem.ts'
import { useFormat, useText } from '../i18n/language.tsx'

const useStyles = makeStyles({
  body: { whiteSpace: 'normal' },
  bar: { flexShrink: 0 },
})

export interface ProblemNoticeProps {
  readonly problem: Problem | null
  readonly intent?: 'error' | 'warning' | undefined
  readonly onRetry?: (() => void) | undefined
}

/** A problem in whole sentences; nothing when there is none. Announced to screen readers. */
export function ProblemNotice(props: ProblemNoticeProps) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  if (props.problem === null) {
    return null
  }
  return (
    <MessageBar
      intent={props.intent ?? 'error'}
      layout="multiline"
      politeness="assertive"
      className={styles.bar}
    >
      <MessageBarBody className={styles.body}>{format.problem(props.problem)}</MessageBarBody>
      {props.onRetry ? (
        <MessageBarActions>
          <Button size="small" onClick={props.onRetry}>
            {t('app.retry')}
          </Button>
        </MessageBarActions>
      ) : null}
    </MessageBar>
  )
}
