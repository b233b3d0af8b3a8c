import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center' },
  label: { color: tokens.colorNeutralForeground3 },
})

/** Merge fields as chips: a click puts one where the caret was. */
export function MergeFieldBar(props: {
  fields: readonly string[]
  label: string
  onInsert: (field: string) => void
}) {
  const styles = useStyles()
  const t = useText()
  if (props.fields.length === 0) return null
  return (
    <div className={styles.bar}>
      <Caption1 className={styles.label}>{props.label}</Caption1>
      {props.fields.map((field) => (
        <Button
          key={field}
          size="small"
          shape="circular"
          aria-label={t('campaigns.insert-field', { field: fieldName(field, t) })}
          onClick={() => props.onInsert(field)}
        >
          {fieldName(field, t)}
        </Button>
      ))}
    </div>
  )
}
