import { Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { useState } from 'react'
import type { BulkChange, ContactSelection } from '../../../preload/contract/contacts.ts'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { ValueInput } from './field-input.tsx'
import { WorkProgress } from './work-progress.tsx'

const kinds = ['add-tag', 'remove-tag', 'set-field'] as const
type Kind = (typeof kinds)[number]
const kindText = {
  'add-tag': 'contacts.bulk-add-tag',
  'remove-tag': 'contacts.bulk-remove-tag',
  'set-field': 'contacts.bulk-set-field',
} as const

/** The same change for many contacts at once. */
export function BulkDialog(props: {
  list: ListView
  selection: ContactSelection
  count: number
  isOpen: boolean
  onClose: (changed: number | null) => void
}) {
  const t = useText()
  const format = useFormat()
  const act = useAct('contacts.bulk-edit')
  const [kind, setKind] = useState<Kind>('add-tag')
  const [tag, setTag] = useState('')
  const [field, setField] = useState('')
  const [value, setValue] = useState('')
  const definitions = useCall('contacts.fields', {}, { enabled: props.isOpen })
  const definition = definitions.value?.find(({ name }) => name === field)
  const names = [
    ...new Set([...props.list.fields, ...(definitions.value ?? []).map(({ name }) => name)]),
  ]
  const change = changeOf({ kind, tag: tag.trim(), field, value })
  const count = format.number(props.count)

  function close(changed: number | null) {
    act.reset()
    setTag('')
    setValue('')
    props.onClose(changed)
  }

  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('contacts.bulk-title', { count })}
      confirmLabel={t('contacts.bulk-now', { count })}
      isReady={change !== null}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={() => close(null)}
      onConfirm={() => {
        if (change === null) return
        act.run({ list: props.list.id, selection: props.selection, change }, ({ contactCount }) =>
          close(contactCount),
        )
      }}
    >
      <RadioGroup
        aria-label={t('contacts.bulk-what')}
        value={kind}
        onChange={(_, data) => setKind(kinds.find((each) => each === data.value) ?? 'add-tag')}
      >
        {kinds.map((each) => (
          <Radio key={each} value={each} label={t(kindText[each])} />
        ))}
      </RadioGroup>
      {kind === 'set-field' ? (
        <>
          <Field label={t('contacts.field')}>
            <Select value={field} onChange={(_, data) => setField(data.value)}>
              <option value="">{t('contacts.choose-field')}</option>
              {names.map((name) => (
                <option key={name} value={name}>
                  {fieldName(name, t)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t('contacts.value')} hint={t('contacts.value-hint')}>
            <ValueInput
              kind={definition?.kind ?? 'text'}
              value={value}
              definition={definition}
              onChange={setValue}
            />
          </Field>
        </>
      ) : (
        <Field label={t('contacts.tag')}>
          <Input value={tag} maxLength={100} onChange={(_, data) => setTag(data.value)} />
        </Field>
      )}
      {act.isRunning ? <WorkProgress title={t('contacts.bulk-running')} /> : null}
    </ActDialog>
  )
}

/** Null while something is missing. */
function changeOf(o: { kind: Kind; tag: string; field: string; value: string }): BulkChange | null {
  if (o.kind === 'set-field')
    return o.field === '' ? null : { kind: 'set-field', field: o.field, value: o.value }
  if (o.tag === '') return null
  const isAdding = o.kind === 'add-tag'
  return { kind: 'tags', add: isAdding ? [o.tag] : [], remove: isAdding ? [] : [o.tag] }
}
