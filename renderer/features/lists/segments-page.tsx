import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Delete20Regular, Edit20Regular, Filter24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ListView } from '../../../preload/contract/lists.ts'
import type { SegmentView } from '../../../preload/contract/segments.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { ContactsTabs } from './contacts-tabs.tsx'
import { SegmentDialog } from './segment-dialog.tsx'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '8px', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    listStyle: 'none',
    padding: '8px 16px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  texts: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground3 },
  count: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
})

type Open = { readonly act: 'edit' | 'delete'; readonly segment: SegmentView } | null

/** Every kept condition, how many fit it now, and what uses it. */
export function SegmentsPage() {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const segments = useCall('segments.list', {})
  const { value: lists = [] } = useCall('lists.list', {})
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Page title={t('page.segments')}>
      <ContactsTabs shown="segments" />
      <Loaded asked={segments}>
        {(value) =>
          value.length === 0 ? (
            <EmptyState
              icon={<Filter24Regular />}
              title={t('segments.none')}
              body={t('segments.none-body')}
              action={
                <Button onClick={() => navigate({ page: 'contacts' })}>
                  {t('lists.tab-contacts')}
                </Button>
              }
            />
          ) : (
            <ul className={styles.list} aria-label={t('page.segments')}>
              {value.map((segment) => (
                <SegmentRow key={segment.id} segment={segment} lists={lists} onOpen={setOpen} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open?.act === 'edit' ? (
        <SegmentDialog
          segment={open.segment}
          title={t('segments.edit-title', { name: open.segment.name })}
          lists={open.segment.lists}
          fields={fieldsOf(open.segment, lists)}
          onClose={close}
        />
      ) : null}
      {open?.act === 'delete' ? <DeleteDialog segment={open.segment} onClose={close} /> : null}
    </Page>
  )
}

function fieldsOf({ lists }: SegmentView, all: readonly ListView[]): string[] {
  return [...new Set(all.filter(({ id }) => lists.includes(id)).flatMap(({ fields }) => fields))]
}

function SegmentRow(props: {
  segment: SegmentView
  lists: readonly ListView[]
  onOpen: (open: Open) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { segment, onOpen } = props
  const { lists, condition, name, updatedAt } = segment
  const counted = useCall(
    'segments.count',
    { lists: [...lists], condition },
    { keepPrevious: true },
  )
  const names = lists.map(
    (id) => props.lists.find((each) => each.id === id)?.name ?? t('segments.list-gone'),
  )
  return (
    <li className={styles.row}>
      <span className={styles.texts}>
        <span className={styles.name}>{name}</span>
        <span className={styles.note}>
          {format.list(names)} · {format.date(updatedAt)}
        </span>
      </span>
      <span className={styles.count}>
        {counted.value === undefined ? '' : t('lists.count', { count: counted.value.count })}
        {counted.problem === null ? '' : format.problem(counted.problem)}
      </span>
      <Button
        icon={<Edit20Regular />}
        aria-label={t('segments.edit-title', { name })}
        title={t('segments.edit-title', { name })}
        onClick={() => onOpen({ act: 'edit', segment })}
      />
      <Button
        appearance="subtle"
        icon={<Delete20Regular />}
        aria-label={t('segments.delete-title', { name })}
        title={t('segments.delete')}
        onClick={() => onOpen({ act: 'delete', segment })}
      />
    </li>
  )
}

function DeleteDialog({ segment, onClose }: { segment: SegmentView; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const act = useAct('segments.delete')
  const uses = useCall('segments.uses', { segment: segment.id })
  const isUsed = uses.value !== undefined && uses.value.length > 0
  return (
    <ActDialog
      isOpen
      intent={isUsed ? 'normal' : 'danger'}
      title={t('segments.delete-title', { name: segment.name })}
      confirmLabel={isUsed ? t('app.close') : t('segments.delete-now')}
      isReady={uses.value !== undefined}
      isRunning={act.isRunning}
      problem={act.problem ?? uses.problem}
      onCancel={isUsed ? null : onClose}
      onConfirm={() => (isUsed ? onClose() : act.run({ segment: segment.id }, onClose))}
    >
      {isUsed
        ? t('segments.used-no-delete', { names: format.list(uses.value ?? []) })
        : t('segments.delete-body')}
    </ActDialog>
  )
}
