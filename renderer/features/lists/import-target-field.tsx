import { Dropdown, Field, Input, makeStyles, Option } from '@fluentui/react-components'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  row: { display: 'flex', gap: '12px', flexWrap: 'wrap', alignItems: 'flex-end' },
  field: { minWidth: '240px' },
})

export interface ImportTarget {
  /** An existing list, or null for a new one. */
  readonly list: string | null
  readonly newName: string
}

const newList = 'new list'

/** Into which list: one that exists, or a new one with a name. */
export function ImportTargetField(props: {
  target: ImportTarget
  onChange: (target: ImportTarget) => void
}) {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('lists.list', {})
  const lists = (asked.value ?? []).filter(({ mayChange }) => mayChange)
  const { target } = props
  const chosen = lists.find((list) => list.id === target.list)
  return (
    <div className={styles.row}>
      <Field label={t('import.into')} className={styles.field}>
        <Dropdown
          value={chosen?.name ?? t('import.into-new')}
          selectedOptions={[chosen?.id ?? newList]}
          onOptionSelect={(_, data) =>
            props.onChange({
              ...target,
              list: data.optionValue === newList ? null : (data.optionValue ?? null),
            })
          }
        >
          <Option value={newList}>{t('import.into-new')}</Option>
          {lists.map((list) => (
            <Option key={list.id} value={list.id}>
              {list.name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {chosen === undefined ? (
        <Field label={t('lists.name')} className={styles.field}>
          <Input
            value={target.newName}
            maxLength={200}
            onChange={(_, data) => props.onChange({ list: null, newName: data.value })}
          />
        </Field>
      ) : null}
    </div>
  )
}
