import { Badge, Button, Input, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type {
  AssignmentFilter,
  AssignmentRow,
  AssignmentView,
} from '../../../preload/contract/recipient-files.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  wide: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '6px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  end: { textAlign: 'right', whiteSpace: 'nowrap' },
  foot: { display: 'flex', gap: '8px', alignItems: 'center' },
})

const pageSize = 20
const filters: readonly AssignmentFilter[] = ['wrong', 'unused', 'all']

/** Recipient, file, size and state; what is wrong comes first. */
export function OwnFilesTable({ campaign, view }: { campaign: string; view: AssignmentView }) {
  const styles = useStyles()
  const t = useText()
  const isRight = view.unusedCount === 0 && view.counts.assigned === view.recipientCount
  const [chosen, setChosen] = useState<AssignmentFilter | null>(null)
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const filter = chosen ?? (isRight ? 'all' : view.unusedCount === view.fileCount ? 'all' : 'wrong')
  const asked = useCall(
    'campaigns.files',
    { campaign, filter, search, offset, limit: pageSize },
    { keepPrevious: true },
  )
  return (
    <>
      <div className={styles.tools}>
        <TabList
          size="small"
          selectedValue={filter}
          onTabSelect={(_, { value }) => {
            setChosen(filters.find((each) => each === value) ?? 'all')
            setOffset(0)
          }}
        >
          {filters.map((each) => (
            <Tab key={each} value={each}>
              {t(`files.filter-${each}`)}
            </Tab>
          ))}
        </TabList>
        <Input
          size="small"
          aria-label={t('files.search')}
          placeholder={t('files.search')}
          value={search}
          maxLength={200}
          onChange={(_, { value }) => {
            setSearch(value)
            setOffset(0)
          }}
        />
      </div>
      <Loaded asked={asked}>
        {(page) => (
          <>
            <Rows rows={page.rows} />
            <div className={styles.foot}>
              <Button
                size="small"
                disabled={offset === 0}
                onClick={() => setOffset(Math.max(0, offset - pageSize))}
              >
                {t('files.previous')}
              </Button>
              <Button
                size="small"
                disabled={offset + pageSize >= page.total}
                onClick={() => setOffset(offset + pageSize)}
              >
                {t('files.next')}
              </Button>
              <span aria-live="polite">{t('files.found', { count: page.total })}</span>
            </div>
          </>
        )}
      </Loaded>
    </>
  )
}

function Rows({ rows }: { rows: readonly AssignmentRow[] }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  if (rows.length === 0) return null
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.cell}>#</th>
            <th className={styles.cell}>{t('files.recipient')}</th>
            <th className={styles.cell}>{t('files.file')}</th>
            <th className={`${styles.cell} ${styles.end}`}>{t('files.size')}</th>
            <th className={styles.cell}>{t('files.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.index ?? row.file?.name}>
              <td className={styles.cell}>
                {row.index === null ? null : format.number(row.index + 1)}
              </td>
              <td className={styles.cell}>{row.address ?? t('files.nobody')}</td>
              <td className={styles.cell}>{row.file?.name ?? row.named}</td>
              <td className={`${styles.cell} ${styles.end}`}>
                {row.file === null ? null : format.size(row.file.sizeBytes)}
              </td>
              <td className={styles.cell}>
                <Badge appearance="tint" color={row.state === 'assigned' ? 'success' : 'danger'}>
                  {t(`files.state-${row.state}`)}
                </Badge>
                {row.suggestion === null ? null : (
                  <div>{t('files.suggestion', { name: row.suggestion })}</div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
