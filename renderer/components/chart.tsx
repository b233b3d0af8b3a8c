import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Caption1,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'
import { useText } from '../i18n/language.tsx'
import { ChartPatterns, ChartPiece, type ChartSeries } from './chart-series.tsx'

const useStyles = makeStyles({
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: '8px', maxWidth: '760px' },
  head: { display: 'flex', alignItems: 'baseline', gap: '12px', flexWrap: 'wrap' },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  legend: {
    display: 'flex',
    gap: '16px',
    flexWrap: 'wrap',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  key: { display: 'flex', alignItems: 'center', gap: '6px' },
  panel: { margin: 0, overflowX: 'auto' },
})

export interface ChartProps {
  readonly title: string
  /** What is counted, and in what: 通, %. */
  readonly unit: string
  readonly legend: readonly { readonly series: ChartSeries; readonly label: string }[]
  /** The same figures, for whoever reads rather than looks. */
  readonly table: ReactNode
  readonly children: ReactNode
}

/** A chart with everything that makes it readable: title, unit, legend, and its table. */
export function Chart({ title, unit, legend, table, children }: ChartProps) {
  const styles = useStyles()
  const t = useText()
  const id = useId()
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption className={styles.head}>
        <Subtitle2 as="h3" id={id} className={styles.title}>
          {title}
        </Subtitle2>
        <Caption1 className={styles.quiet}>{unit}</Caption1>
      </figcaption>
      <ul className={styles.legend}>
        {legend.map(({ series, label }) => (
          <li key={series} className={styles.key}>
            <LegendKey series={series} />
            <Caption1>{label}</Caption1>
          </li>
        ))}
      </ul>
      {children}
      <Accordion collapsible>
        <AccordionItem value="table">
          <AccordionHeader size="small">{t('chart.table')}</AccordionHeader>
          <AccordionPanel className={styles.panel}>{table}</AccordionPanel>
        </AccordionItem>
      </Accordion>
    </figure>
  )
}

function LegendKey({ series }: { readonly series: ChartSeries }) {
  const id = useId()
  return (
    <svg width={16} height={12} aria-hidden="true">
      <ChartPatterns id={id} />
      <ChartPiece id={id} series={series} x={0.5} y={0.5} width={15} height={11} />
    </svg>
  )
}
