import {
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Spinner,
  Tab,
  TabList,
} from '@fluentui/react-components'
import {
  ArrowSync20Regular,
  ShieldCheckmark20Regular,
  ShieldTaskRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { JournalEntry } from '../../../preload/contract/journal.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Seal } from '../../components/seal.tsx'
import { Rows } from '../../components/skeleton.tsx'
import type { TableColumn } from '../../components/table-row.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useAct, useCall, useLatest } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { AlarmList } from './alarm-list.tsx'
import { EntryFilters } from './entry-filters.tsx'
import { recordTitle } from './record-title.ts'
import { UpkeepTab } from './upkeep-tab.tsx'
import { type EntryFilter, useEntries } from './use-entries.ts'

/** The time line of signed records, the button that verifies them all, and what is wrong. */
export function JournalPage() {
  const t = useText()
  const verify = useAct('journal.verify')
  const sync = useAct('journal.sync')
  const alarms = useCall('journal.alarms', {}, { everyMs: alarmsMs })
  const [tab, setTab] = useState<TabName>('records')
  const mayKeepUp = useHasRole('auditor', 'administrator')
  const [opened, setOpened] = useState<JournalEntry | null>(null)
  const activeCount = alarms.value?.active.length ?? 0
  const isRecords = tab === 'records'
  return (
    <Page
      title={t('page.journal')}
      subtitle={t('journal.subtitle')}
      actions={
        <>
          <Button
            icon={<ArrowSync20Regular />}
            disabled={sync.isRunning}
            onClick={() => sync.run({})}
          >
            {t('journal.sync')}
          </Button>
          <Button
            appearance="primary"
            icon={verify.isRunning ? <Spinner size="tiny" /> : <ShieldCheckmark20Regular />}
            disabled={verify.isRunning}
            onClick={() => verify.run({}, alarms.refresh)}
          >
            {verify.isRunning ? t('journal.verifying') : t('journal.verify')}
          </Button>
        </>
      }
      aside={opened === null || !isRecords ? null : <EntryDetail entry={opened} />}
    >
      <TabList
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(tabNames.find((each) => each === value) ?? 'records')}
      >
        <Tab value="records">{t('journal.tab-records')}</Tab>
        <Tab value="alarms">
          {activeCount === 0
            ? t('journal.tab-alarms')
            : t('journal.tab-alarms-count', { count: activeCount })}
        </Tab>
        {mayKeepUp ? <Tab value="upkeep">{t('journal.tab-upkeep')}</Tab> : null}
      </TabList>
      <ProblemNotice problem={verify.problem ?? sync.problem ?? alarms.problem} />
      {verify.isRunning ? <VerificationProgress /> : null}
      {verify.value === undefined ? null : <Verified result={verify.value} />}
      {isRecords ? <Records onOpen={setOpened} /> : null}
      {tab === 'alarms' && alarms.value !== undefined ? <AlarmList {...alarms.value} /> : null}
      {tab === 'upkeep' ? <UpkeepTab /> : null}
    </Page>
  )
}

const alarmsMs = 10_000
const tabNames = ['records', 'alarms', 'upkeep'] as const
type TabName = (typeof tabNames)[number]

/** How far the threads are that verify. */
function VerificationProgress() {
  const t = useText()
  const step = useLatest('journal.verifying')
  const share = step === undefined || step.totalCount === 0 ? 0 : step.doneCount / step.totalCount
  return <ProgressBar value={share} aria-label={t('journal.verifying')} thickness="large" max={1} />
}

function Records(props: { onOpen: (entry: JournalEntry) => void }) {
  const t = useText()
  const [filter, setFilter] = useState<EntryFilter>({})
  const { total, problem, refresh, rowAt, onWindow } = useEntries(filter)
  const columns = useColumns()
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      <EntryFilters onChange={setFilter} />
      <ProblemNotice problem={problem} onRetry={refresh} />
      {total === undefined && problem === null ? <Rows count={8} /> : null}
      {total === 0 ? (
        <EmptyState
          icon={<ShieldTaskRegular />}
          title={t(isFiltered ? 'journal.filter-none' : 'journal.empty')}
          body={t(isFiltered ? 'journal.filter-none-body' : 'journal.empty-body')}
        />
      ) : null}
      {total !== undefined && total > 0 ? (
        <>
          <Caption1>{t('journal.count', { count: total })}</Caption1>
          <DataTable
            label={t('journal.list')}
            columns={columns}
            rowCount={total}
            rowAt={rowAt}
            onWindow={onWindow}
            onOpen={props.onOpen}
          />
        </>
      ) : null}
    </>
  )
}

function useColumns(): readonly TableColumn<JournalEntry>[] {
  const t = useText()
  const format = useFormat()
  return [
    {
      id: 'seal',
      header: t('journal.seal'),
      width: '64px',
      render: (entry) => <Seal digest={entry.hash} words={entry.words} sizePx={24} isBare />,
    },
    {
      id: 'time',
      header: t('journal.time'),
      width: 'minmax(176px, 210px)',
      render: (entry) => format.dateTime(entry.at),
    },
    {
      id: 'act',
      header: t('journal.act'),
      width: 'minmax(150px, 1.4fr)',
      render: (entry) => recordTitle(entry.kind, t),
    },
    {
      id: 'who',
      header: t('journal.who'),
      width: 'minmax(120px, 1fr)',
      render: (entry) => entry.memberName ?? t('journal.by-workstation'),
    },
    {
      id: 'where',
      header: t('journal.where'),
      width: 'minmax(120px, 1fr)',
      render: (entry) => entry.workstationName,
    },
    {
      id: 'seq',
      header: t('journal.seq'),
      width: '72px',
      align: 'end',
      render: (entry) => format.number(entry.seq),
    },
  ]
}

function Verified({ result }: { result: ChannelOutput<'journal.verify'> }) {
  const t = useText()
  const format = useFormat()
  const { alarms, recordCount, workstationCount } = result
  if (alarms.length === 0) {
    return (
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>{t('journal.verified', { recordCount, workstationCount })}</MessageBarBody>
      </MessageBar>
    )
  }
  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('journal.alarmed', { count: alarms.length })}</MessageBarTitle>
          {t('journal.alarmed-body')}
        </MessageBarBody>
      </MessageBar>
      <FactList
        facts={alarms.map((alarm) => ({
          term: t('journal.alarm-at', { at: alarm.at }),
          fact: format.problem(toKnownProblem(alarm)),
        }))}
      />
    </>
  )
}

function EntryDetail({ entry }: { entry: JournalEntry }) {
  const t = useText()
  const format = useFormat()
  return (
    <section aria-label={t('journal.detail')}>
      <FactList
        layout="stacked"
        facts={[
          {
            term: t('journal.seal'),
            fact: <Seal digest={entry.hash} words={entry.words} sizePx={96} layout="stacked" />,
          },
          { term: t('journal.act'), fact: recordTitle(entry.kind, t) },
          { term: t('journal.time'), fact: format.dateTime(entry.at) },
          { term: t('journal.who'), fact: entry.memberName ?? t('journal.by-workstation') },
          { term: t('journal.where'), fact: entry.workstationName },
          { term: t('journal.seq'), fact: format.number(entry.seq) },
          { term: t('journal.hash'), fact: entry.hash },
        ]}
      />
    </section>
  )
}
