import { Body1, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import type { Condition } from '../../../preload/contract/condition.ts'
import type { SegmentView } from '../../../preload/contract/segments.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { ConditionGroup } from './condition-rows.tsx'
import { fromCondition, type GroupDraft, toCondition } from './test-choices.ts'

const nobody: Condition = { match: 'any', isNot: false, parts: [] }
const nothingYet: GroupDraft = { id: 0, match: 'all', isNot: false, parts: [] }

/** A new or a kept segment: who fits, in sentences, with the number of contacts while one types. */
export function SegmentDialog(props: {
  /** Null for a new one. */
  segment: SegmentView | null
  title: string
  lists: readonly string[]
  /** Fields that its lists have. */
  fields: readonly string[]
  onClose: () => void
}) {
  const t = useText()
  const act = useAct('segments.save')
  const { segment, onClose } = props
  const [name, setName] = useState(segment?.name ?? '')
  const known = segment === null ? nothingYet : fromCondition(segment.condition)
  const [draft, setDraft] = useState(known ?? nothingYet)
  const lastId = useRef(10_000)
  const condition = toCondition(draft)
  const lists = [...props.lists]
  const counted = useCall(
    'segments.count',
    { lists, condition: condition ?? nobody },
    { enabled: condition !== null, keepPrevious: true },
  )
  if (known === null)
    return (
      <ActDialog
        isOpen
        title={props.title}
        confirmLabel={t('app.close')}
        onConfirm={onClose}
        onCancel={null}
      >
        <Body1>{t('segments.not-editable')}</Body1>
      </ActDialog>
    )
  return (
    <ActDialog
      isOpen
      size="wide"
      title={props.title}
      confirmLabel={t('segments.save')}
      isReady={name.trim() !== '' && condition !== null}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() => {
        if (condition !== null)
          act.run({ segment: segment?.id ?? null, name, lists, condition }, onClose)
      }}
    >
      {segment === null ? null : <UsedBy segment={segment.id} />}
      <Field label={t('segments.name')}>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      <ConditionGroup
        fields={props.fields}
        group={draft}
        nextId={() => {
          lastId.current += 1
          return lastId.current
        }}
        onChange={setDraft}
      />
      <ProblemNotice problem={counted.problem} />
      <div aria-live="polite">
        {condition !== null && counted.value !== undefined
          ? t('segments.counted', counted.value)
          : t('segments.not-counted')}
      </div>
    </ActDialog>
  )
}

function UsedBy({ segment }: { segment: string }) {
  const t = useText()
  const format = useFormat()
  const { value = [] } = useCall('segments.uses', { segment })
  return value.length === 0 ? null : (
    <MessageBar intent="warning">
      <MessageBarBody>{t('segments.used-by', { names: format.list(value) })}</MessageBarBody>
    </MessageBar>
  )
}
