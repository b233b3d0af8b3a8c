import { Badge, Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import { Add20Regular, ArrowExport20Regular, MailOff24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SuppressionView } from '../../../preload/contract/suppression.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { TableColumn } from '../../components/table-row.tsx'
import { type Format, type Translate, useFormat, useText } from '../../i18n/language.tsx'
import { call } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { usePages } from '../../use-pages.ts'
import { AskExportDialog } from '../permits/ask-dialog.tsx'
import { AddSuppressionsDialog } from './add-suppressions-dialog.tsx'
import { ContactsTabs } from './contacts-tabs.tsx'
import { LiftDialog } from './lift-dialog.tsx'

const useStyles = makeStyles({
  tools: { display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' },
  search: { flexGrow: 1, maxWidth: '360px' },
  count: { color: tokens.colorNeutralForeground3, marginLeft: 'auto' },
})

type Open = 'add' | 'export' | SuppressionView | null

/** Who must not be mailed, why, since when and by whose word. */
export function SuppressionPage() {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const mayCurate = useHasRole('list-manager')
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<Open>(null)
  const pages = usePages(['suppression.list', search], (offset, limit) =>
    call('suppression.list', { search, offset, limit }),
  )
  const { total } = pages
  const close = () => setOpen(null)
  return (
    <Page
      title={t('page.suppression')}
      actions={
        mayCurate ? (
          <>
            <Button icon={<ArrowExport20Regular />} onClick={() => setOpen('export')}>
              {t('suppression.export')}
            </Button>
            <Button appearance="primary" icon={<Add20Regular />} onClick={() => setOpen('add')}>
              {t('suppression.add')}
            </Button>
          </>
        ) : null
      }
    >
      <ContactsTabs shown="suppression" />
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          value={search}
          maxLength={200}
          placeholder={t('suppression.search')}
          aria-label={t('suppression.search')}
          onChange={(_, data) => setSearch(data.value)}
        />
        {mayCurate ? null : <span>{t('suppression.masked')}</span>}
        <span className={styles.count} aria-live="polite">
          {total === undefined ? '' : t('suppression.count', { count: total })}
        </span>
      </div>
      <ProblemNotice problem={pages.problem} onRetry={pages.refresh} />
      {total === 0 ? (
        <EmptyState
          icon={<MailOff24Regular />}
          title={search === '' ? t('suppression.none') : t('lists.nothing-found')}
          body={search === '' ? t('suppression.none-body') : t('lists.nothing-found-body')}
        />
      ) : (
        <DataTable
          key={search}
          label={t('page.suppression')}
          columns={columnsOf(t, format)}
          rowCount={total ?? 0}
          rowAt={pages.rowAt}
          onWindow={pages.onWindow}
          onOpen={mayCurate ? (row) => setOpen(row) : undefined}
        />
      )}
      {open === 'add' ? <AddSuppressionsDialog onClose={close} /> : null}
      {open === 'export' ? (
        <AskExportDialog
          asked={{ act: 'export-suppressions' }}
          what={t('permits.of-suppressions', { count: total ?? 0 })}
          onClose={close}
        />
      ) : null}
      {open !== null && typeof open === 'object' ? (
        <LiftDialog entry={open} onClose={close} />
      ) : null}
    </Page>
  )
}

function columnsOf(t: Translate, format: Format): readonly TableColumn<SuppressionView>[] {
  return [
    {
      id: 'kind',
      header: t('suppression.kind'),
      width: '112px',
      render: ({ kind }) => (
        <Badge appearance="tint" color={kind === 'address' ? 'informative' : 'important'}>
          {t(`suppression.kind-${kind}`)}
        </Badge>
      ),
    },
    {
      id: 'value',
      header: t('suppression.value'),
      width: 'minmax(220px, 2fr)',
      render: (row) => row.value,
    },
    {
      id: 'reason',
      header: t('suppression.reason'),
      width: '140px',
      render: ({ reason }) => t(`suppression.reason-${reason}`),
    },
    {
      id: 'source',
      header: t('suppression.source'),
      width: 'minmax(120px, 1fr)',
      render: (row) => row.source,
    },
    {
      id: 'member',
      header: t('suppression.member'),
      width: '140px',
      render: ({ member }) => member ?? t('suppression.by-machine'),
    },
    {
      id: 'at',
      header: t('suppression.at'),
      width: '210px',
      render: (row) => format.dateTime(row.at),
    },
  ]
}
