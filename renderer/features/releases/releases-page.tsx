import { Badge } from '@fluentui/react-components'
import { DataBarVertical24Regular } from '@fluentui/react-icons'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { ReleaseComparison } from './release-charts.tsx'
import { phaseColor, phaseKey } from './release-phase-text.ts'

type ReleaseRow = ChannelOutput<'releases.list'>[number]

/** Every run, the newest first. */
export function ReleasesPage() {
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const asked = useCall('releases.list', {})
  return (
    <Page title={t('page.releases')}>
      <Loaded asked={asked}>
        {(releases) =>
          releases.length === 0 ? (
            <EmptyState
              icon={<DataBarVertical24Regular />}
              title={t('releases.none')}
              body={t('releases.none-body')}
            />
          ) : (
            <>
              <DataTable<ReleaseRow>
                label={t('page.releases')}
                rowsShownMax={12}
                rowCount={releases.length}
                rowAt={(index) => releases[index]}
                onOpen={(row) => navigate({ page: 'release', request: row.request })}
                columns={[
                  {
                    id: 'name',
                    header: t('approval.campaign'),
                    width: '3fr',
                    render: (row) => row.campaignName,
                  },
                  {
                    id: 'phase',
                    header: t('approval.state'),
                    width: '130px',
                    render: (row) => (
                      <Badge appearance="tint" color={phaseColor[row.phase]}>
                        {t(phaseKey[row.phase])}
                      </Badge>
                    ),
                  },
                  ...(['sent', 'deferred', 'failed', 'inDoubt'] as const).map((state) => ({
                    id: state,
                    header: t(`releases.count-${state}`),
                    width: '96px',
                    align: 'end' as const,
                    render: (row: ReleaseRow) => format.number(row.counts[state]),
                  })),
                  {
                    id: 'started',
                    header: t('releases.started'),
                    width: '220px',
                    render: (row) => format.dateTime(row.startedAt),
                  },
                ]}
              />
              <ReleaseComparison rows={releases} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
