import { Button, Dropdown, Input, makeStyles, Option } from '@fluentui/react-components'
import { Add20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { fieldName } from '../../i18n/field-name.ts'
import { type Translate, useText } from '../../i18n/language.tsx'
import { choicesFor, domainSubject, type TestDraft, testChoices } from './test-choices.ts'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: '8px' },
  row: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  subject: { minWidth: '160px' },
  choice: { minWidth: '180px' },
  value: { minWidth: '160px', flexGrow: 1 },
  joint: { minWidth: '40px' },
})

function subjectName(subject: string, t: Translate): string {
  return subject === domainSubject ? t('segments.domain') : fieldName(subject, t)
}

/** A condition as sentences, one question a row: 「部署 が 営業部 と同じ」. */
export function ConditionRows(props: {
  fields: readonly string[]
  drafts: readonly TestDraft[]
  joint: string
  onChange: (drafts: readonly TestDraft[]) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { drafts, onChange } = props
  const subjects = [...props.fields, domainSubject]
  const change = (id: number, part: Partial<TestDraft>) =>
    onChange(drafts.map((each) => (each.id === id ? { ...each, ...part } : each)))
  const add = () => {
    const subject = subjects[0] ?? domainSubject
    const choice = choicesFor(subject)[0] ?? 'equals'
    const id = Math.max(0, ...drafts.map((each) => each.id)) + 1
    onChange([...drafts, { id, subject, choice, value: '' }])
  }
  return (
    <div className={styles.rows}>
      {drafts.map(({ id, subject, choice, value }, at) => (
        <div key={id} className={styles.row}>
          <span className={styles.joint}>{at === 0 ? '' : props.joint}</span>
          <Dropdown
            className={styles.subject}
            aria-label={t('segments.subject')}
            value={subjectName(subject, t)}
            selectedOptions={[subject]}
            onOptionSelect={(_, data) => {
              const chosen = data.optionValue ?? subject
              const fits = choicesFor(chosen).includes(choice)
              const next = fits ? choice : (choicesFor(chosen)[0] ?? choice)
              change(id, { subject: chosen, choice: next })
            }}
          >
            {subjects.map((each) => (
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
              if (chosen !== undefined) change(id, { choice: chosen })
            }}
          >
            {choicesFor(subject).map((each) => (
              <Option key={each} value={each}>
                {t(testChoices[each].key)}
              </Option>
            ))}
          </Dropdown>
          {testChoices[choice].needs === 'nothing' ? null : (
            <Input
              className={styles.value}
              aria-label={t('segments.value')}
              value={value}
              inputMode={testChoices[choice].needs === 'number' ? 'numeric' : 'text'}
              maxLength={200}
              onChange={(_, data) => change(id, { value: data.value })}
            />
          )}
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={t('segments.remove-test')}
            onClick={() => onChange(drafts.filter((each) => each.id !== id))}
          />
        </div>
      ))}
      <div>
        <Button appearance="subtle" icon={<Add20Regular />} onClick={add}>
          {t('segments.add-test')}
        </Button>
      </div>
    </div>
  )
}
