import { Body1, Checkbox, Field } from '@fluentui/react-components'
import { useState } from 'react'
import type { Role } from '../../../preload/contract/channel.ts'
import type { EnrolmentView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { LimitFields, type Reach, ReachSwitch, reachInput } from './limit-fields.tsx'
import { RoleFields } from './role-fields.tsx'

const titles = {
  person: 'members.admit-title',
  workstation: 'members.admit-pc-title',
  recovery: 'members.admit-recovery-title',
} as const
const bodies = {
  person: 'members.admit-pc-body',
  workstation: 'members.admit-pc-body',
  recovery: 'members.admit-recovery-body',
} as const

/** Compare the words, give roles, sign with six digits: only then somebody is let in. */
export function AdmitDialog(props: { enrolment: EnrolmentView; onClose: () => void }) {
  const t = useText()
  const admit = useAct('identity.admit')
  const [isCompared, setCompared] = useState(false)
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [code, setCode] = useState('')
  const [reach, setReach] = useState<Reach>({ limits: [], sameAs: null })
  const [isLimited, setLimited] = useState(false)
  const members = useCall('identity.members', {})
  const { enrolment } = props
  const isPerson = enrolment.kind === 'person'
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t(titles[enrolment.kind], { name: enrolment.name })}
      confirmLabel={t('members.admit-act')}
      isReady={isCompared && (roles.length > 0 || !isPerson) && code.length === 6}
      isRunning={admit.isRunning}
      problem={admit.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        admit.run(
          {
            enrolment: enrolment.id,
            roles: isPerson ? [...roles] : [],
            ...(isPerson && isLimited ? reachInput(reach, roles) : {}),
            code,
          },
          props.onClose,
          () => setCode(''),
        )
      }
    >
      <Field label={t('members.admit-words')}>
        <Words words={enrolment.words} label={t('members.admit-words')} />
      </Field>
      <Checkbox
        label={t('members.admit-compare')}
        checked={isCompared}
        onChange={(_, data) => setCompared(data.checked === true)}
      />
      {isPerson ? (
        <>
          <RoleFields value={roles} onChange={setRoles} />
          <ReachSwitch isOpen={isLimited} onChange={setLimited} />
          {isLimited ? (
            <LimitFields
              roles={roles}
              value={reach}
              others={(members.value ?? []).filter(({ status }) => status === 'active')}
              onChange={setReach}
            />
          ) : null}
        </>
      ) : (
        <Body1>
          {t(bodies[enrolment.kind], {
            name: enrolment.name,
            workstation: enrolment.workstationName,
          })}
        </Body1>
      )}
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
