import { Body1, Dropdown, Field, Option } from '@fluentui/react-components'
import { useState } from 'react'
import type { BackupView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { PasswordField } from './password-fields.tsx'

/** Puts a chosen backup in the place of what is here, with a password of the backup. */
export function RestoreDialog(props: { backup: BackupView; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const { backup, onClose } = props
  const [member, setMember] = useState(backup.members[0]?.id ?? '')
  const [password, setPassword] = useState('')
  const restore = useAct('identity.restore')
  const chosen = backup.members.find((each) => each.id === member)
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('identity.restore')}
      confirmLabel={t('identity.restore-act')}
      isReady={member !== '' && password !== ''}
      isRunning={restore.isRunning}
      problem={restore.problem}
      onCancel={onClose}
      onConfirm={() =>
        restore.run({ file: backup.file, member, password }, onClose, () => setPassword(''))
      }
    >
      <Body1>{t('identity.restore-intro', { at: format.dateTime(backup.at) })}</Body1>
      <Field label={t('identity.restore-who')}>
        <Dropdown
          value={chosen?.name ?? ''}
          selectedOptions={[member]}
          onOptionSelect={(_, data) => setMember(data.optionValue ?? '')}
        >
          {backup.members.map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <PasswordField
        label={t('identity.restore-password')}
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
      />
      <Body1>{t('identity.restore-after')}</Body1>
    </ActDialog>
  )
}
