import { makeStyles, tokens } from '@fluentui/react-components'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { useFormat, useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', maxWidth: '720px' },
  cell: { padding: '4px 12px 4px 0', textAlign: 'left', fontVariantNumeric: 'tabular-nums' },
  end: { textAlign: 'right', whiteSpace: 'nowrap' },
  wide: { width: '36%' },
  bar: {
    display: 'flex',
    height: '10px',
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground5,
  },
  sent: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  deferred: { backgroundColor: tokens.colorStatusWarningBackground3 },
  failed: { backgroundColor: tokens.colorStatusDangerBackground3 },
})

const rowsMax = 8

/** How far each receiving domain is; the figures stand beside the bars. */
export function DomainBars({ rows }: { rows: ChannelOutput<'releases.domains'> }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const end = `${styles.cell} ${styles.end}`
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th className={styles.cell}>{t('manifest.domains')}</th>
          <th className={`${styles.cell} ${styles.wide}`}>{t('releases.progress')}</th>
          <th className={end}>{t('releases.count-sent')}</th>
          <th className={end}>{t('releases.count-waiting')}</th>
          <th className={end}>{t('releases.count-deferred')}</th>
          <th className={end}>{t('releases.count-failed')}</th>
          <th className={end}>{t('releases.count-all')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, rowsMax).map(({ domain, count, sent, waiting, deferred, failed }) => (
          <tr key={domain}>
            <td className={styles.cell}>{domain}</td>
            <td className={styles.cell}>
              <div className={styles.bar} aria-hidden>
                <div className={styles.sent} style={{ width: share(sent, count) }} />
                <div className={styles.deferred} style={{ width: share(deferred, count) }} />
                <div className={styles.failed} style={{ width: share(failed, count) }} />
              </div>
            </td>
            <td className={end}>{format.number(sent)}</td>
            <td className={end}>{format.number(waiting)}</td>
            <td className={end}>{format.number(deferred)}</td>
            <td className={end}>{format.number(failed)}</td>
            <td className={end}>{format.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : (part / whole) * 100}%`
}
