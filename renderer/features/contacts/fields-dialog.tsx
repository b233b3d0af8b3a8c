import {
  Button,
  Field,
  Input,
  makeStyles,
  Select,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import {
  type FieldDefinition,
  type FieldKind,
  fieldKinds,
} from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  row: { display: 'flex', gap: '12px', alignItems: 'center' },
  what: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    paddingTop: '12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  hint: { color: tokens.colorNeutralForeground3 },
})

const kindText: Readonly<Record<FieldKind, PlainTextKey>> = {
  text: 'contacts.kind-text',
  number: 'contacts.kind-number',
  date: 'contacts.kind-date',
  'yes-no': 'contacts.kind-yes-no',
  choice: 'contacts.kind-choice',
}

const none = { name: '', kind: 'text' as FieldKind, choices: '' }

/** Fields that an office has of its own: their names, what they hold, and what can be chosen. */
export function FieldsDialog(props: { isOpen: boolean; onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const fields = useCall('contacts.fields', {}, { enabled: props.isOpen })
  const save = useAct('contacts.save-field')
  const [draft, setDraft] = useState(none)
  const choices = draft.choices
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const isReady = draft.name.trim() !== '' && (draft.kind !== 'choice' || choices.length > 0)

  function close() {
    save.reset()
    setDraft(none)
    props.onClose()
  }

  return (
    <ActDialog
      isOpen={props.isOpen}
      size="wide"
      title={t('contacts.fields')}
      confirmLabel={t('contacts.save-field')}
      isReady={isReady}
      isRunning={save.isRunning}
      problem={save.problem}
      onCancel={close}
      onConfirm={() =>
        save.run(
          { name: draft.name, kind: draft.kind, choices: draft.kind === 'choice' ? choices : [] },
          () => setDraft(none),
        )
      }
    >
      <div className={styles.hint}>{t('contacts.fields-hint')}</div>
      <Loaded asked={fields}>
        {(rows) =>
          rows.length === 0 ? (
            <span className={styles.hint}>{t('contacts.no-definitions')}</span>
          ) : (
            <ul className={styles.list} aria-label={t('contacts.fields')}>
              {rows.map((row) => (
                <Definition
                  key={row.name}
                  row={row}
                  onChange={() => setDraft({ ...row, choices: row.choices.join('\n') })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className={styles.form}>
        <Field label={t('contacts.field-name')}>
          <Input
            value={draft.name}
            maxLength={100}
            onChange={(_, data) => setDraft({ ...draft, name: data.value })}
          />
        </Field>
        <Field label={t('contacts.field-kind')}>
          <Select
            value={draft.kind}
            onChange={(_, data) =>
              setDraft({ ...draft, kind: fieldKinds.find((each) => each === data.value) ?? 'text' })
            }
          >
            {fieldKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(kindText[kind])}
              </option>
            ))}
          </Select>
        </Field>
        {draft.kind === 'choice' ? (
          <Field label={t('contacts.field-choices')} hint={t('contacts.field-choices-hint')}>
            <Textarea
              value={draft.choices}
              resize="vertical"
              onChange={(_, data) => setDraft({ ...draft, choices: data.value })}
            />
          </Field>
        ) : null}
      </div>
    </ActDialog>
  )
}

function Definition(props: { row: FieldDefinition; onChange: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const remove = useAct('contacts.delete-field')
  const { name, kind, choices } = props.row
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div>{name}</div>
        <div className={styles.hint}>
          {kind === 'choice' ? `${t(kindText[kind])}: ${format.list(choices)}` : t(kindText[kind])}
        </div>
        <ProblemNotice problem={remove.problem} />
      </div>
      <Button aria-label={t('contacts.change-field', { name })} onClick={props.onChange}>
        {t('contacts.change')}
      </Button>
      <Button
        aria-label={t('contacts.delete-field', { name })}
        disabledFocusable={remove.isRunning}
        onClick={() => remove.run({ name })}
      >
        {t('contacts.delete')}
      </Button>
    </li>
  )
}
