import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ContactPlace } from './contact-drawer.tsx'

/** The day on which somebody took back what they had agreed to. */
export function WithdrawDialog(props: {
  place: ContactPlace
  isOpen: boolean
  onClose: () => void
}) {
  const t = useText()
  const act = useAct('contacts.withdraw-consent')
  const [withdrawnOn, setWithdrawnOn] = useState('')
  function close() {
    act.reset()
    setWithdrawnOn('')
    props.onClose()
  }
  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('contacts.withdraw-title')}
      confirmLabel={t('contacts.withdraw-now')}
      isReady={withdrawnOn !== ''}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={close}
      onConfirm={() => act.run({ ...props.place, withdrawnOn }, close)}
    >
      <div>{t('contacts.withdraw-body')}</div>
      <Field label={t('contacts.withdrawn-on')} required>
        <Input type="date" value={withdrawnOn} onChange={(_, data) => setWithdrawnOn(data.value)} />
      </Field>
    </ActDialog>
  )
}
