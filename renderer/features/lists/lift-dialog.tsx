import { Body1 } from '@fluentui/react-components'
import { useState } from 'react'
import type { SuppressionView } from '../../../preload/contract/suppression.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { ReasonField } from '../permits/ask-dialog.tsx'

/** Lets somebody be mailed again: at once with a reason, or by asking others first. */
export function LiftDialog(props: { entry: SuppressionView; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const rules = useCall('permits.rules', {})
  const ask = useAct('permits.ask')
  const lift = useAct('suppression.lift')
  const [reason, setReason] = useState('')
  const [code, setCode] = useState('')
  const { kind, value, source, member, at } = props.entry
  const needsSecond = rules.value?.liftNeedsSecond ?? true
  const clear = () => setCode('')
  const act = () =>
    needsSecond
      ? ask.run(
          { asked: { act: 'lift-suppression', kind, value, reason }, code },
          () => navigate({ page: 'approvals', tab: 'permits' }),
          clear,
        )
      : lift.run({ kind, value, reason, petition: null, code }, props.onClose, clear)
  return (
    <ActDialog
      isOpen
      intent={needsSecond ? 'normal' : 'danger'}
      title={t('suppression.lift-title', { value })}
      confirmLabel={needsSecond ? t('permits.ask') : t('suppression.lift')}
      isReady={rules.value !== undefined && reason.trim() !== '' && code.length === 6}
      isRunning={ask.isRunning || lift.isRunning}
      problem={ask.problem ?? lift.problem ?? rules.problem}
      onCancel={props.onClose}
      onConfirm={act}
    >
      <FactList
        facts={[
          { term: t('suppression.value'), fact: value },
          {
            term: t('suppression.reason'),
            fact: t(`suppression.reason-${props.entry.reason}`),
          },
          {
            term: t('suppression.source'),
            fact: source === '' ? t('suppression.no-source') : source,
          },
          { term: t('suppression.member'), fact: member ?? t('suppression.by-machine') },
          { term: t('suppression.at'), fact: format.dateTime(at) },
        ]}
      />
      <Body1>{needsSecond ? t('suppression.lift-second') : t('suppression.lift-body')}</Body1>
      <ReasonField value={reason} onChange={setReason} />
      <StepUpField act={needsSecond ? 'export' : 'release'} value={code} onChange={setCode} />
    </ActDialog>
  )
}
