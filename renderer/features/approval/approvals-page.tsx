import { Badge, Tab, TabList } from '@fluentui/react-components'
import { DocumentCheckmark24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import type { TableColumn } from '../../components/table-row.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { useHasRole } from '../../session.tsx'
import { RouteKeys } from '../administration/route-keys.tsx'
import { PermitsPanel } from '../permits/permits-panel.tsx'
import { Delegations } from './delegations.tsx'
import { TakeParcelButton } from './parcels.tsx'
import { stateColor, stateKey } from './request-state-text.ts'

type Shown = 'mine' | 'open' | 'all' | 'delegations' | 'permits'

/** Who asks, what, how many, until when; what waits for the person comes first. */
export function ApprovalsPage(props: PageParams['approvals']) {
  const t = useText()
  const format = useFormat()
  const isApprover = useHasRole('approver')
  const { navigate } = useNavigation()
  const asked = useCall('approval.list', {})
  const [shown, setShown] = useState<Shown>(props.tab ?? 'mine')
  const columns: readonly TableColumn<RequestSummary>[] = [
    {
      id: 'name',
      header: t('approval.campaign'),
      width: '3fr',
      render: (row) => (
        <>
          {row.urgent ? (
            <Badge appearance="filled" color="danger">
              {t('approval.urgent')}
            </Badge>
          ) : null}{' '}
          {row.campaignName}
        </>
      ),
    },
    {
      id: 'requester',
      header: t('approval.requester'),
      width: '1.4fr',
      render: (row) => row.requesterName,
    },
    {
      id: 'count',
      header: t('approval.recipients'),
      width: '110px',
      align: 'end',
      render: (row) => format.number(row.recipientCount),
    },
    {
      id: 'state',
      header: t('approval.state'),
      width: '150px',
      render: (row) => (
        <Badge appearance="tint" color={stateColor[row.state]}>
          {t(stateKey[row.state])}
        </Badge>
      ),
    },
    {
      id: 'approvals',
      header: t('approval.approvals'),
      width: '80px',
      align: 'end',
      render: (row) =>
        row.second === null
          ? `${row.approvals} / ${row.quorum}`
          : `${row.approvals} / ${row.quorum} + ${row.second.approvals} / ${row.second.quorum}`,
    },
    {
      id: 'until',
      header: t('approval.until'),
      width: '220px',
      render: (row) => format.dateTime(row.approveBy),
    },
  ]
  return (
    <Page title={t('page.approvals')} actions={<TakeParcelButton />}>
      {isApprover ? <RouteKeys /> : null}
      <Loaded asked={asked}>
        {(requests) => {
          const rows = requests.filter((request) => isShown(request, shown))
          return (
            <>
              <TabList
                selectedValue={shown}
                onTabSelect={(_, data) => setShown(toShown(data.value))}
              >
                {(['mine', 'open', 'all'] as const).map((tab) => (
                  <Tab key={tab} value={tab}>
                    {t('approval.tab-count', {
                      tab: t(`approval.tab-${tab}`),
                      count: requests.filter((request) => isShown(request, tab)).length,
                    })}
                  </Tab>
                ))}
                <Tab value="delegations">{t('approval.tab-delegations')}</Tab>
                <Tab value="permits">{t('permits.tab')}</Tab>
              </TabList>
              {shown === 'permits' ? (
                <PermitsPanel />
              ) : shown === 'delegations' ? (
                <Delegations />
              ) : rows.length === 0 ? (
                <EmptyState
                  icon={<DocumentCheckmark24Regular />}
                  title={t('approval.none')}
                  body={t('approval.none-body')}
                />
              ) : (
                <DataTable
                  label={t('page.approvals')}
                  columns={columns}
                  rowCount={rows.length}
                  rowAt={(index) => rows[index]}
                  onOpen={(row) => navigate({ page: 'review', request: row.request })}
                />
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function toShown(value: unknown): Shown {
  return value === 'open' || value === 'all' || value === 'delegations' || value === 'permits'
    ? value
    : 'mine'
}

function isShown(request: RequestSummary, shown: Shown): boolean {
  if (shown === 'all' || shown === 'delegations' || shown === 'permits') return true
  const isOpen =
    request.state === 'filed' || request.state === 'approved' || request.state === 'running'
  return shown === 'open' ? isOpen : request.mayDecide
}
