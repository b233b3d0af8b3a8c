import { Body1, Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { CodeField } from '../../components/code-field.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { PasswordField } from './password-fields.tsx'

/** On the old PC: the code of the new one, its words, then password and six digits. */
export function HandOverDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const look = useAct('identity.look-at-hand-over')
  const [transferCode, setTransferCode] = useState('')
  const found = look.value
  if (found !== undefined) {
    return <GiveDialog request={found.request} words={found.words} onClose={onClose} />
  }
  return (
    <ActDialog
      isOpen
      title={t('second-pc.title')}
      confirmLabel={t('second-pc.look')}
      isReady={transferCode.trim().length >= 8}
      isRunning={look.isRunning}
      problem={look.problem}
      onCancel={onClose}
      onConfirm={() => look.run({ transferCode })}
    >
      <Body1>{t('second-pc.intro')}</Body1>
      <Field label={t('second-pc.code')} hint={t('second-pc.look-hint')}>
        <Input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          value={transferCode}
          onChange={(_, data) => setTransferCode(data.value)}
        />
      </Field>
    </ActDialog>
  )
}

function GiveDialog(props: { request: string; words: readonly string[]; onClose: () => void }) {
  const t = useText()
  const give = useAct('identity.hand-over')
  const [isCompared, setCompared] = useState(false)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  if (give.value !== undefined) {
    return (
      <ActDialog
        isOpen
        title={t('second-pc.given')}
        confirmLabel={t('app.close')}
        onCancel={null}
        onConfirm={props.onClose}
      >
        <Body1>{t('second-pc.given-body')}</Body1>
      </ActDialog>
    )
  }
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('second-pc.title')}
      confirmLabel={t('second-pc.give')}
      isReady={isCompared && password !== '' && code.length === 6}
      isRunning={give.isRunning}
      problem={give.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        give.run({ request: props.request, password, code }, undefined, () => setCode(''))
      }
    >
      <Body1>{t('second-pc.give-intro')}</Body1>
      <Words words={props.words} label={t('second-pc.words')} />
      <Checkbox
        label={t('second-pc.compared')}
        checked={isCompared}
        onChange={(_, data) => setCompared(data.checked === true)}
      />
      <PasswordField
        label={t('identity.password')}
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
      />
      <CodeField value={code} onChange={setCode} />
    </ActDialog>
  )
}
