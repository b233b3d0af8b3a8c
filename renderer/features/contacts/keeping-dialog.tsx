import { Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { ConsentKeeping } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

/** Which laws say how long the records of consent are kept here. */
export function KeepingDialog(props: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const asked = useCall('contacts.keeping', {}, { enabled: props.isOpen })
  const act = useAct('contacts.set-keeping')
  const [edit, setEdit] = useState<ConsentKeeping | null>(null)
  const keeping = edit ?? asked.value ?? { isCommerce: false, orderedOn: null }
  function close() {
    act.reset()
    setEdit(null)
    props.onClose()
  }
  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('contacts.keeping')}
      confirmLabel={t('contacts.save')}
      isReady={edit !== null}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={close}
      onConfirm={() => act.run(keeping, close)}
    >
      <ProblemNotice problem={asked.problem} onRetry={asked.refresh} />
      <div>{t('contacts.keeping-body')}</div>
      <Checkbox
        checked={keeping.isCommerce}
        label={t('contacts.is-commerce')}
        onChange={(_, data) => setEdit({ ...keeping, isCommerce: data.checked === true })}
      />
      <Field label={t('contacts.ordered-on')} hint={t('contacts.ordered-on-hint')}>
        <Input
          type="date"
          value={keeping.orderedOn ?? ''}
          onChange={(_, data) =>
            setEdit({ ...keeping, orderedOn: data.value === '' ? null : data.value })
          }
        />
      </Field>
    </ActDialog>
  )
}
