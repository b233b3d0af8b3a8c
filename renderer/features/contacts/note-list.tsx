import { Button, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { Delete16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ContactDetail } from '../../../preload/contract/contacts.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ContactPlace } from './contact-drawer.tsx'
import { useMemberName } from './member-name.ts'

const useStyles = makeStyles({
  notes: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  note: {
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  by: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  form: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'flex-start' },
  wide: { width: '100%' },
})

export function NoteList(props: {
  place: ContactPlace
  notes: ContactDetail['notes']
  mayEdit: boolean
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const nameOf = useMemberName()
  const remove = useAct('contacts.remove-note')
  return (
    <>
      {props.mayEdit ? <NewNote place={props.place} /> : null}
      <ul className={styles.notes} aria-label={t('contacts.notes')}>
        {props.notes.map((note) => (
          <li key={note.number} className={styles.note}>
            <div className={styles.text}>{note.text}</div>
            <div className={styles.by}>
              <span>
                {nameOf(note.member)} {format.dateTime(note.at)}
              </span>
              {props.mayEdit ? (
                <Button
                  appearance="transparent"
                  size="small"
                  icon={<Delete16Regular />}
                  aria-label={t('contacts.remove-note', { at: format.dateTime(note.at) })}
                  disabledFocusable={remove.isRunning}
                  onClick={() => remove.run({ ...props.place, note: note.number })}
                />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={remove.problem} />
    </>
  )
}

function NewNote(props: { place: ContactPlace }) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('contacts.add-note')
  const [text, setText] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') act.run({ ...props.place, text }, () => setText(''))
      }}
    >
      <Textarea
        className={styles.wide}
        value={text}
        maxLength={4000}
        resize="vertical"
        aria-label={t('contacts.new-note')}
        placeholder={t('contacts.new-note')}
        onChange={(_, data) => setText(data.value)}
      />
      <ProblemNotice problem={act.problem} />
      <Button type="submit" disabledFocusable={text.trim() === '' || act.isRunning}>
        {t('contacts.add-note')}
      </Button>
    </form>
  )
}
