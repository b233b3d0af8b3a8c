import { Body1, Button, Dropdown, Field, Option } from '@fluentui/react-components'
import { Organization20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

/** Of no department. */
const everybody = 'everybody'

/** Whose a list is, among those that whoever looks may choose; nothing where there is no choice. */
export function DepartmentField(props: {
  department: string | null
  onChange: (department: string | null) => void
}) {
  const t = useText()
  const asked = useCall('lists.departments', {})
  if (asked.value === undefined) return null
  const { departments, isForAll } = asked.value
  const chosen = departments.find((each) => each.id === props.department)
  return (
    <Field
      label={t('lists.department')}
      {...(chosen === undefined ? {} : { hint: t('lists.department-hint') })}
    >
      <Dropdown
        value={chosen?.name ?? t('lists.department-everybody')}
        selectedOptions={[chosen?.id ?? everybody]}
        onOptionSelect={(_, { optionValue }) =>
          props.onChange(optionValue === everybody ? null : (optionValue ?? null))
        }
      >
        {isForAll ? <Option value={everybody}>{t('lists.department-everybody')}</Option> : null}
        {departments.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

/** Whether there is more than one answer to whose a list is, and which the first one is. */
export function useDepartmentChoice(): { isOpen: boolean; first: string | null } {
  const { value } = useCall('lists.departments', {})
  if (value === undefined) return { isOpen: false, first: null }
  const { departments, isForAll } = value
  return {
    isOpen: departments.length + (isForAll ? 1 : 0) > 1,
    first: isForAll ? null : (departments[0]?.id ?? null),
  }
}

/** Gives a list to another department, or to everybody: a button that asks. */
export function MoveButton({ list }: { list: ListView }) {
  const t = useText()
  const choice = useDepartmentChoice()
  const [isOpen, setOpen] = useState(false)
  if (!choice.isOpen) return null
  return (
    <>
      <Button
        appearance="subtle"
        icon={<Organization20Regular />}
        aria-label={t('lists.move')}
        title={t('lists.move')}
        onClick={() => setOpen(true)}
      />
      {isOpen ? <MoveDialog list={list} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function MoveDialog({ list, onClose }: { list: ListView; onClose: () => void }) {
  const t = useText()
  const act = useAct('lists.move')
  const [department, setDepartment] = useState(list.department)
  return (
    <ActDialog
      isOpen
      title={t('lists.move-title', { name: list.name })}
      confirmLabel={t('lists.move-now')}
      isReady={department !== list.department}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() => act.run({ list: list.id, department }, onClose)}
    >
      <Body1>{t('lists.move-body')}</Body1>
      <DepartmentField department={department} onChange={setDepartment} />
    </ActDialog>
  )
}
