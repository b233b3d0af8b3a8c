import {
  Button,
  Checkbox,
  Dropdown,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components'
import { Add20Regular, Dismiss20Regular, GroupList20Regular } from '@fluentui/react-icons'
import { fieldName } from '../../i18n/field-name.ts'
import { type Translate, useText } from '../../i18n/language.tsx'
import {
  choicesFor,
  type GroupDraft,
  isOwnSubject,
  subjects,
  type TestDraft,
  testChoices,
} from './test-choices.ts'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: '8px' },
  row: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  subject: { minWidth: '150px' },
  choice: { minWidth: '170px' },
  value: { minWidth: '140px', flexGrow: 1 },
  joint: { minWidth: '40px' },
  head: { display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' },
  group: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    flexGrow: 1,
    margin: 0,
    padding: '8px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `3px solid ${tokens.colorBrandStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})

/** The condition language goes five deep; what a person reads at a glance does not. */
const depthMax = 3

function subjectName(subject: string, t: Translate): string {
  return isOwnSubject(subject) ? t(subjects[subject]) : fieldName(subject, t)
}

interface GroupProps {
  readonly fields: readonly string[]
  readonly group: GroupDraft
  /** A number that no part has yet. */
  readonly nextId: () => number
  readonly depth?: number
  readonly onChange: (group: GroupDraft) => void
}

/** A condition as sentences, one question a row: 「部署 が 営業部 と同じ」, and groups of them. */
export function ConditionGroup({ fields, group, nextId, depth = 1, onChange }: GroupProps) {
  const styles = useStyles()
  const t = useText()
  const { parts } = group
  const replace = (id: number, part: GroupDraft | TestDraft) =>
    onChange({ ...group, parts: parts.map((each) => (each.id === id ? part : each)) })
  const remove = (id: number) =>
    onChange({ ...group, parts: parts.filter((each) => each.id !== id) })
  const newTest = (): TestDraft => {
    const subject = fields[0] ?? ' domain'
    return { id: nextId(), subject, choice: choicesFor(subject)[0] ?? 'equals', value: '' }
  }
  const add = (part: GroupDraft | TestDraft) => onChange({ ...group, parts: [...parts, part] })
  const joint = group.match === 'all' ? t('segments.and') : t('segments.or')
  return (
    <div className={styles.rows}>
      <div className={styles.head}>
        <RadioGroup
          layout="horizontal"
          aria-label={t('segments.match')}
          value={group.match}
          onChange={(_, data) =>
            onChange({ ...group, match: data.value === 'any' ? 'any' : 'all' })
          }
        >
          <Radio value="all" label={t('segments.match-all')} />
          <Radio value="any" label={t('segments.match-any')} />
        </RadioGroup>
        <Checkbox
          label={t('segments.not')}
          checked={group.isNot}
          onChange={(_, data) => onChange({ ...group, isNot: data.checked === true })}
        />
      </div>
      {parts.map((part, at) => (
        <div key={part.id} className={styles.row}>
          <span className={styles.joint}>{at === 0 ? '' : joint}</span>
          {'parts' in part ? (
            <fieldset className={styles.group} aria-label={t('segments.group')}>
              <ConditionGroup
                {...{ fields, nextId }}
                group={part}
                depth={depth + 1}
                onChange={(changed) => replace(part.id, changed)}
              />
            </fieldset>
          ) : (
            <TestFields
              fields={fields}
              draft={part}
              onChange={(changed) => replace(part.id, changed)}
            />
          )}
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={'parts' in part ? t('segments.remove-group') : t('segments.remove-test')}
            onClick={() => remove(part.id)}
          />
        </div>
      ))}
      <div className={styles.row}>
        <Button appearance="subtle" icon={<Add20Regular />} onClick={() => add(newTest())}>
          {t('segments.add-test')}
        </Button>
        {depth < depthMax ? (
          <Button
            appearance="subtle"
            icon={<GroupList20Regular />}
            onClick={() => add({ id: nextId(), match: 'any', isNot: false, parts: [newTest()] })}
          >
            {t('segments.add-group')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function TestFields(props: {
  fields: readonly string[]
  draft: TestDraft
  onChange: (draft: TestDraft) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { draft, onChange } = props
  const { subject, choice, value } = draft
  const all = [...new Set([...props.fields, ...Object.keys(subjects), subject])]
  const { needs } = testChoices[choice]
  return (
    <>
      <Dropdown
        className={styles.subject}
        aria-label={t('segments.subject')}
        value={subjectName(subject, t)}
        selectedOptions={[subject]}
        onOptionSelect={(_, data) => {
          const chosen = data.optionValue ?? subject
          const choices = choicesFor(chosen)
          const next = choices.includes(choice) ? choice : (choices[0] ?? choice)
          onChange({ ...draft, subject: chosen, choice: next })
        }}
      >
        {all.map((each) => (
          <Option key={each} value={each}>
            {subjectName(each, t)}
          </Option>
        ))}
      </Dropdown>
      <Dropdown
        className={styles.choice}
        aria-label={t('segments.test')}
        value={t(testChoices[choice].key)}
        selectedOptions={[choice]}
        onOptionSelect={(_, data) => {
          const chosen = choicesFor(subject).find((each) => each === data.optionValue)
          if (chosen !== undefined) onChange({ ...draft, choice: chosen })
        }}
      >
        {choicesFor(subject).map((each) => (
          <Option key={each} value={each}>
            {t(testChoices[each].key)}
          </Option>
        ))}
      </Dropdown>
      {needs === 'nothing' ? null : (
        <Input
          className={styles.value}
          aria-label={t('segments.value')}
          value={value}
          type={needs === 'day' ? 'date' : 'text'}
          inputMode={needs === 'number' ? 'numeric' : 'text'}
          maxLength={200}
          onChange={(_, data) => onChange({ ...draft, value: data.value })}
        />
      )}
    </>
  )
}
