import { Body1, Caption1, makeStyles } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { ReasonField } from './ask-dialog.tsx'

const useStyles = makeStyles({ left: { fontVariantNumeric: 'tabular-nums' } })

const shownSeconds = 60

/** One masked contact in the clear: for a reason that goes on record, and for a minute. */
export function UnmaskDialog(props: { list: string; contact: number; onClose: () => void }) {
  const t = useText()
  const rules = useCall('permits.rules', {})
  const act = useAct('permits.unmask')
  const [reason, setReason] = useState('')
  const [code, setCode] = useState('')
  const { list, contact } = props
  if (rules.value?.mayUnmask === false)
    return (
      <ActDialog
        isOpen
        title={t('permits.unmask-title')}
        confirmLabel={t('app.close')}
        onConfirm={props.onClose}
        onCancel={null}
      >
        <Body1>{t('permits.unmask-off')}</Body1>
      </ActDialog>
    )
  if (act.value !== undefined) return <Unmasked shown={act.value} onClose={props.onClose} />
  return (
    <ActDialog
      isOpen
      title={t('permits.unmask-title')}
      confirmLabel={t('permits.unmask')}
      isReady={rules.value !== undefined && reason.trim() !== '' && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem ?? rules.problem}
      onCancel={props.onClose}
      onConfirm={() => act.run({ list, contact, reason, code }, undefined, () => setCode(''))}
    >
      <Body1>{t('permits.unmask-body')}</Body1>
      <ReasonField value={reason} onChange={setReason} />
      <StepUpField act="unmask" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function Unmasked(props: {
  shown: { readonly address: string; readonly fields: Readonly<Record<string, string>> }
  onClose: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const [left, setLeft] = useState(shownSeconds)
  const { onClose } = props
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), 1000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left <= 0) onClose()
  }, [left, onClose])
  const fields = Object.entries(props.shown.fields)
  return (
    <ActDialog
      isOpen
      title={t('permits.unmasked')}
      confirmLabel={t('app.close')}
      onConfirm={onClose}
      onCancel={null}
    >
      <FactList
        facts={[
          { term: t('lists.field-address'), fact: props.shown.address },
          ...fields.map(([name, value]) => ({ term: fieldName(name, t), fact: value })),
        ]}
      />
      <Caption1 className={styles.left}>{t('permits.unmasked-left', { left })}</Caption1>
    </ActDialog>
  )
}
