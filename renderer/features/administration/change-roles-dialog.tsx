import { Caption1 } from '@fluentui/react-components'
import { useState } from 'react'
import type { Role } from '../../../preload/contract/channel.ts'
import type { MemberView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { RoleFields } from './role-fields.tsx'

export function ChangeRolesDialog(props: { member: MemberView; onClose: () => void }) {
  const t = useText()
  const change = useAct('identity.change-roles')
  const [roles, setRoles] = useState<readonly Role[]>(props.member.roles)
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('members.change-title', { name: props.member.name })}
      confirmLabel={t('members.change-act')}
      isReady={roles.length > 0 && code.length === 6}
      isRunning={change.isRunning}
      problem={change.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        change.run({ member: props.member.id, roles: [...roles], code }, props.onClose, () =>
          setCode(''),
        )
      }
    >
      <RoleFields value={roles} onChange={setRoles} />
      <Caption1>{t('members.change-note')}</Caption1>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
