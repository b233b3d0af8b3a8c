import { Caption1, Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { MemberView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

/** Somebody leaves, or their key is in wrong hands: two different things, each with what follows. */
export function EndMembershipDialog(props: { member: MemberView; onClose: () => void }) {
  const t = useText()
  const end = useAct('governance.end-membership')
  const [how, setHow] = useState<'left' | 'revoked'>('left')
  const [from, setFrom] = useState('')
  const [code, setCode] = useState('')
  const fromMs = Date.parse(from)
  const isFromSound = from === '' || !Number.isNaN(fromMs)
  const distrustedFrom = how === 'revoked' && from !== '' && isFromSound ? fromMs : null
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('members.end-title', { name: props.member.name })}
      confirmLabel={t(`members.end-act-${how}`)}
      isReady={code.length === 6 && isFromSound}
      isRunning={end.isRunning}
      problem={end.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        end.run(
          {
            member: props.member.id,
            how,
            distrustedFrom: distrustedFrom === null ? null : new Date(distrustedFrom).toISOString(),
            code,
          },
          props.onClose,
          () => setCode(''),
        )
      }
    >
      <RadioGroup
        value={how}
        aria-label={t('members.end-title', { name: props.member.name })}
        onChange={(_, data) => setHow(data.value === 'revoked' ? 'revoked' : 'left')}
      >
        <Radio value="left" label={t('members.end-left')} />
        <Radio value="revoked" label={t('members.end-revoked')} />
      </RadioGroup>
      <Caption1>{t(`members.end-note-${how}`)}</Caption1>
      {how === 'revoked' ? (
        <Field label={t('members.end-from')} hint={t('members.end-from-hint')}>
          <Input type="datetime-local" value={from} onChange={(_, data) => setFrom(data.value)} />
        </Field>
      ) : null}
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
