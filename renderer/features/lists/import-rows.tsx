import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { ImportRow, RowOutcome } from '../../../preload/contract/import.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { hasRemark, RowRemark } from './row-remark.tsx'

const useStyles = makeStyles({
  scroll: {
    overflow: 'auto',
    maxHeight: '380px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { borderCollapse: 'collapse', width: '100%', fontVariantNumeric: 'tabular-nums' },
  head: {
    position: 'sticky',
    top: 0,
    padding: '6px 12px',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  cell: {
    padding: '6px 12px',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  end: { textAlign: 'right', width: '56px' },
  reason: { width: '55%' },
  rest: { color: tokens.colorNeutralForeground3 },
})

const rowsMax = 500

export type ShownRows = RowOutcome | 'flagged'

/** Rows of one outcome, each with its reason in full. */
export function ImportRows(props: { importId: string; shown: ShownRows }) {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('lists.import-rows', {
    import: props.importId,
    outcome: props.shown,
    offset: 0,
    limit: rowsMax,
  })
  return (
    <Loaded asked={asked}>
      {({ rows, total }) => (
        <>
          <ImportRowTable rows={rows} />
          {total > rows.length ? (
            <Caption1 className={styles.rest}>
              {t('import.rows-rest', { count: total - rows.length })}
            </Caption1>
          ) : null}
        </>
      )}
    </Loaded>
  )
}

export function ImportRowTable({ rows }: { rows: readonly ImportRow[] }) {
  const styles = useStyles()
  const t = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whatever scrolls scrolls by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('import.rows-title')}>
      <Table rows={rows} />
    </section>
  )
}

function Table({ rows }: { rows: readonly ImportRow[] }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const hasReasons = rows.some(hasRemark)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={`${styles.head} ${styles.end}`}>
            {t('import.line')}
          </th>
          {hasReasons ? (
            <th scope="col" className={`${styles.head} ${styles.reason}`}>
              {t('import.reason')}
            </th>
          ) : null}
          <th scope="col" className={styles.head}>
            {t('import.content')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td className={`${styles.cell} ${styles.end}`}>{format.number(row.line)}</td>
            {hasReasons ? (
              <td className={styles.cell}>
                <RowRemark row={row} />
              </td>
            ) : null}
            <td className={styles.cell}>{row.cells.join(' ｜ ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
