import { Button, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Add20Regular, Dismiss16Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import type { ContactPlace } from './contact-drawer.tsx'

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px', margin: 0, padding: 0, listStyle: 'none' },
  tag: {
    display: 'flex',
    alignItems: 'center',
    gap: '2px',
    padding: '1px 2px 1px 10px',
    minHeight: '28px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    overflowWrap: 'anywhere',
  },
  plain: { paddingRight: '10px' },
  form: { display: 'flex', gap: '8px' },
  hint: { color: tokens.colorNeutralForeground3 },
})

export function TagRow(props: { place: ContactPlace; tags: readonly string[]; mayEdit: boolean }) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('contacts.tag')
  const change = (add: string[], remove: string[]) => act.run({ ...props.place, add, remove })
  return (
    <>
      {props.tags.length === 0 ? (
        <span className={styles.hint}>{t('contacts.no-tags')}</span>
      ) : (
        <ul className={styles.tags}>
          {props.tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <span>{tag}</span>
              {props.mayEdit ? (
                <Button
                  appearance="transparent"
                  size="small"
                  aria-label={t('contacts.remove-tag', { tag })}
                  icon={<Dismiss16Regular />}
                  disabledFocusable={act.isRunning}
                  onClick={() => change([], [tag])}
                />
              ) : (
                <span className={styles.plain} />
              )}
            </li>
          ))}
        </ul>
      )}
      {props.mayEdit ? <NewTag isBusy={act.isRunning} onAdd={(tag) => change([tag], [])} /> : null}
      <ProblemNotice problem={act.problem} />
    </>
  )
}

function NewTag(props: { isBusy: boolean; onAdd: (tag: string) => void }) {
  const styles = useStyles()
  const t = useText()
  const known = useId()
  const tags = useCall('contacts.tags', {})
  const [text, setText] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '' || props.isBusy) return
        props.onAdd(text.trim())
        setText('')
      }}
    >
      <Input
        value={text}
        maxLength={100}
        aria-label={t('contacts.new-tag')}
        placeholder={t('contacts.new-tag')}
        input={{ list: known }}
        onChange={(_, data) => setText(data.value)}
      />
      <datalist id={known}>
        {tags.value?.map(({ tag }) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <Button type="submit" icon={<Add20Regular />} disabledFocusable={text.trim() === ''}>
        {t('contacts.add-tag')}
      </Button>
    </form>
  )
}
