import { Badge } from '@fluentui/react-components'
import { ShieldKeyhole24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { PermitView } from '../../../preload/contract/permits.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import type { TableColumn } from '../../components/table-row.tsx'
import { type Format, type Translate, useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { PermitDialog } from './permit-dialog.tsx'
import { permitStateColor, permitStateKey, permitTitle } from './permit-text.ts'

/** Every petition for an act that nobody does alone; what waits for the person comes first. */
export function PermitsPanel() {
  const t = useText()
  const format = useFormat()
  const asked = useCall('permits.list', {})
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <Loaded asked={asked}>
      {(value) => {
        const rows = value.toSorted((a, b) => urgency(b) - urgency(a))
        const permit = rows.find(({ petition }) => petition === opened)
        return (
          <>
            {rows.length === 0 ? (
              <EmptyState
                icon={<ShieldKeyhole24Regular />}
                title={t('permits.none')}
                body={t('permits.none-body')}
              />
            ) : (
              <DataTable
                label={t('permits.title')}
                columns={columnsOf(t, format)}
                rowCount={rows.length}
                rowAt={(index) => rows[index]}
                onOpen={(row) => setOpened(row.petition)}
              />
            )}
            {permit === undefined ? null : (
              <PermitDialog permit={permit} onClose={() => setOpened(null)} />
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function urgency({ mayDecide, isOwn, state }: PermitView): number {
  if (mayDecide) return 2
  return isOwn && state === 'agreed' ? 1 : 0
}

function columnsOf(t: Translate, format: Format): readonly TableColumn<PermitView>[] {
  return [
    {
      id: 'what',
      header: t('permits.what'),
      width: 'minmax(240px, 3fr)',
      render: (row) => permitTitle(row, t),
    },
    { id: 'member', header: t('permits.member'), width: '1.2fr', render: (row) => row.member },
    {
      id: 'state',
      header: t('permits.state'),
      width: '140px',
      render: ({ state }) => (
        <Badge appearance="tint" color={permitStateColor[state]}>
          {t(permitStateKey[state])}
        </Badge>
      ),
    },
    {
      id: 'agreed',
      header: t('permits.agreed'),
      width: '80px',
      align: 'end',
      render: ({ agreed, quorum }) => `${agreed} / ${quorum}`,
    },
    {
      id: 'expires',
      header: t('permits.expires'),
      width: '200px',
      render: (row) => format.dateTime(row.expiresAt),
    },
  ]
}
