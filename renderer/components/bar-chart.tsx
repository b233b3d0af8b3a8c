import { makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { useFormat } from '../i18n/language.tsx'
import { ChartPatterns, ChartPiece, type ChartSeries } from './chart-series.tsx'

const useStyles = makeStyles({
  svg: { width: '100%', height: 'auto', display: 'block' },
  text: {
    fill: tokens.colorNeutralForeground1,
    fontSize: '13px',
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  grid: {
    stroke: tokens.colorNeutralStroke2,
    '@media (forced-colors: active)': { stroke: 'GrayText' },
  },
})

export interface Bar {
  readonly id: string
  readonly label: string
  readonly parts: readonly { readonly series: ChartSeries; readonly count: number }[]
}

const width = 720
const labelWidth = 210
const endWidth = 70
const rowHeight = 26
const barHeight = 14
const axisHeight = 22
const ticks = [0, 0.25, 0.5, 0.75, 1] as const

/** Bars beside names, each divided; either by their counts, or each as a whole of its own. */
export function BarChart(props: {
  readonly label: string
  readonly bars: readonly Bar[]
  /** share: every bar is as long as the others, and the axis counts per cent. */
  readonly scale: 'count' | 'share'
}) {
  const styles = useStyles()
  const format = useFormat()
  const id = useId()
  const { bars, scale } = props
  const most = Math.max(1, ...bars.map(totalOf))
  const plot = width - labelWidth - endWidth
  const height = bars.length * rowHeight + axisHeight
  const toTick = (share: number) =>
    scale === 'share' ? format.percent(share) : format.number(Math.round(share * most))
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={props.label}
      className={styles.svg}
    >
      <ChartPatterns id={id} />
      {ticks.map((share) => {
        const x = labelWidth + share * plot
        return (
          <g key={share}>
            <line x1={x} x2={x} y1={0} y2={height - axisHeight} className={styles.grid} />
            <text x={x} y={height - 6} textAnchor="middle" className={styles.text}>
              {toTick(share)}
            </text>
          </g>
        )
      })}
      {bars.map((bar, row) => {
        const total = totalOf(bar)
        const whole = scale === 'share' ? Math.max(1, total) : most
        const y = row * rowHeight + (rowHeight - barHeight) / 2
        const middle = row * rowHeight + rowHeight / 2
        return (
          <g key={bar.id}>
            <text x={0} y={middle} dominantBaseline="central" className={styles.text}>
              {shorten(bar.label)}
            </text>
            {placed(bar).map(({ series, count, before }) => (
              <ChartPiece
                key={series}
                id={id}
                series={series}
                x={labelWidth + (before / whole) * plot}
                y={y}
                width={(count / whole) * plot}
                height={barHeight}
              />
            ))}
            <text
              x={width}
              y={middle}
              textAnchor="end"
              dominantBaseline="central"
              className={styles.text}
            >
              {format.number(total)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function totalOf({ parts }: Bar): number {
  return parts.reduce((sum, { count }) => sum + count, 0)
}

function placed({ parts }: Bar) {
  let before = 0
  return parts.map((part) => {
    const at = { ...part, before }
    before += part.count
    return at
  })
}

/** Full-width characters take the room of two. */
function shorten(label: string): string {
  let room = 28
  const kept = [...label].filter((letter) => {
    room -= (letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1
    return room >= 0
  })
  return kept.length < [...label].length ? `${kept.join('')}…` : label
}
