import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ReviewView } from '../../../preload/contract/approval.ts'
import { Loaded } from '../../components/loaded.tsx'
import { MessageGroups } from '../../components/message-groups.tsx'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '6px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  end: { textAlign: 'right' },
  foot: { display: 'flex', gap: '8px', alignItems: 'center', paddingTop: '8px' },
})

const pageSize = 50

/** The whole run: which kinds of message there are, rarest first, and everybody they go to. */
export function ReviewRecipients(props: { review: ReviewView; onOpen: (item: string) => void }) {
  const t = useText()
  const { review } = props
  return (
    <>
      <Section title={t('approval.groups-title', { count: review.groups.length })}>
        <MessageGroups
          groups={review.groups}
          onOpen={(index) => props.onOpen(`message:${index}`)}
        />
      </Section>
      <Section title={t('approval.recipients-title', { count: review.summary.recipientCount })}>
        <Pages request={review.summary.request} />
      </Section>
    </>
  )
}

function Pages({ request }: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const [offset, setOffset] = useState(0)
  const asked = useCall(
    'approval.recipients',
    { request, offset, limit: pageSize },
    { keepPrevious: true },
  )
  return (
    <Loaded asked={asked}>
      {(page) => (
        <>
          <table className={styles.table}>
            <thead>
              <tr>
                <th className={`${styles.cell} ${styles.end}`}>#</th>
                <th className={styles.cell}>{t('approval.address')}</th>
                {page.fields.map((field) => (
                  <th key={field} className={styles.cell}>
                    {field}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page.rows.map((row) => (
                <tr key={row.index}>
                  <td className={`${styles.cell} ${styles.end}`}>{format.number(row.index + 1)}</td>
                  <td className={styles.cell}>{row.address}</td>
                  {row.values.map((value, at) => (
                    <td key={page.fields[at]} className={styles.cell}>
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <div className={styles.foot}>
            <Button
              size="small"
              disabled={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - pageSize))}
            >
              {t('approval.page-before')}
            </Button>
            <Button
              size="small"
              disabled={offset + pageSize >= page.total}
              onClick={() => setOffset(offset + pageSize)}
            >
              {t('approval.page-after')}
            </Button>
            <span>
              {t('approval.page-place', {
                from: format.number(offset + 1),
                to: format.number(Math.min(page.total, offset + pageSize)),
                total: page.total,
              })}
            </span>
          </div>
        </>
      )}
    </Loaded>
  )
}
