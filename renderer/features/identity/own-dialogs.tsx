import { Body1, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { NewPasswordFields, PasswordField } from './password-fields.tsx'
import { passwordRules } from './password-rule.ts'
import { RecoverySheet } from './recovery-sheet.tsx'

/** What a signed-in person does about their own password, codes and data. */
export type OwnAct = 'password' | 'codes' | 'hand-over' | 'backup' | 'check'

const useStyles = makeStyles({
  findings: { margin: 0, paddingLeft: '20px', color: tokens.colorStatusDangerForeground1 },
})

interface OwnDialogProps {
  readonly state: AppState
  readonly onClose: () => void
}

export function OwnDialog({ act, ...props }: OwnDialogProps & { readonly act: OwnAct }) {
  switch (act) {
    case 'password':
      return <PasswordDialog {...props} />
    case 'codes':
      return <CodesDialog {...props} />
    case 'hand-over':
      return <HandOverDialog onClose={props.onClose} />
    case 'backup':
      return <BackupDialog onClose={props.onClose} />
    case 'check':
      return <CheckDialog onClose={props.onClose} />
    default:
      return act satisfies never
  }
}

function PasswordDialog({ state, onClose }: OwnDialogProps) {
  const t = useText()
  const change = useAct('identity.change-password')
  const [password, setPassword] = useState('')
  const [draft, setDraft] = useState({ password: '', again: '' })
  const [code, setCode] = useState('')
  const names = [state.organization?.name ?? '', state.session?.name ?? '']
  const isGood = passwordRules(draft.password, draft.again, names).every(({ isMet }) => isMet)
  const isReady = password !== '' && code.length === 6 && isGood
  return (
    <ActDialog
      isOpen
      title={t('identity.change-password')}
      confirmLabel={t('identity.change-password-act')}
      isReady={isReady}
      isRunning={change.isRunning}
      problem={change.problem}
      onCancel={onClose}
      onConfirm={() =>
        change.run({ password, newPassword: draft.password, code }, onClose, () => setCode(''))
      }
    >
      <Body1>{t('identity.change-password-intro')}</Body1>
      <PasswordField
        label={t('identity.password-now')}
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
      />
      <NewPasswordFields value={draft} onChange={setDraft} names={names} />
      <CodeField value={code} onChange={setCode} />
    </ActDialog>
  )
}

function CodesDialog({ state, onClose }: OwnDialogProps) {
  const t = useText()
  const renew = useAct('identity.renew-recovery-codes')
  const [code, setCode] = useState('')
  const codes = renew.value?.recoveryCodes
  if (codes !== undefined) {
    return (
      <ActDialog
        isOpen
        size="wide"
        title={t('identity.renew-codes')}
        confirmLabel={t('identity.renew-codes-kept')}
        onCancel={null}
        onConfirm={onClose}
      >
        <RecoverySheet
          title={t('identity.step-codes')}
          organizationName={state.organization?.name ?? ''}
          memberName={state.session?.name ?? ''}
          sheet={null}
          recoveryCodes={codes}
          words={state.organization?.words ?? []}
        />
      </ActDialog>
    )
  }
  return (
    <ActDialog
      isOpen
      title={t('identity.renew-codes')}
      confirmLabel={t('identity.renew-codes-act')}
      isReady={code.length === 6}
      isRunning={renew.isRunning}
      problem={renew.problem}
      onCancel={onClose}
      onConfirm={() => renew.run({ code }, undefined, () => setCode(''))}
    >
      <Body1>{t('identity.renew-codes-intro')}</Body1>
      <CodeField value={code} onChange={setCode} hasFocus />
    </ActDialog>
  )
}

function BackupDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const backUp = useAct('identity.back-up')
  const [code, setCode] = useState('')
  const path = backUp.value?.path
  if (path !== undefined) {
    return (
      <ActDialog
        isOpen
        title={t('identity.back-up')}
        confirmLabel={t('app.close')}
        onCancel={null}
        onConfirm={onClose}
      >
        <Body1>{t('identity.back-up-done', { path })}</Body1>
      </ActDialog>
    )
  }
  return (
    <ActDialog
      isOpen
      title={t('identity.back-up')}
      confirmLabel={t('identity.back-up-act')}
      isReady={code.length === 6}
      isRunning={backUp.isRunning}
      problem={backUp.problem}
      onCancel={onClose}
      onConfirm={() =>
        backUp.run(
          { code },
          () => setCode(''),
          () => setCode(''),
        )
      }
    >
      <Body1>{t('identity.back-up-intro')}</Body1>
      <CodeField value={code} onChange={setCode} hasFocus />
    </ActDialog>
  )
}

function CheckDialog({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const check = useAct('identity.check-vault')
  const findings = check.value
  const isDone = findings !== undefined
  return (
    <ActDialog
      isOpen
      title={t('identity.check-vault')}
      confirmLabel={isDone ? t('app.close') : t('identity.check-vault-act')}
      isRunning={check.isRunning}
      problem={check.problem}
      onCancel={isDone ? null : onClose}
      onConfirm={isDone ? onClose : () => check.run({})}
    >
      {isDone ? null : <Body1>{t('identity.check-vault-intro')}</Body1>}
      {findings?.length === 0 ? (
        <Body1 role="status">{t('identity.check-vault-good')}</Body1>
      ) : null}
      {isDone && findings.length > 0 ? (
        <>
          <Body1 role="alert">{t('identity.check-vault-bad')}</Body1>
          <ul className={styles.findings}>
            {findings.map(({ file, what }) => (
              <li key={`${file} ${what}`}>{`${file}: ${what}`}</li>
            ))}
          </ul>
        </>
      ) : null}
    </ActDialog>
  )
}
