import { Caption1 } from '@fluentui/react-components'
import { useState } from 'react'
import type { Role } from '../../../preload/contract/channel.ts'
import type { MemberView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { LimitFields, type Reach, ReachSwitch, reachInput } from './limit-fields.tsx'
import { RoleFields } from './role-fields.tsx'

export function ChangeRolesDialog(props: { member: MemberView; onClose: () => void }) {
  const t = useText()
  const change = useAct('identity.change-roles')
  const [roles, setRoles] = useState<readonly Role[]>(props.member.roles)
  const [code, setCode] = useState('')
  const { member } = props
  const [reach, setReach] = useState<Reach>({
    limits: member.limits,
    sameAs: member.sameAs[0] ?? null,
  })
  const hasReach = member.limits.length > 0 || member.sameAs.length > 0
  const [isLimited, setLimited] = useState(hasReach)
  const members = useCall('identity.members', {})
  // Shut, the fields say that every role reaches everywhere and that nobody else is meant.
  const given = isLimited ? reachInput(reach, roles) : hasReach ? { limits: [], sameAs: null } : {}
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
        change.run({ member: member.id, roles: [...roles], ...given, code }, props.onClose, () =>
          setCode(''),
        )
      }
    >
      <RoleFields value={roles} onChange={setRoles} />
      <ReachSwitch isOpen={isLimited} onChange={setLimited} />
      {isLimited ? (
        <LimitFields
          roles={roles}
          value={reach}
          others={(members.value ?? []).filter(
            ({ id, status }) => id !== member.id && status === 'active',
          )}
          onChange={setReach}
        />
      ) : null}
      <Caption1>{t('members.change-note')}</Caption1>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
