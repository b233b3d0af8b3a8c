import { Dropdown, Field, Input, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { type Honorific, honorifics } from '../../../preload/contract/mail-document.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'

export interface ChosenField {
  readonly name: string
  readonly fallback: string | null
  readonly honorific: Honorific | null
}

/** Which field, what stands where it is empty, and with which honorific. */
export function FieldPicker(props: {
  fields: readonly string[]
  onCancel: () => void
  onChosen: (field: ChosenField) => void
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
      <Field label={t('message.field-name')}>
        <Dropdown
          value={fieldName(name, t)}
          selectedOptions={[name]}
          onOptionSelect={(_, data) => setName(data.optionValue ?? name)}
        >
          {props.fields.map((field) => (
            <Option key={field} value={field}>
              {fieldName(field, t)}
            </Option>
          ))}
        </Dropdown>
      </Field>
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
