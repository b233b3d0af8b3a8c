import { Dropdown, Field, Input, Option } from '@fluentui/react-components'
import { useState } from 'react'
import {
  type Honorific,
  honorifics,
  type MergeField,
} from '../../../preload/contract/mail-document.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'

/** Which field, what stands where it is empty, and with which honorific. */
export function FieldPicker(props: {
  fields: readonly string[]
  onCancel: () => void
  onChosen: (field: MergeField) => void
}) {
  const t = useText()
  const [name, setName] = useState(props.fields[0] ?? '')
  const [fallback, setFallback] = useState('')
  const [honorific, setHonorific] = useState<Honorific | null>(null)
  const isUnsafe = /[{}%"]/.test(fallback)
  return (
    <ActDialog
      isOpen
      title={t('message.field')}
      confirmLabel={t('message.insert')}
      isReady={name !== '' && !isUnsafe}
      onCancel={props.onCancel}
      onConfirm={() =>
        props.onChosen({
          ...{ name, honorific },
          fallback: fallback.trim() === '' ? null : fallback.trim(),
        })
      }
    >
      <FieldChoice fields={props.fields} name={name} onName={setName} />
      <Field label={t('message.honorific')} hint={t('message.honorific-hint')}>
        <Dropdown
          value={honorific ?? t('message.honorific-none')}
          selectedOptions={[honorific ?? '']}
          onOptionSelect={(_, data) =>
            setHonorific(honorifics.find((each) => each === data.optionValue) ?? null)
          }
        >
          {[
            <Option key="" value="">
              {t('message.honorific-none')}
            </Option>,
            ...honorifics.map((each) => (
              <Option key={each} value={each}>
                {each}
              </Option>
            )),
          ]}
        </Dropdown>
      </Field>
      <Field
        label={t('message.fallback')}
        hint={t('message.fallback-hint')}
        {...(isUnsafe ? { validationMessage: t('message.fallback-unsafe') } : {})}
      >
        <Input value={fallback} maxLength={100} onChange={(_, data) => setFallback(data.value)} />
      </Field>
    </ActDialog>
  )
}

/** Which field of the recipient. */
export function FieldChoice(props: {
  fields: readonly string[]
  name: string
  onName: (name: string) => void
}) {
  const t = useText()
  return (
    <Field label={t('message.field-name')}>
      <Dropdown
        value={fieldName(props.name, t)}
        selectedOptions={[props.name]}
        onOptionSelect={(_, data) => props.onName(data.optionValue ?? props.name)}
      >
        {props.fields.map((field) => (
          <Option key={field} value={field}>
            {fieldName(field, t)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}
