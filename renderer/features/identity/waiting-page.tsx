import { Body1, Button, makeStyles, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { Entrance } from './entrance.tsx'
import { ForgottenPassword } from './forgotten-password.tsx'

const useStyles = makeStyles({
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
  return (
    <Entrance state={state} title={t('identity.waiting-title')}>
      <Body1>{t('identity.waiting-body')}</Body1>
      <Words words={state.enrolmentWords ?? []} label={t('identity.enrolment-words')} />
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
