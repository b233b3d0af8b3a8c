import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { BranchFork20Regular, PersonTag20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MergeCondition, MergeField } from '../../../preload/contract/mail-document.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { ConditionDialog } from '../message/condition-dialog.tsx'
import { FieldPicker } from '../message/field-picker.tsx'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center' },
  label: { color: tokens.colorNeutralForeground3 },
})

/** Merge fields as chips: a click puts one where the caret was; beside them, with choices. */
export function MergeFieldBar(props: {
  fields: readonly string[]
  label: string
  /** Goes before what is selected, and behind it. */
  onInsert: (before: string, behind: string) => void
}) {
  const styles = useStyles()
  const t = useText()
  const [asking, setAsking] = useState<'field' | 'condition' | null>(null)
  const markers = useAct('campaigns.markers')
  if (props.fields.length === 0) return null
  const insert = (chosen: MergeField | MergeCondition) => {
    setAsking(null)
    markers.run({ of: chosen }, ({ before, behind }) => props.onInsert(before, behind))
  }
  return (
    <div className={styles.bar}>
      <Caption1 className={styles.label}>{props.label}</Caption1>
      {props.fields.map((field) => (
        <Button
          key={field}
          size="small"
          shape="circular"
          aria-label={t('campaigns.insert-field', { field: fieldName(field, t) })}
          onClick={() => insert({ name: field, fallback: null, honorific: null })}
        >
          {fieldName(field, t)}
        </Button>
      ))}
      <Button
        size="small"
        appearance="subtle"
        icon={<PersonTag20Regular />}
        onClick={() => setAsking('field')}
      >
        {t('message.field-choices')}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<BranchFork20Regular />}
        onClick={() => setAsking('condition')}
      >
        {t('message.condition')}
      </Button>
      <ProblemNotice problem={markers.problem} />
      {asking === 'field' ? (
        <FieldPicker fields={props.fields} onCancel={() => setAsking(null)} onChosen={insert} />
      ) : null}
      {asking === 'condition' ? (
        <ConditionDialog fields={props.fields} onCancel={() => setAsking(null)} onChosen={insert} />
      ) : null}
    </div>
  )
}
