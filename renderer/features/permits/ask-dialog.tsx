import { Body1, Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'

/** Asks others to let contacts, or what is suppressed, leave as a file. */
export function AskExportDialog(props: {
  asked: { act: 'export-contacts'; list: string } | { act: 'export-suppressions' }
  /** What would leave, in words. */
  what: string
  onClose: () => void
}) {
  const t = useText()
  const { navigate } = useNavigation()
  const rules = useCall('permits.rules', {})
  const act = useAct('permits.ask')
  const [reason, setReason] = useState('')
  const [code, setCode] = useState('')
  const quorum = rules.value?.exportQuorum
  if (quorum === 0)
    return (
      <ActDialog
        isOpen
        title={t('permits.ask-export')}
        confirmLabel={t('app.close')}
        onConfirm={props.onClose}
        onCancel={null}
      >
        <Body1>{t('permits.exports-off')}</Body1>
      </ActDialog>
    )
  return (
    <ActDialog
      isOpen
      title={t('permits.ask-export')}
      confirmLabel={t('permits.ask')}
      isReady={quorum !== undefined && reason.trim() !== '' && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem ?? rules.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        act.run(
          { asked: { ...props.asked, reason }, code },
          () => navigate({ page: 'approvals', tab: 'permits' }),
          () => setCode(''),
        )
      }
    >
      <Body1>{t('permits.ask-body', { what: props.what, quorum: quorum ?? 1 })}</Body1>
      <ReasonField value={reason} onChange={setReason} />
      <StepUpField act="export" value={code} onChange={setCode} />
    </ActDialog>
  )
}

/** Why: one line, since it stands in the record and in the file. */
export function ReasonField(props: { value: string; onChange: (value: string) => void }) {
  const t = useText()
  return (
    <Field label={t('permits.reason')} required>
      <Textarea
        autoFocus
        rows={2}
        maxLength={200}
        value={props.value}
        onChange={(_, data) => props.onChange(data.value.replace(/\s*[\r\n]+\s*/g, ' '))}
      />
    </Field>
  )
}
