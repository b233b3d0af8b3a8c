import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { CheckmarkCircle20Filled } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { PasswordAct } from '../../preload/contract/channel.ts'
import { PasswordField } from '../features/identity/password-fields.tsx'
import { useText } from '../i18n/language.tsx'
import { useAct } from '../ipc.ts'
import { useSession } from '../session.tsx'
import { CodeField, type CodeFieldProps } from './code-field.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { isPartOfMore } from './single-key.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px' },
  password: { display: 'flex', gap: '8px', alignItems: 'flex-end' },
  field: { flexGrow: 1, maxWidth: '360px' },
  proved: {
    display: 'flex',
    gap: '6px',
    alignItems: 'center',
    color: tokens.colorStatusSuccessForeground1,
  },
})

/** The six digits before an act; the password first, where the policy asks for it. */
export function StepUpField({ act, ...code }: CodeFieldProps & { readonly act: PasswordAct }) {
  const styles = useStyles()
  const t = useText()
  const { passwordFor, passwordUntil } = useSession()
  const isAsked = passwordFor.includes(act)
  const isProved = useIsBefore(passwordUntil)
  if (isAsked && !isProved) {
    return <PasswordFirst />
  }
  return (
    <div className={styles.root}>
      {isAsked ? (
        <Caption1 className={styles.proved} role="status">
          <CheckmarkCircle20Filled aria-hidden />
          {t('app.password-proved')}
        </Caption1>
      ) : null}
      <CodeField {...code} hasFocus={isAsked || code.hasFocus} />
    </div>
  )
}

function PasswordFirst() {
  const styles = useStyles()
  const t = useText()
  const confirm = useAct('identity.confirm-password')
  const [password, setPassword] = useState('')
  const isReady = password !== '' && !confirm.isRunning
  const run = () => {
    if (isReady) {
      confirm.run({ password }, undefined, () => setPassword(''))
    }
  }
  return (
    <div className={styles.root}>
      <Caption1>{t('app.password-first')}</Caption1>
      {/* Enter belongs to the password here, and not yet to the act around it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key is the field's */}
      <div
        className={styles.password}
        onKeyDown={(event) => {
          if (isPartOfMore(event)) return
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
            event.preventDefault()
            run()
          }
        }}
      >
        <div className={styles.field}>
          <PasswordField
            label={t('identity.password')}
            value={password}
            autoComplete="current-password"
            onChange={setPassword}
            isDisabled={confirm.isRunning}
          />
        </div>
        <Button
          disabledFocusable={!isReady}
          icon={confirm.isRunning ? <Spinner size="tiny" /> : null}
          onClick={run}
        >
          {t('app.password-confirm')}
        </Button>
      </div>
      <ProblemNotice problem={confirm.problem} />
    </div>
  )
}

/** True until that moment, and then false without anybody asking. */
function useIsBefore(instant: string): boolean {
  const [, setPassed] = useState(0)
  const leftMs = Date.parse(instant) - Date.now()
  useEffect(() => {
    if (leftMs <= 0) {
      return
    }
    const timer = setTimeout(() => setPassed((count) => count + 1), leftMs)
    return () => clearTimeout(timer)
  }, [leftMs])
  return leftMs > 0
}
