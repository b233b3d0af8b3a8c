import { Body1 } from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { PasswordField } from './password-fields.tsx'
import { passwordLengthMin } from './password-rule.ts'

/** A sheet as a file under a passphrase of its keeper's. */
export function KeeperFileDialog(props: {
  sheet: number
  onSaved: (path: string) => void
  onClose: () => void
}) {
  const t = useText()
  const save = useAct('keepers.save-file')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  return (
    <ActDialog
      isOpen
      title={t('keepers.file-title', { number: props.sheet })}
      confirmLabel={t('keepers.file-act')}
      isReady={[...passphrase].length >= passwordLengthMin && passphrase === again}
      isRunning={save.isRunning}
      problem={save.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        save.run({ sheet: props.sheet, passphrase }, (saved) =>
          saved ? props.onSaved(saved.path) : undefined,
        )
      }
    >
      <Body1>{t('keepers.file-intro', { lengthMin: passwordLengthMin })}</Body1>
      <PasswordField
        label={t('keepers.passphrase')}
        value={passphrase}
        autoComplete="new-password"
        onChange={setPassphrase}
        hasFocus
      />
      <PasswordField
        label={t('keepers.passphrase-again')}
        value={again}
        autoComplete="new-password"
        onChange={setAgain}
      />
    </ActDialog>
  )
}
