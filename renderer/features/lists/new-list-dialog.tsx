import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

export function NewListDialog(props: {
  isOpen: boolean
  onClose: () => void
  onMade: (list: ListView) => void
}) {
  const t = useText()
  const act = useAct('lists.create')
  const [name, setName] = useState('')

  function close() {
    setName('')
    act.reset()
    props.onClose()
  }

  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('lists.new')}
      confirmLabel={t('lists.new-now')}
      isReady={name.trim() !== ''}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={close}
      onConfirm={() =>
        act.run({ name }, (list) => {
          close()
          props.onMade(list)
        })
      }
    >
      <Field label={t('lists.name')} hint={t('lists.name-hint')}>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
    </ActDialog>
  )
}
