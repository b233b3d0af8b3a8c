import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { consentWays, type HistoryView } from '../../../preload/contract/contacts.ts'
import { Loaded } from '../../components/loaded.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { fieldName } from '../../i18n/field-name.ts'
import { type Format, type Translate, useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { consentWayText } from './consent-way.ts'
import type { ContactPlace } from './contact-drawer.tsx'
import { useMemberName } from './member-name.ts'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '14px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  by: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  changes: { margin: '2px 0 0', paddingLeft: '18px' },
  text: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  hint: { color: tokens.colorNeutralForeground3 },
})

const pageSize = 50

const titles: Readonly<Record<HistoryView['what'], PlainTextKey>> = {
  fields: 'contacts.history-fields',
  address: 'contacts.history-address',
  tag: 'contacts.history-tag',
  note: 'contacts.history-note',
  consent: 'contacts.history-consent',
  merge: 'contacts.history-merge',
}

const sources: Readonly<Record<string, PlainTextKey>> = {
  bulk: 'contacts.source-bulk',
  undo: 'contacts.source-undo',
  import: 'contacts.source-import',
  merge: 'contacts.source-merge',
}

/** Who changed what when, newest first. */
export function HistoryTab(props: { place: ContactPlace }) {
  const styles = useStyles()
  const t = useText()
  const [limit, setLimit] = useState(pageSize)
  const history = useCall(
    'contacts.history',
    { ...props.place, offset: 0, limit },
    { keepPrevious: true },
  )
  return (
    <Loaded asked={history}>
      {({ total, rows }) =>
        total === 0 ? (
          <span className={styles.hint}>{t('contacts.no-history')}</span>
        ) : (
          <>
            <ul className={styles.list} aria-label={t('contacts.tab-history')}>
              {rows.map((row) => (
                <Entry key={row.number} row={row} />
              ))}
            </ul>
            {rows.length < total && limit < 1000 ? (
              <Button onClick={() => setLimit(Math.min(1000, limit + pageSize))}>
                {t('contacts.history-more', { count: total - rows.length })}
              </Button>
            ) : null}
          </>
        )
      }
    </Loaded>
  )
}

function Entry(props: { row: HistoryView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const nameOf = useMemberName()
  const { row } = props
  const source = Object.hasOwn(sources, row.source) ? sources[row.source] : undefined
  const by = [
    row.at === '' ? '' : format.dateTime(row.at),
    row.member === '' ? '' : nameOf(row.member),
    source === undefined ? '' : t(source),
    row.isMerged ? t('contacts.of-merged') : '',
  ].filter((each) => each !== '')
  return (
    <li>
      <strong>{t(titles[row.what])}</strong> <span className={styles.by}>{by.join(' · ')}</span>
      <ul className={styles.changes}>
        {row.changes.map((change) => (
          <li key={change.name} className={styles.text}>
            {changeText(row.what, change, t, format)}
          </li>
        ))}
      </ul>
    </li>
  )
}

function changeText(
  what: HistoryView['what'],
  { name, before, after }: HistoryView['changes'][number],
  t: Translate,
  format: Format,
): string {
  const words = (text: string) => (what === 'consent' ? consentText(text, t, format) : text)
  if (what === 'merge')
    return name === ''
      ? t('contacts.merged-into', { before, after })
      : t('contacts.took-from', { field: fieldName(name, t), from: after })
  const field = name === '' ? '' : t('contacts.of-field', { field: fieldName(name, t) })
  if (before === '') return `${field}${t('contacts.added-text', { text: words(after) })}`
  if (after === '') return `${field}${t('contacts.removed-text', { text: words(before) })}`
  return `${field}${t('contacts.changed-text', { before: words(before), after: words(after) })}`
}

/** `form 2026-04-01` and, where it was withdrawn, that day. */
function consentText(text: string, t: Translate, format: Format): string {
  const [way, givenOn, withdrawnOn] = text.split(' ')
  const known = consentWays.find((each) => each === way)
  const given = givenOn === undefined ? '' : format.date(givenOn)
  const words = `${known === undefined ? '' : t(consentWayText[known])} ${given}`
  return withdrawnOn === undefined
    ? words
    : `${words} ${t('contacts.consent-withdrawn', { on: format.date(withdrawnOn) })}`
}
