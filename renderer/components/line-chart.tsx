// biome-ignore-all lint/a11y/noNoninteractiveTabindex: the keys walk along the lines
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useId, useState } from 'react'
import { useFormat } from '../i18n/language.tsx'
import { type ChartSeries, lineDash, useSeriesStyles } from './chart-series.tsx'
import { isPartOfMore } from './single-key.ts'

const useStyles = makeStyles({
  svg: {
    width: '100%',
    height: 'auto',
    display: 'block',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': {
      outlineStyle: 'solid',
      outlineWidth: '2px',
      outlineColor: tokens.colorStrokeFocus2,
    },
  },
  text: {
    fill: tokens.colorNeutralForeground1,
    fontSize: '13px',
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  grid: {
    stroke: tokens.colorNeutralStroke2,
    '@media (forced-colors: active)': { stroke: 'GrayText' },
  },
  cursor: {
    stroke: tokens.colorNeutralForeground1,
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
  said: { minHeight: '20px', fontVariantNumeric: 'tabular-nums' },
})

export interface LinePoint {
  /** What stands under the axis. */
  readonly at: string
  readonly values: Readonly<Partial<Record<ChartSeries, number>>>
}

const width = 720
const height = 240
const left = 64
const right = 16
const top = 10
const bottom = 28
const tickCount = 4

/**
 * Counts over time, one line each. The arrow keys, Home and End walk along it, and what stands there
 * is said below.
 */
export function LineChart(props: {
  readonly label: string
  readonly points: readonly LinePoint[]
  readonly series: readonly { readonly series: ChartSeries; readonly label: string }[]
}) {
  const styles = useStyles()
  const seriesStyles = useSeriesStyles()
  const format = useFormat()
  const saidId = useId()
  const [at, setAt] = useState<number | null>(null)
  const { points, series } = props
  const last = points.length - 1
  const most = niceMax(Math.max(1, ...points.flatMap(({ values }) => Object.values(values))))
  const x = (index: number) => left + (last <= 0 ? 0 : (index / last) * (width - left - right))
  const y = (value: number) => top + (1 - value / most) * (height - top - bottom)
  const shown = at === null ? null : points[Math.min(at, last)]
  const ticks = Array.from({ length: tickCount + 1 }, (_, step) => (most / tickCount) * step)

  function onKeyDown(event: KeyboardEvent) {
    if (isPartOfMore(event)) return
    const next = targetOf(event.key, at ?? last, last)
    if (next === null) return
    event.preventDefault()
    setAt(next)
  }
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={props.label}
        aria-describedby={saidId}
        tabIndex={0}
        className={styles.svg}
        onKeyDown={onKeyDown}
      >
        {ticks.map((value) => (
          <g key={value}>
            <line
              x1={left}
              x2={width - right}
              y1={y(value)}
              y2={y(value)}
              className={styles.grid}
            />
            <text
              x={left - 8}
              y={y(value)}
              textAnchor="end"
              dominantBaseline="central"
              className={styles.text}
            >
              {format.number(Math.round(value))}
            </text>
          </g>
        ))}
        {[0, Math.floor(last / 2), last]
          .filter((each, index, all) => all.indexOf(each) === index)
          .map((index) => (
            <text
              key={index}
              x={x(index)}
              y={height - 8}
              textAnchor={index === 0 ? 'start' : index === last ? 'end' : 'middle'}
              className={styles.text}
            >
              {points[index]?.at}
            </text>
          ))}
        {series.map(({ series: each }) => (
          <polyline
            key={each}
            className={mergeClasses(seriesStyles[each], seriesStyles.line)}
            strokeWidth={2.5}
            strokeDasharray={lineDash[each]}
            points={points
              .map(({ values }, index) => `${x(index)},${y(values[each] ?? 0)}`)
              .join(' ')}
          />
        ))}
        {at === null ? null : (
          <line
            x1={x(Math.min(at, last))}
            x2={x(Math.min(at, last))}
            y1={top}
            y2={height - bottom}
            className={styles.cursor}
          />
        )}
      </svg>
      <div id={saidId} className={styles.said} aria-live="polite">
        {shown === null || shown === undefined
          ? null
          : `${shown.at}: ${series
              .map((each) => `${each.label} ${format.number(shown.values[each.series] ?? 0)}`)
              .join(', ')}`}
      </div>
    </>
  )
}

function targetOf(key: string, at: number, last: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: last,
  }
  const target = targets[key]
  return target === undefined ? null : Math.max(0, Math.min(last, target))
}

/** A number that four equal steps lead to in whole ones: 1, 2 or 5 times a power of ten, times four. */
export function niceMax(value: number): number {
  const step = value / tickCount
  const power = 10 ** Math.floor(Math.log10(Math.max(step, 1)))
  const nice = [1, 2, 2.5, 5, 10].find((each) => each * power >= step && (each * power) % 1 === 0)
  return (nice ?? 10) * power * tickCount
}
