import {
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  Persona,
  Radio,
  RadioGroup,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { Entrance } from './entrance.tsx'
import { ForgottenPassword } from './forgotten-password.tsx'
import { KeystorePanel } from './keystore-panel.tsx'
import { LockoutPanel } from './lockout-panel.tsx'
import { PasswordField } from './password-fields.tsx'
import { RestoreDialog } from './restore-dialog.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '20px' },
  people: { display: 'flex', flexDirection: 'column', gap: '2px' },
  buttons: { display: 'flex', gap: '8px', justifyContent: 'flex-end' },
  other: { alignSelf: 'flex-start' },
  restore: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '8px' },
  help: { color: tokens.colorNeutralForeground3 },
})

/** Who, the password, then the six digits. */
export function LoginPage({ state }: { state: AppState }) {
  const t = useText()
  const [forgetful, setForgetful] = useState<string | null>(null)
  if (forgetful !== null && state.phase === 'locked')
    return (
      <ForgottenPassword
        members={state.members}
        member={forgetful}
        onLeave={() => setForgetful(null)}
      />
    )
  return (
    <Entrance
      state={state}
      title={state.phase === 'code' ? t('identity.login-code-title') : t('identity.login-title')}
    >
      <ProblemNotice
        intent="warning"
        problem={state.clockJump && { code: 'identity.clock-ahead', params: state.clockJump }}
      />
      {state.phase === 'code' ? (
        <CodeForm />
      ) : (
        <PasswordForm state={state} onForgotten={setForgetful} />
      )}
    </Entrance>
  )
}

function PasswordForm({
  state,
  onForgotten,
}: {
  state: AppState
  onForgotten: (member: string) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { members } = state
  const admitted = members.filter((member) => member.admitted)
  const [member, setMember] = useState(admitted[0]?.id ?? members[0]?.id ?? '')
  const [password, setPassword] = useState('')
  const enter = useAct('identity.enter-password')
  const lockout = members.find((each) => each.id === member)?.lockout ?? null
  // Asked again each second while a delay runs: it ends by itself.
  useCall('app.state', {}, lockout?.kind === 'wait' ? { everyMs: 1000 } : {})
  // Locked until unlocked: the attempt is what looks for the unlock.
  const mayTry = lockout === null || lockout.kind === 'locked'
  const isReady = member !== '' && password !== '' && mayTry && !enter.isRunning
  const isLocked = lockout !== null && enter.problem?.code.startsWith('identity.locked')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) {
          enter.run({ member, password }, undefined, () => setPassword(''))
        }
      }}
    >
      <MemberChoice
        members={members}
        chosen={member}
        isDisabled={enter.isRunning}
        onChoose={(id) => {
          setMember(id)
          enter.reset()
        }}
      />
      <PasswordField
        key={member}
        label={t('identity.password')}
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
        isDisabled={enter.isRunning}
        hasFocus
      />
      {lockout === null ? null : (
        <LockoutPanel lockout={lockout} member={member} administrators={state.administrators} />
      )}
      <ProblemNotice problem={isLocked ? null : enter.problem} />
      {keystoreProblems.some((code) => code === enter.problem?.code) ? <KeystorePanel /> : null}
      <div className={styles.buttons}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={!isReady}
          icon={enter.isRunning ? <Spinner size="tiny" /> : null}
        >
          {enter.isRunning ? t('identity.login-running') : t('identity.login-submit')}
        </Button>
      </div>
      <div className={styles.restore}>
        <Button appearance="subtle" size="small" onClick={() => onForgotten(member)}>
          {t('keepers.forgotten')}
        </Button>
        <RestoreButton />
      </div>
    </form>
  )
}

/** No password is to blame for these. */
const keystoreProblems = ['vault.keystore-unavailable', 'vault.other-workstation']

/** For the day when this PC's data is lost or damaged. */
function RestoreButton() {
  const styles = useStyles()
  const t = useText()
  const choose = useAct('identity.choose-backup')
  return (
    <div className={styles.restore}>
      <Button appearance="subtle" size="small" onClick={() => choose.run({})}>
        {t('identity.restore-choose')}
      </Button>
      <ProblemNotice problem={choose.problem} />
      {choose.value ? <RestoreDialog backup={choose.value} onClose={choose.reset} /> : null}
    </div>
  )
}

interface MemberChoiceProps {
  readonly members: AppState['members']
  readonly chosen: string
  readonly isDisabled: boolean
  readonly onChoose: (member: string) => void
}

/** Who uses this PC; with one person there is nothing to choose. */
function MemberChoice(props: MemberChoiceProps) {
  const t = useText()
  const [only] = props.members
  if (props.members.length < 2) {
    return (
      <Persona
        name={only?.name ?? ''}
        size="large"
        avatar={{ color: 'colorful', 'aria-hidden': true }}
      />
    )
  }
  return (
    <RadioGroup
      aria-label={t('identity.login-who')}
      value={props.chosen}
      onChange={(_, data) => props.onChoose(data.value)}
    >
      {props.members.map(({ id, name, admitted }) => (
        <Radio
          key={id}
          value={id}
          disabled={props.isDisabled}
          label={
            <Persona
              name={name}
              size="small"
              secondaryText={admitted ? null : t('identity.login-pending')}
              avatar={{ color: 'colorful', 'aria-hidden': true }}
            />
          }
        />
      ))}
    </RadioGroup>
  )
}

function CodeForm() {
  const styles = useStyles()
  const t = useText()
  const [code, setCode] = useState('')
  const [usesPaper, setUsesPaper] = useState(false)
  const enter = useAct('identity.enter-code')
  const isReady = (usesPaper ? code.trim().length >= 16 : code.length === 6) && !enter.isRunning
  const cancel = useAct('identity.lock')
  const submit = (digits: string) => enter.run({ code: digits }, undefined, () => setCode(''))
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) {
          submit(code)
        }
      }}
    >
      {usesPaper ? (
        <Field label={t('identity.recovery-code')} hint={t('identity.recovery-code-hint')}>
          <Input
            value={code}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            disabled={enter.isRunning}
            onChange={(_, data) => setCode(data.value)}
          />
        </Field>
      ) : (
        <CodeField
          value={code}
          onChange={setCode}
          onComplete={submit}
          hint={t('app.code-hint')}
          isWrong={enter.problem !== null && code === ''}
          isDisabled={enter.isRunning}
          hasFocus={!enter.isRunning}
        />
      )}
      <Button
        appearance="subtle"
        size="small"
        className={styles.other}
        onClick={() => {
          setUsesPaper(!usesPaper)
          setCode('')
          enter.reset()
        }}
      >
        {usesPaper ? t('identity.use-authenticator') : t('identity.use-recovery-code')}
      </Button>
      <ProblemNotice problem={enter.problem} />
      <div className={styles.buttons}>
        <Button onClick={() => cancel.run({})}>{t('identity.login-code-cancel')}</Button>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={!isReady}
          icon={enter.isRunning ? <Spinner size="tiny" /> : null}
        >
          {t('identity.login-submit')}
        </Button>
      </div>
      <Caption1 className={styles.help}>{t('identity.login-help')}</Caption1>
    </form>
  )
}
