import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { DepartmentField, useDepartmentChoice } from './list-department.tsx'

export function NewListDialog(props: {
  isOpen: boolean
  onClose: () => void
  onMade: (list: ListView) => void
}) {
  const t = useText()
  const act = useAct('lists.create')
  const choice = useDepartmentChoice()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  const department = chosen === undefined ? choice.first : chosen

  function close() {
    setName('')
    setChosen(undefined)
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
        act.run(choice.isOpen ? { name, department } : { name }, (list) => {
          close()
          props.onMade(list)
        })
      }
    >
      <Field label={t('lists.name')} hint={t('lists.name-hint')}>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      {choice.isOpen ? <DepartmentField department={department} onChange={setChosen} /> : null}
    </ActDialog>
  )
}
