import {
  Body1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { AppState, Lockout } from '../../../preload/contract/app.ts'
import { useFormat, useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px' },
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', gap: '4px' },
})

/** Why nobody can try a password now, how long still, and who can help. */
export function LockoutPanel(props: {
  lockout: Lockout
  /** Who is locked out: nobody unlocks themself. */
  member: string
  administrators: AppState['administrators']
}) {
  const styles = useStyles()
  const t = useText()
  const { lockout } = props
  const helpers = props.administrators.filter(({ id }) => id !== props.member)
  return (
    <div className={styles.root} role="alert">
      <MessageBar intent={lockout.kind === 'wait' ? 'warning' : 'error'} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t(`lockout.title-${lockout.kind}`)}</MessageBarTitle>
          {t(`lockout.body-${lockout.kind}`)}
        </MessageBarBody>
      </MessageBar>
      {lockout.untilAt === null ? null : <TimeLeft untilAt={lockout.untilAt} />}
      {lockout.kind === 'locked' ? <Helpers names={helpers.map(({ name }) => name)} /> : null}
    </div>
  )
}

function Helpers({ names }: { names: readonly string[] }) {
  const styles = useStyles()
  const t = useText()
  if (names.length === 0) {
    return <Body1>{t('lockout.nobody')}</Body1>
  }
  return (
    <>
      <Body1>{t('lockout.who')}</Body1>
      <ul className={styles.list}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <Body1>{t('lockout.then')}</Body1>
    </>
  )
}

/** Counts down by itself; when it is over, the frame asks again. */
function TimeLeft({ untilAt }: { untilAt: string }) {
  const t = useText()
  const format = useFormat()
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const leftMs = Math.max(0, Date.parse(untilAt) - nowMs)
  return (
    <Body1 role="timer">
      {t('lockout.left', { left: format.duration(Math.ceil(leftMs / 1000)) })}
    </Body1>
  )
}
