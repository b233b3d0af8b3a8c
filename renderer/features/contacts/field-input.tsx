import { Field, Input, Select, Textarea } from '@fluentui/react-components'
import type { FieldDefinition, FieldKind } from '../../../preload/contract/contacts.ts'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'

/** Days as the browser's own calendar takes them; files bring others, which stay text. */
const isoDay = /^\d{4}-\d{2}-\d{2}$/

/** One field of a contact, with the input that its kind asks for. */
export function FieldInput(props: {
  name: string
  value: string
  definition: FieldDefinition | undefined
  onChange: (value: string) => void
}) {
  const t = useText()
  return (
    <Field label={fieldName(props.name, t)}>
      <ValueInput {...props} kind={props.definition?.kind ?? 'text'} />
    </Field>
  )
}

/** The input alone, for whoever labels it. Without a label it needs `label`. */
export function ValueInput(props: {
  kind: FieldKind
  value: string
  definition: FieldDefinition | undefined
  onChange: (value: string) => void
}) {
  const t = useText()
  const { kind, value, onChange } = props
  const input = { value, maxLength: 10_000 }
  switch (kind) {
    case 'yes-no':
      return (
        <Choices
          value={value}
          choices={[t('contacts.yes'), t('contacts.no')]}
          onChange={onChange}
        />
      )
    case 'choice':
      return <Choices value={value} choices={props.definition?.choices ?? []} onChange={onChange} />
    case 'date':
      return (
        <Input
          {...input}
          type={value === '' || isoDay.test(value) ? 'date' : 'text'}
          onChange={(_, data) => onChange(data.value)}
        />
      )
    case 'number':
      return <Input {...input} inputMode="decimal" onChange={(_, data) => onChange(data.value)} />
    case 'text':
      return value.includes('\n') || value.length > 100 ? (
        <Textarea {...input} resize="vertical" onChange={(_, data) => onChange(data.value)} />
      ) : (
        <Input {...input} onChange={(_, data) => onChange(data.value)} />
      )
    default:
      return kind satisfies never
  }
}

/** What stands there stays a choice, whatever it is. */
function Choices(props: {
  value: string
  choices: readonly string[]
  onChange: (value: string) => void
}) {
  const { value, choices, onChange } = props
  const all = ['', ...choices, ...(value === '' || choices.includes(value) ? [] : [value])]
  return (
    <Select value={value} onChange={(_, data) => onChange(data.value)}>
      {all.map((choice) => (
        <option key={choice} value={choice}>
          {choice === '' ? '―' : choice}
        </option>
      ))}
    </Select>
  )
}
