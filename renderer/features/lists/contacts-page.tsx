import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import {
  Add20Regular,
  ArrowExport20Regular,
  ArrowImport20Regular,
  Delete20Regular,
  Filter20Regular,
  PeopleList24Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { useHasRole } from '../../session.tsx'
import { ContactDrawer } from '../contacts/contact-drawer.tsx'
import { CurationMenu } from '../contacts/curation-menu.tsx'
import { SelectionBar, tickedMax } from '../contacts/selection-bar.tsx'
import { AskExportDialog } from '../permits/ask-dialog.tsx'
import { ContactTable } from './contact-table.tsx'
import { ContactsTabs } from './contacts-tabs.tsx'
import { MoveButton } from './list-department.tsx'
import { KeepButton, KeepWarning } from './list-keeping.tsx'
import { ListPicker } from './list-picker.tsx'
import { NewListDialog } from './new-list-dialog.tsx'
import { SegmentDialog } from './segment-dialog.tsx'

const useStyles = makeStyles({
  columns: { display: 'flex', gap: '20px', flexGrow: 1, minHeight: 0 },
  table: { display: 'flex', flexDirection: 'column', gap: '12px', flexGrow: 1, minWidth: 0 },
  tools: { display: 'flex', gap: '12px', alignItems: 'center' },
  search: { flexGrow: 1, maxWidth: '360px' },
  count: { color: tokens.colorNeutralForeground3, marginLeft: 'auto' },
})

/** Lists at the left, the contacts of the chosen one at the right. */
export function ContactsPage(props: PageParams['contacts']) {
  const t = useText()
  const { navigate } = useNavigation()
  const mayManage = useHasRole('list-manager')
  const lists = useCall('lists.list', {})
  const [isNaming, setNaming] = useState(false)
  const chosen = lists.value?.find((list) => list.id === props.list) ?? lists.value?.[0]
  const toImport = () => navigate({ page: 'import', list: chosen?.id })
  return (
    <Page
      title={t('page.contacts')}
      actions={
        mayManage ? (
          <>
            <Button icon={<Add20Regular />} onClick={() => setNaming(true)}>
              {t('lists.new')}
            </Button>
            <Button appearance="primary" icon={<ArrowImport20Regular />} onClick={toImport}>
              {t('lists.import')}
            </Button>
          </>
        ) : null
      }
    >
      <ContactsTabs shown="contacts" />
      <Loaded asked={lists}>
        {(value) =>
          chosen === undefined ? (
            <EmptyState
              icon={<PeopleList24Regular />}
              title={t('lists.none')}
              body={t('lists.none-body')}
              action={
                mayManage ? (
                  <Button appearance="primary" onClick={toImport}>
                    {t('lists.import')}
                  </Button>
                ) : null
              }
            />
          ) : (
            <ListWithContacts lists={value} chosen={chosen} mayManage={mayManage} />
          )
        }
      </Loaded>
      <NewListDialog
        isOpen={isNaming}
        onClose={() => setNaming(false)}
        onMade={(list) => navigate({ page: 'contacts', list: list.id })}
      />
    </Page>
  )
}

function ListWithContacts(props: {
  lists: readonly ListView[]
  chosen: ListView
  mayManage: boolean
}) {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const [search, setSearch] = useState('')
  const [total, setTotal] = useState<number | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const list = props.chosen.id
  const mayChange = props.mayManage && props.chosen.mayChange
  const clear = () => setTicked(new Set())

  function tick(contact: number) {
    const next = new Set(ticked)
    if (!next.delete(contact) && next.size < tickedMax) next.add(contact)
    setTicked(next)
  }

  return (
    <div className={styles.columns}>
      <ListPicker
        lists={props.lists}
        chosen={props.chosen.id}
        onChoose={(next) => {
          setSearch('')
          clear()
          navigate({ page: 'contacts', list: next })
        }}
      />
      <div className={styles.table}>
        <div className={styles.tools}>
          <SearchBox
            className={styles.search}
            value={search}
            placeholder={t('lists.search')}
            aria-label={t('lists.search')}
            onChange={(_, data) => setSearch(data.value)}
          />
          <span className={styles.count} aria-live="polite">
            {total === null ? '' : t('lists.count', { count: total })}
          </span>
          {props.mayManage ? <NewSegment list={props.chosen} /> : null}
          {mayChange ? <CurationMenu list={list} /> : null}
          {mayChange ? <MoveButton list={props.chosen} /> : null}
          {mayChange ? <KeepButton list={props.chosen} /> : null}
          {props.mayManage ? <ExportList list={props.chosen} /> : null}
          {mayChange ? <DeleteList list={props.chosen} /> : null}
        </div>
        <KeepWarning list={props.chosen} mayManage={mayChange} />
        {mayChange && total !== null && total > 0 ? (
          <SelectionBar
            key={`bar ${list} ${search}`}
            list={props.chosen}
            search={search}
            total={total}
            ticked={ticked}
            onClear={clear}
          />
        ) : null}
        <ContactTable
          key={`table ${list} ${search}`}
          list={props.chosen}
          search={search}
          onTotal={setTotal}
          onOpen={setOpened}
          ticks={mayChange ? { ticked, onTick: tick } : null}
        />
        <ContactDrawer
          place={opened === null ? null : { list, contact: opened }}
          onClose={() => setOpened(null)}
        />
      </div>
    </div>
  )
}

function NewSegment(props: { list: ListView }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Filter20Regular />} onClick={() => setOpen(true)}>
        {t('segments.new')}
      </Button>
      {isOpen ? (
        <SegmentDialog
          segment={null}
          title={t('segments.new-title', { name: props.list.name })}
          lists={[props.list.id]}
          fields={props.list.fields}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

function ExportList({ list }: { list: ListView }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        appearance="subtle"
        icon={<ArrowExport20Regular />}
        aria-label={t('permits.ask-export')}
        title={t('permits.ask-export')}
        onClick={() => setOpen(true)}
      />
      {isOpen ? (
        <AskExportDialog
          asked={{ act: 'export-contacts', list: list.id }}
          what={t('permits.of-contacts', { name: list.name, count: list.contactCount })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

function DeleteList(props: { list: ListView }) {
  const t = useText()
  const format = useFormat()
  const act = useAct('lists.delete')
  const { navigate } = useNavigation()
  const [isAsking, setAsking] = useState(false)
  const count = format.number(props.list.contactCount)
  return (
    <>
      <Button
        appearance="subtle"
        icon={<Delete20Regular />}
        aria-label={t('lists.delete')}
        title={t('lists.delete')}
        onClick={() => setAsking(true)}
      />
      <ActDialog
        isOpen={isAsking}
        intent="danger"
        title={t('lists.delete-title', { name: props.list.name })}
        confirmLabel={t('lists.delete-now', { count })}
        isRunning={act.isRunning}
        problem={act.problem}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          act.run({ list: props.list.id }, () => {
            setAsking(false)
            navigate({ page: 'contacts' })
          })
        }
      >
        {t('lists.delete-body', { name: props.list.name, count })}
      </ActDialog>
    </>
  )
}
