import { Body1, Button, Caption1, makeStyles, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { Entrance } from './entrance.tsx'
import { ForgottenPassword } from './forgotten-password.tsx'
import { PasswordField } from './password-fields.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '20px' },
  end: { display: 'flex', justifyContent: 'flex-end' },
  foot: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '8px' },
})

const pollMs = 3_000

/** Enrolled here, not admitted yet: the words to read out, and a look at the store every moment. */
export function WaitingPage({ state }: { state: AppState }) {
  const styles = useStyles()
  const t = useText()
  useCall('app.state', {}, { everyMs: pollMs })
  const lock = useAct('identity.lock')
  const [isRegaining, setRegaining] = useState(false)
  const [first] = state.members
  if (isRegaining && first)
    return (
      <ForgottenPassword
        members={state.members}
        member={first.id}
        onLeave={() => setRegaining(false)}
      />
    )
  const isExpired = state.enrolmentUntil !== null && Date.parse(state.enrolmentUntil) <= Date.now()
  if (isExpired) {
    return <ExpiredPage state={state} />
  }
  return (
    <Entrance state={state} title={t('identity.waiting-title')}>
      <Body1>{t('identity.waiting-body')}</Body1>
      <Words words={state.enrolmentWords ?? []} label={t('identity.enrolment-words')} />
      {state.enrolmentUntil === null ? null : (
        <Caption1>{t('identity.waiting-until', { at: state.enrolmentUntil })}</Caption1>
      )}
      <div className={styles.foot}>
        <Spinner size="tiny" label={t('identity.waiting-checking')} labelPosition="after" />
        {state.members.length > 1 ? (
          <Button appearance="subtle" onClick={() => lock.run({})}>
            {t('identity.waiting-other')}
          </Button>
        ) : null}
      </div>
      <div>
        <Button appearance="subtle" size="small" onClick={() => setRegaining(true)}>
          {t('keepers.forgotten')}
        </Button>
      </div>
    </Entrance>
  )
}

/** Nobody has answered for two weeks: the words are void, and the same keys ask once more. */
function ExpiredPage({ state }: { state: AppState }) {
  const styles = useStyles()
  const t = useText()
  const apply = useAct('identity.apply-again')
  const [password, setPassword] = useState('')
  const member = state.members.find(({ admitted }) => !admitted)
  if (member === undefined) {
    return null
  }
  const isReady = password !== '' && !apply.isRunning
  return (
    <Entrance state={state} title={t('identity.expired-title')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) {
            apply.run({ member: member.id, password }, undefined, () => setPassword(''))
          }
        }}
      >
        <Body1>{t('identity.expired-body', { name: member.name })}</Body1>
        <PasswordField
          label={t('identity.password')}
          value={password}
          autoComplete="current-password"
          onChange={setPassword}
          isDisabled={apply.isRunning}
          hasFocus
        />
        <ProblemNotice problem={apply.problem} />
        <div className={styles.end}>
          <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
            {t('identity.expired-act')}
          </Button>
        </div>
      </form>
    </Entrance>
  )
}
