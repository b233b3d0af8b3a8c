import { Caption1, Dropdown, Field, Input, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { conditionKinds, type MergeCondition } from '../../../preload/contract/mail-document.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { FieldChoice } from './field-picker.tsx'

/** Which recipients get a piece of the message. */
export function ConditionDialog(props: {
  fields: readonly string[]
  onCancel: () => void
  onChosen: (condition: MergeCondition) => void
}) {
  const t = useText()
  const [name, setName] = useState(props.fields[0] ?? '')
  const [is, setIs] = useState<MergeCondition['is']>('equals')
  const [value, setValue] = useState('')
  const isCompared = is === 'equals' || is === 'differs'
  const isUnsafe = /[{}%"]/.test(value)
  return (
    <ActDialog
      isOpen
      title={t('message.condition')}
      confirmLabel={t('message.insert')}
      isReady={name !== '' && !isUnsafe && (!isCompared || value.trim() !== '')}
      onCancel={props.onCancel}
      onConfirm={() => props.onChosen({ name, is, value: isCompared ? value.trim() : '' })}
    >
      <Caption1>{t('message.condition-hint')}</Caption1>
      <FieldChoice fields={props.fields} name={name} onName={setName} />
      <Field label={t('message.condition-is')}>
        <Dropdown
          value={t(`message.condition-${is}`)}
          selectedOptions={[is]}
          onOptionSelect={(_, data) =>
            setIs(conditionKinds.find((each) => each === data.optionValue) ?? is)
          }
        >
          {conditionKinds.map((each) => (
            <Option key={each} value={each}>
              {t(`message.condition-${each}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {isCompared ? (
        <Field
          label={t('message.condition-value')}
          required
          {...(isUnsafe ? { validationMessage: t('message.fallback-unsafe') } : {})}
        >
          <Input value={value} maxLength={100} onChange={(_, data) => setValue(data.value)} />
        </Field>
      ) : null}
    </ActDialog>
  )
}
