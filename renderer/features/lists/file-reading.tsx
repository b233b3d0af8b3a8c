import {
  Badge,
  Body1,
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  Option,
  Switch,
  tokens,
} from '@fluentui/react-components'
import type {
  Column,
  ColumnMeaning,
  Delimiter,
  Encoding,
  FileInspection,
} from '../../../preload/contract/import.ts'
import { Section } from '../../components/page.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { hasRemark, RowRemark } from './row-remark.tsx'

const useStyles = makeStyles({
  settings: { display: 'flex', gap: '16px', flexWrap: 'wrap', alignItems: 'flex-end' },
  scroll: {
    overflow: 'auto',
    maxHeight: '420px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  table: { borderCollapse: 'collapse', minWidth: '100%', fontVariantNumeric: 'tabular-nums' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '8px 12px',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { marginBottom: '6px', fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  meaning: { minWidth: '148px' },
  cell: {
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    maxWidth: '280px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  remark: { whiteSpace: 'normal', minWidth: '240px', color: tokens.colorNeutralForeground2 },
  ignored: { color: tokens.colorNeutralForegroundDisabled },
})

const encodings: readonly (readonly [Encoding, PlainTextKey])[] = [
  ['utf-8', 'import.encoding-utf-8'],
  ['shift_jis', 'import.encoding-shift-jis'],
  ['utf-16le', 'import.encoding-utf-16le'],
  ['utf-16be', 'import.encoding-utf-16be'],
  ['euc-jp', 'import.encoding-euc-jp'],
  ['iso-2022-jp', 'import.encoding-iso-2022-jp'],
]

const delimiters: readonly (readonly [Delimiter, PlainTextKey])[] = [
  [',', 'import.delimiter-comma'],
  ['\t', 'import.delimiter-tab'],
  [';', 'import.delimiter-semicolon'],
  ['|', 'import.delimiter-bar'],
]

const meanings: readonly (readonly [ColumnMeaning, PlainTextKey])[] = [
  ['address', 'lists.field-address'],
  ['name', 'lists.field-name'],
  ['company', 'lists.field-company'],
  ['department', 'lists.field-department'],
  ['title', 'lists.field-title'],
  ['reading', 'import.meaning-reading'],
  ['honorific', 'import.meaning-honorific'],
  ['phone', 'import.meaning-phone'],
  ['consent-date', 'import.meaning-consent-date'],
  ['consent-source', 'import.meaning-consent-source'],
  ['consent-wording', 'import.meaning-consent-wording'],
  ['consent-proof', 'import.meaning-consent-proof'],
  ['field', 'import.meaning-field'],
  ['ignore', 'import.meaning-ignore'],
]

/** What a person has set by hand about how the file is read. */
export interface ReadingChange {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly sheet?: number
  readonly hasHeader?: boolean
}

export interface FileReadingProps {
  readonly reading: FileInspection
  readonly onRead: (change: ReadingChange) => void
  readonly onColumns: (columns: Column[]) => void
}

/** What we understood of the file, before anything is written: every part can be corrected. */
export function FileReading(props: FileReadingProps) {
  const styles = useStyles()
  const t = useText()
  const { reading } = props
  const hasAddress = reading.columns.some((column) => column.meaning === 'address')
  return (
    <Section title={t('import.understood')}>
      <div className={styles.settings}>
        {reading.format.kind === 'text' ? (
          <>
            <Choice
              label={t('import.encoding')}
              value={reading.format.encoding}
              options={encodings}
              onChange={(encoding) => props.onRead({ encoding })}
            />
            <Choice
              label={t('import.delimiter')}
              value={reading.format.delimiter}
              options={delimiters}
              onChange={(delimiter) => props.onRead({ delimiter })}
            />
          </>
        ) : (
          <SheetChoice
            sheets={reading.sheets}
            sheet={reading.format.sheet}
            onChange={(sheet) => props.onRead({ sheet })}
          />
        )}
        <Switch
          label={t('import.has-header')}
          checked={reading.hasHeader}
          onChange={(_, data) => props.onRead({ hasHeader: data.checked })}
        />
        {reading.format.kind === 'text' && reading.encodingCertain ? (
          <Badge appearance="tint" color="success">
            {t('import.encoding-certain')}
          </Badge>
        ) : null}
        {reading.mapping === 'remembered' ? (
          <Badge appearance="tint">{t('import.mapping-remembered')}</Badge>
        ) : null}
      </div>
      {reading.format.skipRows === undefined ? null : (
        <Body1>{t('import.rows-above', { count: reading.format.skipRows })}</Body1>
      )}
      {reading.encodingCertain ? null : <Notice text={t('import.encoding-uncertain')} />}
      {hasAddress ? null : <Notice text={t('import.no-address')} />}
      <Sample reading={reading} onColumns={props.onColumns} />
    </Section>
  )
}

function SheetChoice(props: {
  sheets: readonly string[]
  sheet: number
  onChange: (sheet: number) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <Field label={t('import.sheet')}>
      <Dropdown
        className={styles.meaning}
        value={props.sheets[props.sheet] ?? ''}
        selectedOptions={[String(props.sheet)]}
        onOptionSelect={(_, data) => props.onChange(Number(data.optionValue))}
      >
        {props.sheets.map((name, at) => (
          <Option key={name} value={String(at)}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

function Notice(props: { text: string }) {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{props.text}</MessageBarBody>
    </MessageBar>
  )
}

function Sample(props: { reading: FileInspection; onColumns: (columns: Column[]) => void }) {
  const styles = useStyles()
  const t = useText()
  const { columns, rows } = props.reading
  const hasRemarks = rows.some(hasRemark)

  function change(index: number, meaning: ColumnMeaning) {
    props.onColumns(
      columns.map((column) => {
        if (column.index === index) return { ...column, meaning }
        // Each of the product's own fields comes from one column.
        const isTaken = column.meaning === meaning && meaning !== 'field' && meaning !== 'ignore'
        return isTaken ? { ...column, meaning: 'field' as const } : column
      }),
    )
  }

  return (
    <section className={styles.scroll} aria-label={t('import.sample')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {hasRemarks ? (
              <th scope="col" className={styles.head}>
                {t('import.reason')}
              </th>
            ) : null}
            {columns.map((column) => (
              <th key={column.index} scope="col" className={styles.head}>
                <div className={styles.name}>{column.name}</div>
                <Choice
                  label={t('import.meaning-of', { column: column.name })}
                  isLabelHidden
                  value={column.meaning}
                  options={meanings}
                  onChange={(meaning) => change(column.index, meaning)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample row is its position
            <tr key={at}>
              {hasRemarks ? (
                <td className={mergeClasses(styles.cell, styles.remark)}>
                  <RowRemark row={row} />
                </td>
              ) : null}
              {columns.map((column) => (
                <td
                  key={column.index}
                  className={`${styles.cell} ${column.meaning === 'ignore' ? styles.ignored : ''}`}
                >
                  {row.cells[column.index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly value: T
  readonly options: readonly (readonly [T, PlainTextKey])[]
  readonly onChange: (value: T) => void
}

function Choice<T extends string>(props: ChoiceProps<T>) {
  const styles = useStyles()
  const t = useText()
  const current = props.options.find(([value]) => value === props.value)
  const dropdown = (
    <Dropdown
      className={styles.meaning}
      aria-label={props.label}
      value={current ? t(current[1]) : props.value}
      selectedOptions={[props.value]}
      onOptionSelect={(_, data) => {
        const chosen = props.options.find(([value]) => value === data.optionValue)
        if (chosen) props.onChange(chosen[0])
      }}
    >
      {props.options.map(([value, key]) => (
        <Option key={value} value={value}>
          {t(key)}
        </Option>
      ))}
    </Dropdown>
  )
  return props.isLabelHidden ? dropdown : <Field label={props.label}>{dropdown}</Field>
}
