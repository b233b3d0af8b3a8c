import { PeopleSearch24Regular } from '@fluentui/react-icons'
import { useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { ListedContact, ListView } from '../../../preload/contract/lists.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import type { TableColumn } from '../../components/table-row.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { type Format, type Translate, useFormat, useText } from '../../i18n/language.tsx'
import { call } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { UnmaskDialog } from '../permits/unmask-dialog.tsx'

const pageSize = 200
const fieldsMax = 6

/** Which contacts are ticked, and what ticks one or takes its tick away. */
export interface ContactTicks {
  readonly ticked: ReadonlySet<number>
  readonly onTick: (contact: number) => void
}

/** Pages of a list are fetched when they come into sight, and no others. */
export function ContactTable(props: {
  list: ListView
  search: string
  onTotal: (total: number) => void
  onOpen: (contact: number) => void
  /** Null for whoever may not change them. */
  ticks: ContactTicks | null
}) {
  const t = useText()
  const format = useFormat()
  const [masked, setMasked] = useState<number | null>(null)
  const canRead = useHasRole('list-manager', 'approver', 'sender')
  const [pages, setPages] = useState<readonly number[]>([0])
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['lists.contacts', props.list.id, props.search, page],
      queryFn: () =>
        call('lists.contacts', {
          list: props.list.id,
          search: props.search,
          offset: page * pageSize,
          limit: pageSize,
        }),
    })),
  })
  const byPage = new Map(pages.map((page, at) => [page, results[at]?.data]))
  const total = results.find((result) => result.data !== undefined)?.data?.total
  const { onTotal } = props
  useEffect(() => {
    if (total !== undefined) onTotal(total)
  }, [total, onTotal])

  const onWindow = useCallback((first: number, last: number) => {
    const from = Math.floor(first / pageSize)
    const to = Math.floor(Math.max(first, last - 1) / pageSize)
    const wanted = Array.from({ length: to - from + 1 }, (_, step) => from + step)
    setPages((before) => (before.join() === wanted.join() ? before : wanted))
  }, [])

  if (total === 0)
    return (
      <EmptyState
        icon={<PeopleSearch24Regular />}
        title={props.search === '' ? t('lists.empty') : t('lists.nothing-found')}
        body={props.search === '' ? t('lists.empty-body') : t('lists.nothing-found-body')}
      />
    )
  return (
    <>
      <DataTable
        label={props.list.name}
        columns={[
          ...(props.ticks === null ? [] : [tickColumn(props.ticks, t)]),
          ...columnsOf(props.list, t, format),
        ]}
        rowCount={total ?? 0}
        rowAt={(index) => byPage.get(Math.floor(index / pageSize))?.rows[index % pageSize]}
        onWindow={onWindow}
        onOpen={({ id }) => (canRead ? props.onOpen(id) : setMasked(id))}
        onTick={props.ticks === null ? undefined : ({ id }) => props.ticks?.onTick(id)}
      />
      {masked === null ? null : (
        <UnmaskDialog list={props.list.id} contact={masked} onClose={() => setMasked(null)} />
      )}
    </>
  )
}

/** For the mouse; at the keyboard the space bar ticks the row. */
function tickColumn(ticks: ContactTicks, t: Translate): TableColumn<ListedContact> {
  return {
    id: 'tick',
    header: t('contacts.ticks'),
    width: '80px',
    render: ({ id, address }) => (
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t('contacts.tick', { address })}
        checked={ticks.ticked.has(id)}
        onClick={(event) => event.stopPropagation()}
        onChange={() => ticks.onTick(id)}
      />
    ),
  }
}

function columnsOf(
  list: ListView,
  t: Translate,
  format: Format,
): readonly TableColumn<ListedContact>[] {
  const address: TableColumn<ListedContact> = {
    id: 'address',
    header: t('lists.field-address'),
    width: 'minmax(240px, 2fr)',
    render: (row) => row.address,
  }
  const fields = list.fields.slice(0, fieldsMax).map(
    (field): TableColumn<ListedContact> => ({
      id: `field ${field}`,
      header: fieldName(field, t),
      width: 'minmax(112px, 1fr)',
      render: (row) => (Object.hasOwn(row.fields, field) ? row.fields[field] : ''),
    }),
  )
  const lastMailed: TableColumn<ListedContact> = {
    id: 'last-mailed',
    header: t('lists.last-mailed'),
    width: '120px',
    render: ({ lastMailedAt }) => (lastMailedAt === null ? '' : format.date(lastMailedAt)),
  }
  return [address, ...fields, lastMailed]
}
