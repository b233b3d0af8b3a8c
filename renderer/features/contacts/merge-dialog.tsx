import { makeStyles, Radio, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { DuplicateGroup } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  head: {
    textAlign: 'start',
    padding: '6px 10px',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: {
    padding: '2px 10px',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  hint: { color: tokens.colorNeutralForeground3 },
})

type Contact = DuplicateGroup['contacts'][number]

/** The contacts side by side: for the address and each field one says which of them is right. */
export function MergeDialog(props: {
  list: string
  group: DuplicateGroup
  onClose: (isMerged: boolean) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const act = useAct('contacts.merge')
  const { contacts } = props.group
  const oldest = contacts[0]?.id ?? 0
  const [address, setAddress] = useState(oldest)
  const [choices, setChoices] = useState<ReadonlyMap<string, number>>(new Map())
  const names = [...new Set(contacts.flatMap(({ fields }) => Object.keys(fields)))]
  const chosen = (name: string) =>
    choices.get(name) ?? contacts.find((each) => textOf(each, name) !== '')?.id ?? oldest
  const count = format.number(contacts.length)
  return (
    <ActDialog
      isOpen
      size="wide"
      intent="danger"
      title={t('contacts.merge-title', { count })}
      confirmLabel={t('contacts.merge-now', { count })}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={() => props.onClose(false)}
      onConfirm={() =>
        act.run(
          {
            list: props.list,
            contacts: contacts.map(({ id }) => id),
            address,
            fields: names.map((name) => ({ name, contact: chosen(name) })),
          },
          () => props.onClose(true),
        )
      }
    >
      <div>{t('contacts.merge-body')}</div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.head}>
                {t('contacts.field')}
              </th>
              {contacts.map((contact, at) => (
                <th key={contact.id} scope="col" className={styles.head}>
                  {t('contacts.contact-nth', { nth: at + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <ChoiceRow
              label={t('lists.field-address')}
              contacts={contacts}
              textOf={(contact) => contact.address}
              chosen={address}
              onChoose={setAddress}
            />
            {names.map((name) => (
              <ChoiceRow
                key={name}
                label={fieldName(name, t)}
                contacts={contacts}
                textOf={(contact) => textOf(contact, name)}
                chosen={chosen(name)}
                onChoose={(id) => setChoices(new Map(choices).set(name, id))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.hint}>{t('contacts.merge-keeps')}</div>
    </ActDialog>
  )
}

function textOf({ fields }: Contact, name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name] ?? '') : ''
}

function ChoiceRow(props: {
  label: string
  contacts: readonly Contact[]
  textOf: (contact: Contact) => string
  chosen: number
  onChoose: (contact: number) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <tr>
      <th scope="row" className={styles.head}>
        {props.label}
      </th>
      {props.contacts.map((contact) => {
        const text = props.textOf(contact)
        return (
          <td key={contact.id} className={styles.cell}>
            <Radio
              name={`merge ${props.label}`}
              value={String(contact.id)}
              checked={contact.id === props.chosen}
              label={text === '' ? t('contacts.nothing') : text}
              aria-label={t('contacts.choose-value', {
                field: props.label,
                value: text === '' ? t('contacts.nothing') : text,
              })}
              onChange={() => props.onChoose(contact.id)}
            />
          </td>
        )
      })}
    </tr>
  )
}
