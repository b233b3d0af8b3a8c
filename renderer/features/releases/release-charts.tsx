import {
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components'
import type { ReleaseProgress, Timeline } from '../../../preload/contract/releases.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { BarChart } from '../../components/bar-chart.tsx'
import { Chart } from '../../components/chart.tsx'
import type { ChartSeries } from '../../components/chart-series.tsx'
import { LineChart } from '../../components/line-chart.tsx'
import { Loaded } from '../../components/loaded.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { isOver } from './release-phase-text.ts'
import { type MomentCounts, toMoments } from './timeline.ts'

const liveMs = 2000

const seriesKey = {
  sent: 'releases.count-sent',
  waiting: 'releases.count-waiting',
  deferred: 'releases.count-deferred',
  failed: 'releases.count-failed',
  other: 'releases.count-inDoubt',
} as const satisfies Record<ChartSeries, PlainTextKey>

const timeSeries = ['sent', 'failed', 'deferred'] as const
const domainSeries = ['sent', 'failed', 'deferred', 'waiting'] as const
const domainsMax = 12

function useSeries(series: readonly ChartSeries[]) {
  const t = useText()
  return series.map((each) => ({ series: each, label: t(seriesKey[each]) }))
}

/** How many had come to their end by when, from the first to the last. */
export function TimelineChart({ progress }: { readonly progress: ReleaseProgress }) {
  const asked = useCall(
    'releases.timeline',
    { request: progress.request },
    { keepPrevious: true, ...(isOver(progress.phase) ? {} : { everyMs: liveMs }) },
  )
  return <Loaded asked={asked}>{(timeline) => <TimelineFigure timeline={timeline} />}</Loaded>
}

function TimelineFigure({ timeline }: { readonly timeline: Timeline }) {
  const t = useText()
  const format = useFormat()
  const series = useSeries(timeSeries)
  const moments = toMoments(timeline)
  if (moments.length < 2) return null
  const sayTime = (moment: MomentCounts) =>
    timeline.stretchSeconds < 60
      ? `${format.time(moment.at)}:${moment.at.slice(17, 19)}`
      : format.time(moment.at)
  return (
    <Chart
      title={t('chart.over-time')}
      unit={t('chart.mails-so-far')}
      legend={series}
      table={
        <FigureTable
          label={t('chart.over-time')}
          heads={[t('releases.at'), ...series.map(({ label }) => label)]}
          rows={moments.map((moment) => [
            `${format.date(moment.at)} ${sayTime(moment)}`,
            ...timeSeries.map((each) => format.number(moment[each])),
          ])}
        />
      }
    >
      <LineChart
        label={t('chart.over-time')}
        series={series}
        points={moments.map((moment) => ({
          at: sayTime(moment),
          values: { sent: moment.sent, failed: moment.failed, deferred: moment.deferred },
        }))}
      />
    </Chart>
  )
}

/** What became of the mails to each receiving domain; the rest of them together. */
export function DomainChart({ rows }: { readonly rows: ChannelOutput<'releases.domains'> }) {
  const t = useText()
  const format = useFormat()
  const series = useSeries(domainSeries)
  const shown = rows.slice(0, domainsMax)
  return (
    <Chart
      title={t('chart.by-domain')}
      unit={t('chart.share-of-domain')}
      legend={series}
      table={
        <FigureTable
          label={t('chart.by-domain')}
          heads={[
            t('manifest.domains'),
            ...series.map(({ label }) => label),
            t('releases.count-all'),
          ]}
          rows={rows.map((row) => [
            row.domain,
            ...domainSeries.map((each) => format.number(row[each])),
            format.number(row.count),
          ])}
        />
      }
    >
      <BarChart
        label={t('chart.by-domain')}
        scale="share"
        bars={shown.map((row) => ({
          id: row.domain,
          label: row.domain,
          parts: domainSeries.map((each) => ({ series: each, count: row[each] })),
        }))}
      />
    </Chart>
  )
}

const comparedMax = 8
const comparedSeries = ['sent', 'failed', 'deferred', 'other', 'waiting'] as const

/** The newest releases beside each other, each as a whole. */
export function ReleaseComparison({ rows }: { readonly rows: ChannelOutput<'releases.list'> }) {
  const t = useText()
  const format = useFormat()
  const series = useSeries(comparedSeries)
  const compared = rows.slice(0, comparedMax).map((row) => ({
    ...row,
    shown: { ...row.counts, other: row.counts.inDoubt },
  }))
  if (compared.length < 2) return null
  const nameOf = ({ campaignName, startedAt }: (typeof compared)[number]) =>
    `${format.day(startedAt)} ${campaignName}`
  return (
    <Chart
      title={t('chart.compare')}
      unit={t('chart.share-of-release')}
      legend={series}
      table={
        <FigureTable
          label={t('chart.compare')}
          heads={[
            t('approval.campaign'),
            ...series.map(({ label }) => label),
            t('releases.count-all'),
            t('chart.delivered-share'),
          ]}
          rows={compared.map((row) => [
            nameOf(row),
            ...comparedSeries.map((each) => format.number(row.shown[each])),
            format.number(row.recipientCount),
            format.percent(row.recipientCount === 0 ? 0 : row.shown.sent / row.recipientCount),
          ])}
        />
      }
    >
      <BarChart
        label={t('chart.compare')}
        scale="share"
        bars={compared.map((row) => ({
          id: row.request,
          label: nameOf(row),
          parts: comparedSeries.map((each) => ({ series: each, count: row.shown[each] })),
        }))}
      />
    </Chart>
  )
}

function FigureTable(props: {
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}) {
  return (
    <Table size="small" aria-label={props.label}>
      <TableHeader>
        <TableRow>
          {props.heads.map((head) => (
            <TableHeaderCell key={head}>{head}</TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {props.rows.map((row) => (
          <TableRow key={row[0]}>
            {row.map((cell, at) => (
              <TableCell key={props.heads[at]}>{cell}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
