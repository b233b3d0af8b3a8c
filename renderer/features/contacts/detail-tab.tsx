import { Button, Field, Input, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ContactDetail } from '../../../preload/contract/contacts.ts'
import { FactList } from '../../components/fact-list.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ContactPlace } from './contact-drawer.tsx'
import { FieldInput } from './field-input.tsx'
import { NoteList } from './note-list.tsx'
import { TagRow } from './tag-row.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '24px' },
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  part: { display: 'flex', flexDirection: 'column', gap: '8px' },
  foot: { display: 'flex', gap: '8px', alignItems: 'center' },
  hint: { color: tokens.colorNeutralForeground3 },
})

export function DetailTab(props: { place: ContactPlace; detail: ContactDetail; mayEdit: boolean }) {
  const styles = useStyles()
  const t = useText()
  const { place, detail, mayEdit } = props
  return (
    <div className={styles.root}>
      {mayEdit ? <Fields place={place} detail={detail} /> : <FieldFacts detail={detail} />}
      <section className={styles.part} aria-label={t('contacts.tags')}>
        <Subtitle2>{t('contacts.tags')}</Subtitle2>
        <TagRow place={place} tags={detail.tags} mayEdit={mayEdit} />
      </section>
      <section className={styles.part} aria-label={t('contacts.notes')}>
        <Subtitle2>{t('contacts.notes')}</Subtitle2>
        <NoteList place={place} notes={detail.notes} mayEdit={mayEdit} />
      </section>
    </div>
  )
}

function FieldFacts(props: { detail: ContactDetail }) {
  const styles = useStyles()
  const t = useText()
  const facts = Object.entries(props.detail.fields).map(([name, fact]) => ({
    term: fieldName(name, t),
    fact,
  }))
  return facts.length === 0 ? (
    <span className={styles.hint}>{t('contacts.no-fields')}</span>
  ) : (
    <FactList facts={facts} />
  )
}

/** The usual ones are there to be filled in, whether or not a file had them. */
const usual = ['name', 'company', 'department', 'title', 'reading']

function Fields(props: { place: ContactPlace; detail: ContactDetail }) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('contacts.edit')
  const { detail, place } = props
  const [address, setAddress] = useState<string | null>(null)
  const [edits, setEdits] = useState<ReadonlyMap<string, string>>(new Map())
  const definitions = new Map(detail.definitions.map((each) => [each.name, each]))
  const known = new Map(Object.entries(detail.fields))
  const names = [...new Set([...usual, ...known.keys(), ...definitions.keys()])]
  const changed = [...edits].filter(([name, text]) => (known.get(name) ?? '') !== text)
  const isAddressChanged = address !== null && address !== detail.address
  const isChanged = changed.length > 0 || isAddressChanged

  function forget() {
    setAddress(null)
    setEdits(new Map())
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isChanged) return
        const fields = Object.fromEntries(changed)
        act.run({ ...place, fields, ...(isAddressChanged ? { address } : {}) }, forget)
      }}
    >
      <Field label={t('lists.field-address')}>
        <Input
          type="text"
          value={address ?? detail.address}
          maxLength={400}
          onChange={(_, data) => setAddress(data.value)}
        />
      </Field>
      {names.map((name) => (
        <FieldInput
          key={name}
          name={name}
          value={edits.get(name) ?? known.get(name) ?? ''}
          definition={definitions.get(name)}
          onChange={(text) => setEdits(new Map(edits).set(name, text))}
        />
      ))}
      <ProblemNotice problem={act.problem} />
      <div className={styles.foot}>
        <Button type="submit" appearance="primary" disabledFocusable={!isChanged || act.isRunning}>
          {t('contacts.save')}
        </Button>
        {isChanged ? <Button onClick={forget}>{t('contacts.discard')}</Button> : null}
        <span className={styles.hint} role="status">
          {act.isRunning
            ? t('contacts.saving')
            : act.value && !isChanged
              ? t('contacts.saved')
              : ''}
        </span>
      </div>
    </form>
  )
}
