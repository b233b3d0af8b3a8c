import { Button, Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import type {
  DeliveryState,
  DeliveryView,
  ReasonGroup,
  ReleaseProgress,
} from '../../../preload/contract/releases.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Loaded } from '../../components/loaded.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { DoubtDialog } from './doubt-dialog.tsx'
import { reasonKey } from './reason-text.ts'
import { isOver } from './release-phase-text.ts'

const shownStates = ['failed', 'deferred', 'in-doubt', 'suppressed', 'sent'] as const
type ShownState = (typeof shownStates)[number]

const stateKey = {
  failed: 'releases.count-failed',
  deferred: 'releases.count-deferred',
  'in-doubt': 'releases.count-inDoubt',
  suppressed: 'releases.count-suppressed',
  sent: 'releases.count-sent',
} as const satisfies Record<ShownState, PlainTextKey>

const rowsMax = 1000
const liveMs = 2000

/** Who did not get it and why comes first; who did comes last. */
export function DeliveryTable({
  progress,
  group,
  onGroup,
}: {
  progress: ReleaseProgress
  /** Only those who stand there for the same reason. */
  group: ReasonGroup | null
  onGroup: (group: ReasonGroup | null) => void
}) {
  const t = useText()
  const format = useFormat()
  const { counts } = progress
  const countOf: Readonly<Record<ShownState, number>> = {
    failed: counts.failed,
    deferred: counts.deferred,
    'in-doubt': counts.inDoubt,
    suppressed: counts.suppressed,
    sent: counts.sent,
  }
  const [chosen, setChosen] = useState<ShownState | null>(null)
  const shown = group?.state ?? chosen ?? shownStates.find((state) => countOf[state] > 0) ?? 'sent'
  return (
    <>
      <TabList
        selectedValue={shown}
        onTabSelect={(_, data) => {
          onGroup(null)
          setChosen(shownStates.find((state) => state === data.value) ?? null)
        }}
      >
        {shownStates.map((state) => (
          <Tab key={state} value={state}>
            {`${t(stateKey[state])} ${format.number(countOf[state])}`}
          </Tab>
        ))}
      </TabList>
      {group === null ? null : (
        <div>
          {t('releases.only-group', { reason: t(reasonKey(group)) })}{' '}
          <Button
            size="small"
            onClick={() => {
              setChosen(group.state)
              onGroup(null)
            }}
          >
            {t('releases.all-groups')}
          </Button>
        </div>
      )}
      <Rows progress={progress} state={shown} group={group} />
    </>
  )
}

/** What is in doubt can be settled while nothing is being sent. */
function useMaySettle({ phase }: ReleaseProgress, state: DeliveryState): boolean {
  const isAllowed = useHasRole('sender', 'approver')
  return isAllowed && state === 'in-doubt' && (phase === 'paused' || isOver(phase))
}

function Rows(props: {
  progress: ReleaseProgress
  state: DeliveryState
  group: ReasonGroup | null
}) {
  const { progress, state, group } = props
  const { request } = progress
  const t = useText()
  const asked = useCall(
    'releases.deliveries',
    {
      ...{ request, state, offset: 0, limit: rowsMax },
      ...(group === null ? {} : { group: { code: group.code, reason: group.reason } }),
    },
    { keepPrevious: true, ...(isOver(progress.phase) ? {} : { everyMs: liveMs }) },
  )
  const maySettle = useMaySettle(progress, state)
  const [settling, setSettling] = useState<readonly DeliveryView[] | null>(null)
  return (
    <Loaded asked={asked}>
      {({ rows }) => (
        <>
          {maySettle && rows.length > 0 ? (
            <div>
              <span>{t('releases.settle-one')}</span>{' '}
              <Button onClick={() => setSettling(rows)}>
                {t('releases.settle-all', { count: rows.length })}
              </Button>
            </div>
          ) : null}
          <Table rows={rows} onOpen={maySettle ? (row) => setSettling([row]) : undefined} />
          {settling === null ? null : (
            <DoubtDialog request={request} rows={settling} onClose={() => setSettling(null)} />
          )}
        </>
      )}
    </Loaded>
  )
}

function Table(props: {
  readonly rows: readonly DeliveryView[]
  readonly onOpen: ((row: DeliveryView) => void) | undefined
}) {
  const t = useText()
  const format = useFormat()
  const { rows } = props
  return (
    <DataTable<DeliveryView>
      onOpen={props.onOpen}
      label={t('releases.deliveries')}
      rowsShownMax={10}
      rowCount={rows.length}
      rowAt={(index) => rows[index]}
      columns={[
        {
          id: 'index',
          header: t('releases.number'),
          width: '72px',
          align: 'end',
          render: (row) => format.number(row.index + 1),
        },
        {
          id: 'address',
          header: t('lists.field-address'),
          width: '2fr',
          render: (row) => row.address,
        },
        {
          id: 'code',
          header: t('releases.code'),
          width: '104px',
          render: (row) => row.code ?? '',
        },
        {
          id: 'reply',
          header: t('releases.reply'),
          width: '3fr',
          render: (row) => row.reply ?? '',
        },
        {
          id: 'at',
          header: t('releases.at'),
          width: '200px',
          render: (row) => (row.at === null ? '' : format.dateTime(row.at)),
        },
      ]}
    />
  )
}
