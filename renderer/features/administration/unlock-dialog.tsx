import { Body1 } from '@fluentui/react-components'
import { useState } from 'react'
import type { MemberView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

/** Ten more attempts for somebody whom ten failures have locked out. */
export function UnlockDialog(props: { member: MemberView; onClose: () => void }) {
  const t = useText()
  const unlock = useAct('identity.unlock')
  const [code, setCode] = useState('')
  const { id, name } = props.member
  return (
    <ActDialog
      isOpen
      title={t('members.unlock-title', { name })}
      confirmLabel={t('members.unlock-act')}
      isReady={code.length === 6}
      isRunning={unlock.isRunning}
      problem={unlock.problem}
      onCancel={props.onClose}
      onConfirm={() => unlock.run({ member: id, code }, props.onClose, () => setCode(''))}
    >
      <Body1>{t('members.unlock-body')}</Body1>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
