import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { Condition } from '../../../preload/contract/condition.ts'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { ConditionRows } from './condition-rows.tsx'
import { type TestDraft, toTest } from './test-choices.ts'

/** A new segment of one list: who fits, in sentences, with the number of contacts while one types. */
export function SegmentDialog(props: { list: ListView; isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const act = useAct('segments.save')
  const [name, setName] = useState('')
  const [match, setMatch] = useState<Condition['match']>('all')
  const [drafts, setDrafts] = useState<readonly TestDraft[]>([])
  const tests = drafts.map(toTest)
  const parts = tests.filter((test) => test !== null)
  const condition: Condition = { match, isNot: false, parts }
  const isWhole = parts.length > 0 && parts.length === drafts.length
  const lists = [props.list.id]
  const counted = useCall(
    'segments.count',
    { lists, condition },
    { enabled: props.isOpen && isWhole, keepPrevious: true },
  )

  function close() {
    setName('')
    setDrafts([])
    act.reset()
    props.onClose()
  }

  return (
    <ActDialog
      isOpen={props.isOpen}
      size="wide"
      title={t('segments.new-title', { name: props.list.name })}
      confirmLabel={t('segments.save')}
      isReady={name.trim() !== '' && isWhole}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={close}
      onConfirm={() => act.run({ segment: null, name, lists, condition }, close)}
    >
      <Field label={t('segments.name')}>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label={t('segments.match')}>
        <RadioGroup
          layout="horizontal"
          value={match}
          onChange={(_, data) => setMatch(data.value === 'any' ? 'any' : 'all')}
        >
          <Radio value="all" label={t('segments.match-all')} />
          <Radio value="any" label={t('segments.match-any')} />
        </RadioGroup>
      </Field>
      <ConditionRows
        fields={props.list.fields}
        drafts={drafts}
        joint={match === 'all' ? t('segments.and') : t('segments.or')}
        onChange={setDrafts}
      />
      <ProblemNotice problem={counted.problem} />
      <div aria-live="polite">
        {isWhole && counted.value !== undefined
          ? t('segments.counted', counted.value)
          : t('segments.not-counted')}
      </div>
    </ActDialog>
  )
}
